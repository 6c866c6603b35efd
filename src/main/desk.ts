import { randomBytes, randomUUID } from 'node:crypto';
import { app, type BrowserWindow, nativeTheme, protocol, session as sessions, shell } from 'electron';
import type { SessionAnswer } from '#shared/session/asks.ts';
import { actOn } from './act.ts';
import { adminAnswerer, sessionAnswerer } from './bridge/answer.ts';
import { type Page, servePageBridge } from './bridge/serve.ts';
import { callerFor } from './calls/caller.ts';
import { type Arrival, type Ringing, startRinging } from './calls/ringing.ts';
import { adminAt } from './centre/admin.ts';
import type { ChangingDoors } from './centre/as-person.ts';
import { type BringOrders, bringOrders } from './centre/bring-orders.ts';
import { changePasswordAt } from './centre/change-password.ts';
import { publishAt } from './centre/publish-rules.ts';
import { absenceAt } from './centre/put-absence.ts';
import { saveExportAt } from './centre/save-export.ts';
import { fileFetch } from './centre/send-file.ts';
import { type BuiltParts, forkStore } from './desk/built-parts.ts';
import { centreSeat } from './desk/centre-seat.ts';
import { centreSession } from './desk/centre-session.ts';
import { diagnosticsText } from './desk/diagnostics-text.ts';
import { chooseFile, whereToSave } from './desk/dialogs.ts';
import { lockWhenIdle, systemAsks } from './desk/idle.ts';
import { systemKeychain } from './key/keychain.ts';
import { errorFields, type Log, newRef } from './log.ts';
import { demoStart, type Profile } from './profile.ts';
import { type Seat, startSeat } from './seat.ts';
import { startSession } from './session.ts';
import type { SettingsKeeper } from './settings.ts';
import { openDeskWindow, showRinging } from './window/desk-window.ts';
import { letterPdf } from './window/letter-pdf.ts';
import { lockSession } from './window/locks.ts';
import { setMenu } from './window/menu.ts';
import { scheme, servePage } from './window/protocol.ts';
import { wordsOf } from './words.ts';

export type Desk = {
  window: BrowserWindow;
  seat: Seat;
  ringing: Ringing;
  /** Brings the window to the front, as when a person starts Hilo a second time. */
  show: () => void;
};

export type DeskDoors = {
  parts: BuiltParts;
  /** Hilo's own folder. */
  home: string;
  profile: Profile;
  /** The centre's address; null: none. */
  server: string | null;
  /** The login of the demo's person who sits down without being asked. */
  as: string | null;
  settings: SettingsKeeper;
  log: Log;
};

const raise = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the desk: window, bridge, seat and calls, joined. Electron must be ready. */
export const openDesk = ({ parts, home, profile, server, as, settings, log }: DeskDoors): Desk => {
  nativeTheme.themeSource = settings.now().theme;
  lockSession(sessions.defaultSession, log, !app.isPackaged);
  // Not `protocol.handle`: its requests and answers are undici's, which main then reads before the page can, and a stream for each (decision 0010).
  protocol.registerBufferProtocol(scheme, (request, answer) => {
    void servePage(request, parts.renderer, () => randomBytes(16).toString('base64url')).then(answer);
  });

  // The page first: its process starts while this one does the rest.
  const window = openDeskWindow(parts.preload, log);
  setMenu(settings.now().language);
  const keychain = systemKeychain();
  const { demo } = profile;
  let page: Page | null = null;
  let pageIsHere = false;

  /** One after the other, in the order in which they came. */
  let delivered = Promise.resolve();
  const callers = callerFor((number) => seat.ask({ verb: 'caller', number }));
  const deliver = async (arrival: Arrival): Promise<void> => {
    if (arrival.news !== 'ring') {
      page?.tell(arrival);
      return window.show();
    }
    const { ring } = arrival;
    page?.tell({ news: 'ring', ring: { ...ring, from: await callers(ring.from) } });
    showRinging(window, wordsOf(settings.now().language).ringing);
  };
  const ringing = startRinging({
    deliver: (arrival) => {
      const gone = (error: unknown) => log('ring-lost', errorFields(error));
      delivered = delivered.then(() => deliver(arrival)).catch(gone);
    },
    held: () => {
      if (seat.state().phase !== 'locked') return;
      tell();
      showRinging(window, wordsOf(settings.now().language).ringing);
    },
    ignored: (why) => log('link-ignored', { why }),
    now: Date.now,
    newId: randomUUID,
  });
  const settle = () => (pageIsHere && seat.state().phase === 'ready' ? ringing.ready() : ringing.notReady());
  const answer = (): SessionAnswer => {
    const state = seat.state();
    // Whose calls they are is nobody's to read here.
    const shown = state.phase === 'locked' ? { ...state, rings: ringing.waiting() } : state;
    return { state: shown, settings: settings.now() };
  };
  const tell = () => page?.tell({ news: 'session', answer: answer() });

  const store = forkStore(parts.store);
  let begun = false;
  const seat = startSeat({
    centre:
      server === null
        ? null
        : centreSeat({
            at: server,
            home,
            keychain,
            demo: demo === null ? null : { as },
            comeBack: () => raise(window),
          }),
    own: {
      ...profile.desk,
      person: { role: 'agent', skills: [], level: 1, ...profile.desk.person },
      folder: profile.folder,
      server: null,
      login: '',
      provider: null,
      device: null,
    },
    demo: demo !== null,
    version: app.getVersion(),
    openSession: ({ folder, person: { id, name }, company, server: its }, { changed, ...more }) =>
      startSession({
        folder,
        desk: { person: { id, name }, company },
        // A demo with a centre gets its company from there.
        demo: its === null && demo !== null ? () => demoStart(folder, demo, Date.now()) : null,
        keychain,
        startStore: store.start,
        ...more,
        changed: (state) => {
          if (state.phase === 'passphrase') store.prepare();
          changed(state);
        },
        page: (store, ref) => page?.store(store, ref),
        now: Date.now,
        wait,
        log,
      }),
    changed: () => {
      tell();
      settle();
    },
    left: () => {
      page?.store('gone', 'left');
      window.webContents.reload();
    },
    cleared: () => window.webContents.reload(),
    system: systemAsks(() => wordsOf(settings.now().language).unlock),
    now: Date.now,
    wait,
    log,
  });

  lockWhenIdle(window, seat);

  const orders = server === null ? null : ordersAt(server);
  const doors: ChangingDoors | null =
    server === null
      ? null
      : {
          server,
          token,
          fetch: (url, init) => centreSession().fetch(url, init),
          exchange: () => void seat.ask({ verb: 'sync-now' }),
          now: Date.now,
        };
  const watch = {
    refused: (why: string, ref: string, error?: unknown) =>
      log('page-refused', { why, ref, ...(error ? errorFields(error) : {}) }),
    newRef,
    now: Date.now,
  };
  page = servePageBridge({
    window,
    admin: adminAnswerer({
      ...watch,
      administer: doors && adminAt(doors),
      isOpen: () => seat.state().phase === 'ready',
    }),
    session: sessionAnswerer({
      answer,
      act: actOn({
        seat,
        orders: () => orders,
        publish: doors && publishAt(doors),
        absence: doors && absenceAt(doors),
        changePassword: doors && changePasswordAt({ ...doors, took: seat.tookPassword }),
        saveExport: doors && saveExportAt(doors),
        settings: ({ change }) => {
          const { language, theme } = settings.change(change);
          nativeTheme.themeSource = theme;
          setMenu(language);
          tell();
        },
        whereToSave: (name) => whereToSave(window, name),
        showFolder: () => {
          const state = seat.state();
          shell.showItemInFolder(state.phase === 'trouble' ? state.folder : home);
        },
        letterPdf,
        diagnostics: async () =>
          diagnosticsText(await seat.ask({ verb: 'figures' }), {
            settings: settings.now(),
            state: seat.state(),
            home,
          }),
        showDiagnostics: (text) => page?.tell({ news: 'diagnostics', text }),
        quit: () => app.quit(),
        demoRing: (from) => demo !== null && ringing.number(from, 'demo'),
      }),
      ...watch,
    }),
    here: () => {
      pageIsHere = true;
      // Not before: two processes that start at once hold each other up, and the page is the longer way.
      if (!begun) void seat.begin();
      begun = true;
      tell();
      settle();
    },
    away: () => {
      pageIsHere = false;
      settle();
    },
  });
  async function token(): Promise<string | null> {
    const told = await seat.ask({ verb: 'token' });
    return 'reply' in told && told.reply.ok ? (told.reply.value as { token: string }).token : null;
  }

  function ordersAt(at: string): BringOrders {
    return bringOrders({
      server: at,
      token,
      fetch: (url, init) => centreSession().fetch(url, init),
      fileFetch: (path, sent) => fileFetch(centreSession(), path, sent),
      chooseFile: (what) =>
        chooseFile(
          window,
          wordsOf(settings.now().language)[what === 'orders' ? 'ordersFile' : 'mappingFile'],
        ),
      language: () => (settings.now().language === 'en' ? 'en' : 'es'),
      told: (state) => page?.tell({ news: 'import', state }),
      wait,
      now: Date.now,
      log,
    });
  }

  return {
    window,
    seat,
    ringing,
    show: () => raise(window),
  };
};
