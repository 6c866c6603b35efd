import { basename, dirname } from 'node:path';
import { mayExport } from '#shared/audit/record.ts';
import type { Reply } from '#shared/bridge.ts';
import { type FaultCode, FaultError } from '#shared/fault.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import type { Acted } from './bridge/answer.ts';
import type { BringOrders } from './centre/bring-orders.ts';
import type { ChangePassword } from './centre/change-password.ts';
import type { Publish } from './centre/publish-rules.ts';
import type { PutAbsence } from './centre/put-absence.ts';
import type { SaveExport } from './centre/save-export.ts';
import { newRef } from './log.ts';
import type { Seat } from './seat.ts';
import { writeTo } from './store/files/disk.ts';
import type { StoreAnswer } from './store-process.ts';

/** What a page's asks lead to. */
export type Acts = {
  seat: Seat;
  /** Null: no centre, or nobody who may. */
  orders: () => BringOrders | null;
  /** Null: no centre. */
  publish: Publish | null;
  absence: PutAbsence | null;
  changePassword: ChangePassword | null;
  saveExport: SaveExport | null;
  settings: (ask: Extract<SessionAsk, { ask: 'settings' }>) => void;
  showFolder: () => void;
  /** Asks where to save a file of this name; null: nowhere. */
  whereToSave: (name: string) => Promise<string | null>;
  /** A letter as the bytes of a PDF. */
  letterPdf: (letter: { title: string; text: string; language: string }) => Promise<Uint8Array>;
  /** What IT is to know, as the file's text. */
  diagnostics: () => Promise<string>;
  /** Shows it to the person. */
  showDiagnostics: (text: string) => void;
  quit: () => void;
  /** False: no phone that can ring so. */
  demoRing: (from: string) => boolean;
};

const done: Reply<null> = { ok: true, value: null };
const nowhere: Reply<Acted> = { ok: true, value: { saved: null } };
const no = (code: FaultCode, what: string, ref = newRef()): Reply<null> => ({
  ok: false,
  fault: { code, what, ref },
});

const plain = (reply: Reply<unknown>): Reply<null> => (reply.ok ? done : reply);
const ofStore = (answer: StoreAnswer): Reply<null> =>
  'trouble' in answer ? no('store-trouble', answer.trouble, answer.ref) : plain(answer.reply);

/** What a locked desk still does. */
const whileLocked: ReadonlySet<SessionAsk['ask']> = new Set([
  'unlock',
  'unlock-by-system',
  'sign-in',
  'sign-in-as',
  'sign-in-cancel',
  'sign-out',
  'settings',
  'lock',
  'quit',
  'demo-ring',
]);

const savedAt = (path: string, reply: Reply<null>): Reply<Acted> =>
  reply.ok
    ? { ok: true, value: { saved: { name: basename(path), folder: basename(dirname(path)) } } }
    : reply;

type SaveParts = Pick<Acts, 'seat' | 'whereToSave'>;
type SaveAsk = Extract<SessionAsk, { ask: 'save-attachment' }>;

/** The store decrypts it and writes it: its bytes do not pass through here. */
async function saveAttachment(
  { seat, whereToSave }: SaveParts,
  { customerId, attachmentId }: SaveAsk,
): Promise<Reply<Acted>> {
  const named = await seat.ask({ verb: 'attachment-name', customerId, attachmentId });
  if (!('reply' in named) || !named.reply.ok) return ofStore(named);
  const path = await whereToSave((named.reply.value as { name: string }).name);
  if (path === null) return nowhere;
  return savedAt(path, ofStore(await seat.ask({ verb: 'save-attachment', customerId, attachmentId, path })));
}

/** As an attachment; only for whoever may (audit/record.ts). The store does not know roles. */
async function saveAudit(
  { seat, whereToSave }: SaveParts,
  { customerId, caseId }: Extract<SessionAsk, { ask: 'save-audit' }>,
): Promise<Reply<Acted>> {
  const named = await seat.ask({ verb: 'audit-name', customerId, caseId });
  if (!('reply' in named) || !named.reply.ok) return ofStore(named);
  const { name, owner } = named.reply.value as { name: string; owner: string };
  const state = seat.state();
  if (state.phase !== 'ready' || !mayExport(state.person, owner))
    return { ok: false, refusal: { code: 'not-allowed' } };
  const path = await whereToSave(name);
  if (path === null) return nowhere;
  return savedAt(path, ofStore(await seat.ask({ verb: 'save-audit', customerId, caseId, path })));
}

/** What is saved is what was shown, to the letter. */
function diagnosticsShown({ diagnostics, showDiagnostics, whereToSave }: Acts) {
  let shown: string | null = null;
  return {
    async show(): Promise<Reply<null>> {
      shown = await diagnostics();
      showDiagnostics(shown);
      return done;
    },
    async save(): Promise<Reply<Acted>> {
      if (shown === null) return no('bad-input', 'nothing was shown to be saved');
      const path = await whereToSave('hilo-diagnostics.json');
      return path === null
        ? nowhere
        : written(path, Buffer.from(shown), 'the diagnostics could not be written there');
    },
  };
}

async function written(path: string, content: Uint8Array, what: string): Promise<Reply<Acted>> {
  try {
    await writeTo(path, [content]);
    return savedAt(path, done);
  } catch (error) {
    if (error instanceof FaultError) return no(error.code, what);
    throw error;
  }
}

type LetterParts = Pick<Acts, 'letterPdf' | 'whereToSave'>;
type LetterAsk = Extract<SessionAsk, { ask: 'save-letter' }>;

async function saveLetter({ letterPdf, whereToSave }: LetterParts, ask: LetterAsk): Promise<Reply<Acted>> {
  const path = await whereToSave(`${fileName(ask.name)}.pdf`);
  if (path === null) return nowhere;
  return written(path, await letterPdf(ask), 'the letter could not be written there');
}

/** A file's name of what a page proposes: no folder, and nothing that a system reads otherwise. */
const fileName = (text: string): string => text.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'letter';

/** Does what a page asks of the desktop. */
export const actOn = (acts: Acts) => {
  const {
    seat,
    orders,
    publish,
    absence,
    changePassword,
    saveExport,
    settings,
    showFolder,
    whereToSave,
    letterPdf,
    quit,
    demoRing,
  } = acts;
  const asIs = diagnosticsShown(acts);
  return async (ask: Exclude<SessionAsk, { ask: 'state' }>): Promise<Reply<Acted>> => {
    if (seat.state().phase === 'locked' && !whileLocked.has(ask.ask))
      return no('locked', 'the desk is locked');
    switch (ask.ask) {
      case 'passphrase':
        return plain(await seat.passphrase(ask.text));
      case 'retry':
        await seat.begin();
        return done;
      case 'set-aside':
        return plain(await seat.setAside());
      case 'show-folder':
        showFolder();
        return done;
      case 'quit':
        quit();
        return done;
      case 'settings':
        settings(ask);
        return done;
      case 'sign-in':
        return plain(await seat.signIn(ask.login, ask.password));
      case 'sign-in-password':
        return plain(await seat.signInPassword(ask.password));
      case 'sign-in-code':
        return plain(await seat.signInCode(ask.code));
      case 'sign-in-go-on':
        return plain(await seat.signInGoOn());
      case 'sign-in-with-provider':
        return plain(await seat.signInWithProvider());
      case 'sign-in-as':
        return plain(await seat.signInAs(ask.login));
      case 'sign-in-cancel':
        seat.cancel();
        return done;
      case 'sign-out':
        return plain(await seat.leave());
      case 'lock':
        return plain(await seat.lock('hand'));
      case 'unlock':
        return plain(await seat.unlock(ask.pin));
      case 'unlock-by-system':
        return plain(await seat.unlockBySystem());
      case 'set-pin':
        return plain(await seat.setPin(ask.pin, ask.before));
      case 'sync-now':
        return ofStore(await seat.ask({ verb: 'sync-now' }));
      case 'read':
        return ofStore(await seat.ask({ verb: 'read', refused: ask.refused }));
      case 'import-orders': {
        const bring = orders();
        if (bring === null) return no('bad-input', 'there is no centre to bring orders to');
        return (await bring.begin(ask)) ? done : no('retry', 'an import is under way');
      }
      case 'import-cancel':
        orders()?.cancel();
        return done;
      case 'diagnostics':
        return asIs.show();
      case 'save-diagnostics':
        return asIs.save();
      case 'save-letter':
        return saveLetter({ letterPdf, whereToSave }, ask);
      case 'publish-rules':
        return publish === null ? { ok: false, refusal: { code: 'centre-needed' } } : publish(ask);
      case 'absence':
        return absence === null ? { ok: false, refusal: { code: 'centre-needed' } } : absence(ask);
      case 'change-password':
        return changePassword === null
          ? { ok: false, refusal: { code: 'centre-needed' } }
          : changePassword(ask);
      case 'save-export': {
        if (saveExport === null) return { ok: false, refusal: { code: 'centre-needed' } };
        const path = await whereToSave(`${fileName(ask.name)}.html`);
        return path === null ? nowhere : savedAt(path, await saveExport(ask, path));
      }
      case 'save-attachment':
        return await saveAttachment({ seat, whereToSave }, ask);
      case 'save-audit':
        return await saveAudit({ seat, whereToSave }, ask);
      case 'demo-ring':
        return demoRing(ask.from) ? done : no('bad-input', 'no number that can ring');
    }
  };
};
