import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  nativeTheme,
  protocol,
  session as sessions,
  shell,
  utilityProcess,
} from 'electron';
import type { Reply, SessionAsk } from '#shared/bridge.ts';
import type { Fault } from '#shared/fault.ts';
import { sessionAnswerer } from './bridge/answer.ts';
import { type Page, servePageBridge } from './bridge/serve.ts';
import { type Ringing, startRinging } from './calls/ringing.ts';
import { systemKeychain } from './key/keychain.ts';
import { errorFields, type Log, newRef } from './log.ts';
import { demoStart, type Profile } from './profile.ts';
import { type Session, startSession } from './session.ts';
import type { SettingsKeeper } from './settings.ts';
import { forkAhead, type StoreEvents, type StoreProcess, startStoreProcess } from './store-process.ts';
import { openDeskWindow, showRinging } from './window/desk-window.ts';
import { lockSession } from './window/locks.ts';
import { setMenu } from './window/menu.ts';
import { scheme, servePage } from './window/protocol.ts';
import { wordsOf } from './words.ts';

/** Where the built parts lie, absolute. */
export type BuiltParts = { renderer: string; preload: string; store: string };

export const builtPartsIn = (out: string): BuiltParts => ({
  renderer: join(out, 'renderer'),
  preload: join(out, 'preload', 'preload.cjs'),
  store: join(out, 'main', 'store.js'),
});

/**
 * The store's process as Electron's utility process: no window, no page, the only one that opens the database. `prepare`: it will be
 * needed soon.
 */
export const forkStore = (
  path: string,
): { prepare: () => void; start: (events: StoreEvents) => StoreProcess } => {
  const { prepare, take } = forkAhead(() => utilityProcess.fork(path, [], { serviceName: 'Hilo store' }));
  return { prepare, start: (events) => startStoreProcess(take, events, newRef) };
};

export type Desk = {
  window: BrowserWindow;
  session: Session;
  ringing: Ringing;
  /** Brings the window to the front, as when a person starts Hilo a second time. */
  show: () => void;
};

export type DeskDoors = { parts: BuiltParts; profile: Profile; settings: SettingsKeeper; log: Log };

const changeSettings = (settings: SettingsKeeper, ask: Extract<SessionAsk, { ask: 'settings' }>) => {
  const { language, theme } = settings.change(ask.change);
  nativeTheme.themeSource = theme;
  setMenu(language);
};

/** Opens the desk: window, bridge, session and calls, joined. Electron must be ready. */
export const openDesk = ({ parts, profile, settings, log }: DeskDoors): Desk => {
  nativeTheme.themeSource = settings.now().theme;
  lockSession(sessions.defaultSession, log, !app.isPackaged);
  protocol.handle(scheme, (request) =>
    servePage(request, parts.renderer, () => randomBytes(16).toString('base64url')),
  );

  // The page first: its process starts while this one does the rest.
  const window = openDeskWindow(parts.preload, log);
  setMenu(settings.now().language);
  let page: Page | null = null;
  let pageIsHere = false;

  const ringing = startRinging({
    deliver: (arrival) => {
      page?.tell(arrival);
      if (arrival.news === 'ring') showRinging(window, wordsOf(settings.now().language).ringing);
      else window.show();
    },
    ignored: (why) => log('link-ignored', { why }),
    now: Date.now,
    newId: randomUUID,
  });
  const settle = () =>
    pageIsHere && session.state().phase === 'ready' ? ringing.ready() : ringing.notReady();
  const answer = () => ({ state: session.state(), settings: settings.now() });
  const tell = () => page?.tell({ news: 'session', answer: answer() });

  const { demo } = profile;
  const store = forkStore(parts.store);
  let begun = false;
  const session = startSession({
    folder: profile.folder,
    desk: profile.desk,
    demo: demo && (() => demoStart(profile.folder, demo, Date.now())),
    keychain: systemKeychain(),
    startStore: store.start,
    changed: ({ phase }) => {
      if (phase === 'passphrase') store.prepare();
      tell();
      settle();
    },
    page: (store, ref) => page?.store(store, ref),
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });

  const faultOf = (reply: Reply<null>): Fault | null => (!reply.ok && 'fault' in reply ? reply.fault : null);
  const act = async (ask: Exclude<SessionAsk, { ask: 'state' }>): Promise<Fault | null> => {
    switch (ask.ask) {
      case 'passphrase':
        return faultOf(await session.passphrase(ask.text));
      case 'retry':
        await session.begin();
        return null;
      case 'set-aside':
        return faultOf(await session.setAside());
      case 'show-folder':
        shell.showItemInFolder(profile.folder);
        return null;
      case 'quit':
        app.quit();
        return null;
      case 'settings':
        changeSettings(settings, ask);
        tell();
        return null;
      case 'sign-in':
      case 'sign-in-as':
      case 'sign-in-cancel':
      case 'sign-out':
      case 'sync-now':
      case 'read':
      case 'import-orders':
      case 'import-cancel':
        return { code: 'bad-input', what: 'this store has no centre', ref: newRef() };
      case 'demo-ring': {
        const rang = demo !== null && ringing.number(ask.from, 'demo');
        return rang ? null : { code: 'bad-input', what: 'no number that can ring', ref: newRef() };
      }
    }
  };

  page = servePageBridge({
    window,
    session: sessionAnswerer({
      answer,
      act,
      refused: (why, ref, error) => log('page-refused', { why, ref, ...(error ? errorFields(error) : {}) }),
      newRef,
      now: Date.now,
    }),
    here: () => {
      pageIsHere = true;
      // Not before: two processes that start at once hold each other up, and the page is the longer way.
      if (!begun) void session.begin();
      begun = true;
      tell();
      settle();
    },
    away: () => {
      pageIsHere = false;
      settle();
    },
  });
  return {
    window,
    session,
    ringing,
    show: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
};
