import type { Reply } from '#shared/bridge.ts';
import type { FaultCode } from '#shared/fault.ts';
import type { SessionState, StoreTrouble } from '#shared/session/state.ts';
import type { Keychain } from './key/keychain.ts';
import { longEnough } from './key/passphrase.ts';
import {
  createWithPassphrase,
  enterPassphrase,
  findKey,
  type KeyState,
  markOpened,
  openingTrouble,
} from './key/store-key.ts';
import { errorFields, type Log, newRef } from './log.ts';
import { setAsideFolder } from './set-aside.ts';
import type { Desk, Shut } from './store/door.ts';
import type { Watch } from './store/lock.ts';
import type { WhoNow } from './store/sync/account.ts';
import type { StoreAnswer, StoreAsk, StoreEvents, StoreProcess } from './store-process.ts';

type Of<P extends SessionState['phase']> = Extract<SessionState, { phase: P }>;

/** Where one store stands. Whose it is, the seat adds (seat.ts). */
export type StoreState =
  | Of<'starting'>
  | Of<'working'>
  | Omit<Of<'passphrase'>, 'person'>
  | { phase: 'ready' }
  | Omit<Of<'revoked'>, 'person'>
  | Omit<Of<'trouble'>, 'person'>;

export type SessionDoors = {
  /** The store's folder; it need not exist. */
  folder: string;
  desk: Desk;
  /** Null for a company of one's own. Asked when the store is open, because it may write into its folder. */
  demo: (() => { seed: number; anchor: number }) | null;
  keychain: Keychain;
  startStore: (events: StoreEvents) => StoreProcess;
  /** The store is open, for the first time or once more, and nothing else was asked of it yet. */
  opened: (store: StoreProcess) => void;
  /** How the store's lock stands, for the first time before `opened`. */
  watch: (watch: Watch) => void;
  /** Who its person is at the centre. */
  who?: (who: WhoNow) => void;
  changed: (state: StoreState) => void;
  /** A store to hand to the page, or why there is none now. */
  page: (store: StoreProcess | 'gone' | 'trouble', ref: string) => void;
  /** The centre has said at the sign-in that this machine was shut out. */
  shut?: boolean;
  /** The machine was shut out: nothing of the store's may stay on the page. */
  hide?: () => void;
  /** Ends this store for good; `close` ends its process first (person/wipe.ts). */
  wipe?: (
    order: { device: string; nonce: string; handed: number; lost: number },
    close: () => Promise<void>,
  ) => Promise<void>;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  log: Log;
};

export type Session = {
  state: () => StoreState;
  /** Looks for the key and opens the store, from the beginning; also what `retry` does. */
  begin: () => Promise<void>;
  passphrase: (text: string) => Promise<Reply<null>>;
  /** Renames the folder of an unusable store and begins anew. Deletes nothing. */
  setAside: () => Promise<Reply<null>>;
  /** Asks the store, when it is open; a `retry` fault else. */
  ask: (message: StoreAsk) => Promise<StoreAnswer>;
  end: () => Promise<void>;
};

type Opened = { key: Uint8Array; fresh: boolean };

/** A store process that ends is started again after these times (ms); when it ends once more within a minute, we stop. */
const patience = [250, 1000, 4000];
const crashWindow = 60_000;

const done: Reply<null> = { ok: true, value: null };
const refused = (code: FaultCode, what: string): Reply<null> => ({
  ok: false,
  fault: { code, what, ref: newRef() },
});

/**
 * The state machine of a desk: starting, passphrase, working, ready, trouble. Every step belongs to a turn; a step that comes back
 * after a newer turn began is forgotten, so that a late answer of a dead process changes nothing.
 */
export const startSession = (doors: SessionDoors): Session => {
  let state: StoreState = { phase: 'starting' };
  let turn = 0;
  let store: StoreProcess | null = null;
  let crashes: number[] = [];
  let busy = false;

  const become = (next: StoreState) => {
    state = next;
    doors.log('store-state', {
      phase: next.phase,
      what: 'what' in next ? next.what : null,
      ref: 'ref' in next ? next.ref : null,
    });
    doors.changed(next);
  };

  const trouble = (what: StoreTrouble | 'stopped', ref: string) => {
    turn += 1;
    doors.page('trouble', ref);
    become({ phase: 'trouble', what, folder: doors.folder, ref });
  };

  const failed = (error: unknown) => {
    const ref = newRef();
    const fields = errorFields(error);
    doors.log('store-fault', { ref, ...fields });
    trouble(fields.code === 'ENOSPC' ? 'disk-full' : 'stopped', ref);
  };

  /** True when the answer is a yes; otherwise the session is in trouble. */
  const accepted = (answer: StoreAnswer): boolean => {
    if ('trouble' in answer) trouble(answer.trouble, answer.ref);
    else if (!answer.reply.ok) {
      const fault = 'fault' in answer.reply ? answer.reply.fault : null;
      trouble(fault?.code === 'disk-full' ? 'disk-full' : 'stopped', fault?.ref ?? newRef());
    } else return true;
    return false;
  };

  const open = async (opened: Opened): Promise<void> => {
    turn += 1;
    const mine = turn;
    become({ phase: 'working', what: 'opening', done: 0, total: null });
    const process = doors.startStore({
      progress: ({ what, done, total }) => {
        if (mine === turn && what !== 'importing') become({ phase: 'working', what, done, total });
      },
      watch: (watch) => mine === turn && doors.watch(watch),
      who: (who) => mine === turn && doors.who?.(who),
      trouble: (what, ref) => mine === turn && trouble(what, ref),
      crashed: (code) => mine === turn && void crashed(code, opened),
      shut: (shut) => mine === turn && shutOut(process, shut),
      wipe: (order) => mine === turn && void wipe(order).catch(failed),
    });
    store = process;
    const answer = await process.ask({
      verb: 'open',
      folder: doors.folder,
      key: opened.key,
      fresh: opened.fresh,
      desk: doors.desk,
      ...(doors.shut ? { shut: true } : {}),
    });
    if (mine !== turn) return;
    if ('trouble' in answer) return trouble(openingTrouble(doors.folder, answer.trouble), answer.ref);
    if (!accepted(answer)) return;
    if (opened.fresh) markOpened(doors.folder);
    opened.fresh = false;
    const shut = 'reply' in answer && answer.reply.ok ? (answer.reply.value as Shut | null) : null;
    // Before anything can be asked of it.
    if (shut) shutOut(process, shut);
    doors.opened(process);
    if (shut) return;
    if (doors.demo) {
      const loaded = await process.ask({ verb: 'load-demo', ...doors.demo() });
      if (mine !== turn || !accepted(loaded)) return;
    }
    doors.page(process, '');
    become({ phase: 'ready' });
  };

  /** What is on the page goes at once; it comes back only where the centre says that it was an error. */
  const shutOut = (process: StoreProcess, shut: Shut | null): void => {
    if (shut === null) {
      doors.page(process, '');
      become({ phase: 'ready' });
      return;
    }
    const isNew = state.phase !== 'revoked';
    if (isNew) doors.page('gone', 'revoked');
    become({ phase: 'revoked', ...shut });
    if (isNew) doors.hide?.();
  };

  const wipe = async (order: { device: string; nonce: string }): Promise<void> => {
    if (state.phase !== 'revoked' || !doors.wipe) return;
    const { handed, left, files } = state;
    // Nothing that this process says from now on is heard.
    await doors.wipe({ ...order, handed, lost: left + files }, stopStore);
    doors.log('wiped', { handed, lost: left + files });
    become({ phase: 'revoked', step: 'wiped', handed, left, files });
  };

  const crashed = async (code: number, opened: Opened): Promise<void> => {
    turn += 1;
    const mine = turn;
    const ref = newRef();
    const now = doors.now();
    crashes = [...crashes.filter((at) => at > now - crashWindow), now];
    const pause = patience[crashes.length - 1];
    doors.log('store-exit', { code, times: crashes.length, ref });
    if (pause === undefined) return trouble('stopped', ref);
    doors.page('gone', ref);
    become({ phase: 'working', what: 'opening', done: 0, total: null });
    await doors.wait(pause);
    if (mine === turn) await open(opened).catch(failed);
  };

  const proceed = async (found: KeyState): Promise<void> => {
    if (found.state === 'trouble') {
      const ref = newRef();
      doors.log('key', { what: found.what, why: found.why, ref });
      return trouble(found.what, ref);
    }
    if (found.state === 'passphrase') return become({ phase: 'passphrase', mode: found.mode, wrong: false });
    await open({ key: found.key, fresh: found.fresh });
  };

  const stopStore = async () => {
    turn += 1;
    const old = store;
    store = null;
    await old?.end();
  };

  const begin = async (): Promise<void> => {
    try {
      await stopStore();
      crashes = [];
      become({ phase: 'starting' });
      await proceed(findKey(doors.folder, doors.keychain));
    } catch (error) {
      failed(error);
    }
  };

  const tryPassphrase = async (text: string): Promise<Reply<null>> => {
    if (state.phase !== 'passphrase') return refused('bad-input', 'no passphrase is asked for');
    const { mode } = state;
    if (mode === 'new' && !longEnough(text)) return refused('bad-input', 'the passphrase is too short');
    const make = mode === 'new' ? createWithPassphrase : enterPassphrase;
    const found = await make(doors.folder, text);
    if (found === null) become({ phase: 'passphrase', mode, wrong: true });
    // Opening may take minutes (a migration): its progress is told, the answer does not wait for it.
    else void proceed(found).catch(failed);
    return done;
  };

  return {
    state: () => state,
    begin,
    passphrase: async (text) => {
      if (busy) return refused('retry', 'a passphrase is being tried');
      busy = true;
      try {
        return await tryPassphrase(text);
      } catch (error) {
        failed(error);
        return refused('internal', 'the passphrase could not be used');
      } finally {
        busy = false;
      }
    },
    setAside: async () => {
      // A full disk is mended by room, not by a second store beside the first.
      if (state.phase !== 'trouble' || state.what === 'disk-full')
        return refused('bad-input', 'this store need not be set aside');
      await stopStore();
      try {
        setAsideFolder(doors.folder, doors.now());
      } catch (error) {
        const ref = newRef();
        doors.log('set-aside', { ref, ...errorFields(error) });
        return { ok: false, fault: { code: 'retry', what: 'the folder could not be renamed', ref } };
      }
      doors.log('set-aside', {});
      await begin();
      return done;
    },
    ask: async (message) =>
      store && state.phase === 'ready'
        ? store.ask(message)
        : { reply: refused('retry', 'the store is not open') },
    end: stopStore,
  };
};
