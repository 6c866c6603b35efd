import { conversation } from '#shared/sync/desk.ts';
import { takePage } from '#shared/sync/desk-pages.ts';
import type { ExchangeAnswer } from '#shared/sync/exchange.ts';
import { inTransaction } from '#store/database.ts';
import { guarded } from '#store/guard.ts';
import type { Store } from '#store/store.ts';
import { deskBook, type OpenBook } from '#store/sync/book.ts';
import { leaving } from '#store/sync/leave.ts';
import { type Centre, sha256 } from './centre.ts';

type Who = { person: string; teams: readonly string[] };

/** The protocol over a real store without a network, step by step. */
export function deskOn(store: Store) {
  const { begin, into } = store.inner;
  const leave = leaving(store.db, into, begin);
  const open = deskBook({
    db: store.db,
    begin,
    leaving: leave,
    incarnation: '8c7d9a52-6c3f-4a7e-9a51-0a2d2f1f7d11',
    now: () => 0,
  });
  function transact<T>(work: (book: OpenBook) => T): T {
    return inTransaction(store.db, () => {
      const book = open(guarded(store.db));
      const result = work(book);
      book.settle();
      return result;
    });
  }

  let inUse: OpenBook | null = null;
  const book = new Proxy({} as OpenBook, {
    get: (_, name) => Reflect.get(inUse ?? {}, name),
  });
  const talk = conversation(book);
  const during = <T>(work: () => T): T =>
    transact((now) => {
      inUse = now;
      return work();
    });

  return {
    transact,
    /** One exchange; `lost`: the answer never comes. */
    exchange(centre: Centre, who: Who, lost = false): ExchangeAnswer {
      const ask = during(() => talk.ask());
      const answer = centre.exchange(JSON.parse(JSON.stringify(ask)), who);
      if (lost) return answer;
      during(() => talk.take(ask, answer));
      while (leave.step(() => true) !== null);
      for (const page of answer.pages) transact((now) => takePage(now, sha256, page));
      return answer;
    },
    /** Exchanges until nothing is left to say. */
    level(centre: Centre, who: Who): void {
      for (let i = 0; i < 100; i += 1) {
        const answer = this.exchange(centre, who);
        const { answers, pages, forks, recovered } = answer;
        if (answers.length + pages.length + forks.length + recovered.length === 0) return;
      }
      throw new Error('a hundred exchanges, and still not level');
    },
  };
}
