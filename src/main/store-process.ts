import type { MessagePortMain } from 'electron';
import type { Reply } from '#shared/bridge.ts';
import type { StoreTrouble } from '#shared/session/state.ts';
import type { FromStore, Shut, ToStore } from './store/door.ts';
import type { Watch } from './store/lock.ts';
import type { WhoNow } from './store/sync/account.ts';

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;
export type StoreAsk = WithoutId<ToStore>;
export type StoreAnswer = { reply: Reply<unknown> } | { trouble: StoreTrouble; ref: string };
export type StoreProgress = Extract<FromStore, { progress: unknown }>['progress'];

/** The part of Electron's UtilityProcess that is used here. */
export type Child = {
  postMessage: (message: ToStore, transfer?: MessagePortMain[]) => void;
  on: {
    (event: 'message', listener: (message: FromStore) => void): unknown;
    (event: 'exit', listener: (code: number) => void): unknown;
  };
  kill: () => boolean;
};

export type StoreEvents = {
  progress: (progress: StoreProgress) => void;
  /** The store became unusable while it was open. */
  trouble: (what: StoreTrouble, ref: string) => void;
  /** How its lock stands, before `open` is answered and after each change. */
  watch: (watch: Watch) => void;
  /** Who its person is at the centre, told again when it is another than before. */
  who?: (who: WhoNow) => void;
  /** This machine was shut out; null: it was not, after all. */
  shut?: (shut: Shut | null) => void;
  /** The store is to be ended. */
  wipe?: (order: { device: string; nonce: string }) => void;
  /** The process ended although nobody asked it to. Said before the questions it left open are answered. */
  crashed: (code: number) => void;
};

export type StoreProcess = {
  /** Always answered: with a `retry` fault when the process ends first. `transfer`: the page's port, for `page`. */
  ask: (message: StoreAsk, transfer?: MessagePortMain[]) => Promise<StoreAnswer>;
  /** Closes the store and ends its process; after `patience` ms without an answer, by force. SQLite survives that. */
  end: (patience?: number) => Promise<void>;
};

/**
 * A process that is forked before there is a key: its program is then loaded while a person types the passphrase. `take` hands it
 * over, or forks one where none waits. It knows nothing yet; one that ends while it waits is forgotten.
 */
export const forkAhead = (fork: () => Child): { prepare: () => void; take: () => Child } => {
  let waiting: Child | null = null;
  return {
    prepare: () => {
      if (waiting) return;
      const child = fork();
      waiting = child;
      child.on('exit', () => {
        if (waiting === child) waiting = null;
      });
    },
    take: () => {
      const child = waiting ?? fork();
      waiting = null;
      return child;
    },
  };
};

/** Starts the store's process and speaks `store/door.ts` with it. */
export const startStoreProcess = (
  fork: () => Child,
  events: StoreEvents,
  newRef: () => string,
): StoreProcess => {
  const child = fork();
  const open = new Map<number, (answer: StoreAnswer) => void>();
  let lastId = 0;
  let ending = false;
  let gone = false;
  let sayGone = (): void => undefined;
  const whenGone = new Promise<void>((resolve) => {
    sayGone = resolve;
  });

  const retry = (): StoreAnswer => ({
    reply: { ok: false, fault: { code: 'retry', what: 'the store process is gone', ref: newRef() } },
  });

  child.on('message', (message) => {
    if ('progress' in message) return events.progress(message.progress);
    if ('watch' in message) return events.watch(message.watch);
    if ('who' in message) return events.who?.(message.who);
    if ('shut' in message) return events.shut?.(message.shut);
    if ('wipe' in message) return events.wipe?.(message.wipe);
    if (!('id' in message)) return events.trouble(message.trouble, message.ref);
    const answer = open.get(message.id);
    open.delete(message.id);
    answer?.('reply' in message ? { reply: message.reply } : { trouble: message.trouble, ref: message.ref });
  });

  child.on('exit', (code) => {
    gone = true;
    if (!ending) events.crashed(code);
    for (const answer of open.values()) answer(retry());
    open.clear();
    sayGone();
  });

  const ask = (message: StoreAsk, transfer?: MessagePortMain[]): Promise<StoreAnswer> =>
    new Promise((resolve) => {
      if (gone) return resolve(retry());
      lastId += 1;
      open.set(lastId, resolve);
      child.postMessage({ ...message, id: lastId }, transfer ?? []);
    });

  const end = async (patience = 3000): Promise<void> => {
    ending = true;
    if (gone) return;
    const timer = setTimeout(() => child.kill(), patience);
    await ask({ verb: 'close' });
    child.kill();
    await whenGone;
    clearTimeout(timer);
  };

  return { ask, end };
};
