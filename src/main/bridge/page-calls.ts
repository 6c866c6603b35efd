import type { News, Reply } from '#shared/bridge.ts';
import type { FaultCode } from '#shared/fault.ts';

/** A message port, as far as it is used here. `closed`: the other end is gone. */
export type PagePort = {
  post: (message: unknown) => void;
  listen: (received: (data: unknown) => void, closed: () => void) => void;
  close: () => void;
};

/** What main says about the store: it is there (a port comes with it), it will be back, or it cannot be used. */
export type StoreNews = { store: 'here' } | { store: 'gone' | 'trouble'; ref: string };

/** A question of `ToStorePort` before it has its id; the store checks every part of it. */
export type Question = { verb: 'command' | 'view' | 'draft' | 'file'; [part: string]: unknown };

export type PageCalls = {
  call: (message: Question) => Promise<Reply<unknown>>;
  /** A new store to talk to. What waited is asked now. */
  adopt: (port: PagePort) => void;
  /** The store is away: what it was asked is answered `retry`, what comes now waits. */
  lose: (ref: string) => void;
  /** The store cannot be used: nothing waits any longer, nothing is accepted until the next port. */
  refuse: (ref: string) => void;
};

const mostWaiting = 1000;

const fault = (code: FaultCode, what: string, ref: string): Reply<unknown> => ({
  ok: false,
  fault: { code, what, ref },
});

/**
 * The page's half of the straight line to the store: questions get ids, answers find them again, and every question is answered
 * whatever becomes of the store's process. Free of Electron, so that tests run it on Node's ports.
 */
export const pageCalls = (changed: (customers: string[] | 'all') => void): PageCalls => {
  type Open = { message: Question; answer: (reply: Reply<unknown>) => void };
  const asked = new Map<number, Open>();
  let waiting: Open[] = [];
  let port: PagePort | null = null;
  let trouble: string | null = null;
  let lastId = 0;

  const send = (to: PagePort, open: Open) => {
    lastId += 1;
    asked.set(lastId, open);
    try {
      to.post({ ...open.message, id: lastId });
    } catch {
      // Only data can be sent; a function or a DOM node in it is the page's own mistake.
      asked.delete(lastId);
      open.answer(fault('bad-input', 'this cannot be sent', 'page'));
    }
  };

  const lose = (ref: string) => {
    const old = port;
    port = null;
    old?.close();
    const open = [...asked.values()];
    asked.clear();
    for (const { answer } of open) answer(fault('retry', 'the store went away', ref));
  };

  const receive = (data: unknown) => {
    if (typeof data !== 'object' || data === null) return;
    const message = data as { id?: number; reply?: Reply<unknown>; changed?: string[] | 'all' };
    if (message.changed !== undefined) return changed(message.changed);
    if (message.id === undefined || message.reply === undefined) return;
    const open = asked.get(message.id);
    asked.delete(message.id);
    open?.answer(message.reply);
  };

  return {
    call: (message) =>
      new Promise((answer) => {
        const open = { message, answer };
        if (trouble !== null) return answer(fault('store-trouble', 'the store cannot be used', trouble));
        if (port) return send(port, open);
        if (waiting.length >= mostWaiting) return answer(fault('retry', 'too much is waiting', 'page'));
        waiting.push(open);
      }),
    adopt: (next) => {
      lose('replaced');
      trouble = null;
      port = next;
      next.listen(
        (data) => port === next && receive(data),
        () => port === next && lose('closed'),
      );
      const held = waiting;
      waiting = [];
      for (const open of held) send(next, open);
    },
    lose,
    refuse: (ref) => {
      trouble = ref;
      lose(ref);
      const held = waiting;
      waiting = [];
      for (const { answer } of held) answer(fault('store-trouble', 'the store cannot be used', ref));
    },
  };
};

/** Keeps news until somebody listens: the page may still be loading when the phone rings. */
export const newsDesk = (): {
  tell: (news: News) => void;
  on: (listener: (news: News) => void) => () => void;
} => {
  const listeners = new Set<(news: News) => void>();
  let unheard: News[] = [];
  return {
    tell: (news) => {
      if (listeners.size === 0) {
        // Views are asked for anew by a page that starts. Of the session the last word counts: the page then begins with it and need
        // not draw itself twice.
        if (news.news === 'session') unheard = unheard.filter((one) => one.news !== 'session');
        if (news.news !== 'changed') unheard.push(news);
        return;
      }
      for (const listener of listeners) listener(news);
    },
    on: (listener) => {
      // What cannot be called would keep all others from hearing.
      if (typeof listener !== 'function') throw new TypeError('a listener is a function');
      listeners.add(listener);
      const held = unheard;
      unheard = [];
      for (const news of held) listener(news);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
