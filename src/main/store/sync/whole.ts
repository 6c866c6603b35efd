import { setImmediate as breathe } from 'node:timers/promises';
import { commandIn } from '#shared/sync/desk-pages.ts';
import type { Head } from '#shared/sync/exchange.ts';
import { type WholeAnswer, wholeAnswer } from '#shared/sync/whole.ts';
import type { Brought as BroughtToPage } from '#shared/views/search.ts';
import type { Batch, Incoming } from '../changes.ts';
import { type Db, inTransaction } from '../database.ts';
import { type Guard, guarded } from '../guard.ts';
import { type Guest, gone, guestStay, guestsIn, mustStay } from '../guests.ts';
import { asItCame } from '../read-change.ts';
import { slices } from '../slice.ts';
import type { Centre } from './ask.ts';
import type { OpenBook } from './book.ts';
import type { Leaving } from './leave.ts';
import type { TokenKeeper } from './tokens.ts';
import { TroubleError } from './trouble.ts';

export type WholeParts = {
  db: Db;
  begin: (guard: Guard) => Batch;
  open: (guard: Guard) => OpenBook;
  leaving: Leaving;
  centre: Centre;
  tokens: TokenKeeper;
  /** Whose store it is. */
  person: string;
  patience: number;
  now: () => number;
  /** A first fill of the team is being loaded: nothing else of it is taken. */
  isFilling: (team: string) => boolean;
  changed: (customers: Iterable<string>) => void;
};

/** What a page hears of it (shared/views/search.ts), but for a centre that cannot be asked, which is thrown here. */
export type Brought = Exclude<BroughtToPage, 'away'>;

/** `behind`: the stream has told more meanwhile, so it is asked for anew; `later`: not as the store is now. */
type Verdict = 'fits' | 'behind' | 'later';

/** No person has more records than this. */
const mostRecords = 50;
/** How often a page is asked for again because the stream was ahead of it. */
const mostTries = 20;

/** Brings customers whole from the centre, and removes them again when their time is over (decision 0036). */
export function wholes(parts: WholeParts) {
  const { db, begin, open, leaving, centre, tokens, person, patience, now, isFilling, changed } = parts;
  const guests = guestsIn(db);
  const keeps = mustStay(db, person);
  const isLeaving = db.prepare('SELECT 1 FROM leaving WHERE team = ?').pluck();
  const someone = db
    .prepare<{ id: string }, number>(
      'SELECT 1 FROM customer WHERE id = :id UNION ALL SELECT 1 FROM event WHERE customer_id = :id LIMIT 1',
    )
    .pluck();
  const slice = slices({ first: 50, least: 25, most: 500 });
  const underWay = new Map<string, Promise<{ brought: Brought; others: string[] }>>();

  const ask = (customerId: string, after: number, signal: AbortSignal): Promise<WholeAnswer> =>
    tokens.using(signal, (token) =>
      centre.json(
        {
          method: 'GET',
          path: `/customers/${encodeURIComponent(customerId)}/whole?after=${after}`,
          token,
          signal,
          patience,
        },
        wholeAnswer,
      ),
    );

  /** Whether an answer may be taken as the store is at this moment. */
  function fits({ team, epoch, n }: WholeAnswer): Verdict {
    const cursor = open(guarded(db)).cursor(team);
    if (!cursor || cursor.n === 0 || isFilling(team) || isLeaving.get(team) !== undefined) return 'later';
    if (cursor.epoch !== null && cursor.epoch !== epoch) return 'later';
    // What the stream said meanwhile may have been withheld, or that they are erased: the answer does not know of it.
    return n < cursor.n ? 'behind' : 'fits';
  }

  /** Takes a page, slice by slice, as far as it fits when the turn of each comes. */
  async function take(answer: WholeAnswer, guest: Guest): Promise<Verdict> {
    const { team, changes, to, more, n } = answer;
    for (let at = 0; at === 0 || at < changes.length; ) {
      const next = changes.slice(at, at + slice.length());
      const isLast = at + next.length >= changes.length;
      const done = slice.measured(next.length, () =>
        inTransaction(db, () => {
          // Later slices are of an answer that was good: only where the customer went meanwhile it is not any more.
          const verdict = at === 0 ? fits(answer) : guests.one(guest.customerId) ? 'fits' : 'later';
          if (verdict !== 'fits') return verdict;
          const before = guests.one(guest.customerId);
          if (at === 0 && (before === null || before.until === gone)) guests.set(guest);
          // It is begun with the guest on the list, so that nothing is taken twice.
          const batch = begin(guarded(db));
          for (const change of next) batch.take(incomingOf(team, change));
          // Who became active meanwhile stays.
          const { until, behind } = guests.one(guest.customerId) ?? guest;
          if (isLast) {
            // What was withheld since the answer was read is not in it.
            const mayMiss = more || (open(guarded(db)).cursor(team)?.n ?? 0) > n;
            guests.set({ ...guest, n: to, until, whole: more ? 0 : 1, behind: mayMiss ? behind : 0 });
          }
          return batch.settle();
        }),
      );
      if (typeof done === 'string') return done;
      changed(done);
      at += Math.max(1, next.length);
      await breathe();
    }
    return 'fits';
  }

  async function bringOne(
    customerId: string,
    until: number | null,
    signal: AbortSignal,
  ): Promise<{ brought: Brought; others: string[] }> {
    for (let tries = 0; tries < mostTries; ) {
      const known = guests.one(customerId);
      const answer = await ask(customerId, known?.n ?? 0, signal);
      const { team, epoch } = answer;
      const guest: Guest = { customerId, team, epoch, n: known?.n ?? 0, whole: 0, behind: 0, until };
      const verdict = await take(answer, guest);
      if (verdict === 'later') return { brought: 'later', others: [] };
      if (verdict === 'behind') tries += 1;
      else if (!answer.more) return { brought: 'here', others: answer.others };
    }
    return { brought: 'later', others: [] };
  }

  function once(customerId: string, until: number | null, signal: AbortSignal) {
    const running = underWay.get(customerId);
    if (running) return running;
    const work = bringOne(customerId, until, signal).finally(() => underWay.delete(customerId));
    underWay.set(customerId, work);
    return work;
  }

  async function all(customerId: string, until: number | null, signal: AbortSignal): Promise<Brought> {
    const wanted = [customerId];
    for (const id of wanted) {
      try {
        const { brought, others } = await once(id, until, signal);
        if (brought !== 'here') return brought;
        for (const other of others)
          if (!wanted.includes(other) && wanted.length < mostRecords) wanted.push(other);
      } catch (error) {
        if (!(error instanceof TroubleError) || error.trouble.code !== 'not-found') throw error;
        if (id === customerId) return 'unknown';
      }
    }
    return 'here';
  }

  return {
    /** A customer is here, wholly or as a guest whose pages are coming. */
    isHere: (customerId: string): boolean => someone.get({ id: customerId }) !== undefined,
    /**
     * Brings a customer, and all records that are one person with them, for a limited time; one who is here already is not asked for.
     * @throws TroubleError
     */
    async guest(customerId: string, signal: AbortSignal): Promise<Brought> {
      const known = guests.one(customerId);
      if (known?.until === null && known.whole === 1) return 'here';
      if (known === null && someone.get({ id: customerId }) !== undefined) return 'here';
      if (known?.whole === 1 && known.behind === 0) {
        inTransaction(db, () => guests.seen(customerId, now()));
        return 'here';
      }
      return all(customerId, now() + guestStay, signal);
    },
    /** Somebody looked at a customer. */
    seen: (customerId: string): void => {
      if (guests.isAny()) inTransaction(db, () => guests.seen(customerId, now()));
    },
    /** What an answer says of ledgers. In its transaction. */
    heard(heads: readonly Head[]): void {
      if (!guests.isAny()) return;
      for (const { team, epoch } of heads) {
        guests.otherLife(team, epoch);
        guests.arrived(team, open(guarded(db)).cursor(team)?.n ?? 0);
      }
    },
    /** Asks for what guests may have missed, and for what was cut off. Troubles are left to the next time. */
    async level(signal: AbortSignal): Promise<void> {
      for (const customerId of guests.unsettled()) {
        const until = guests.one(customerId)?.until ?? null;
        await all(customerId, until, signal).catch((error: unknown) => {
          if (!(error instanceof TroubleError)) throw error;
        });
      }
    },
    /** Removes those whose time is over, unless something of theirs is still under way. */
    end(): void {
      if (!guests.isAny()) return;
      for (const { customerId, team } of guests.over(now())) {
        if (underWay.has(customerId) || keeps(customerId)) continue;
        const touched = inTransaction(db, () => {
          const batch = begin(guarded(db));
          leaving.remove(customerId, team, batch);
          guests.gone(customerId);
          return batch.settle();
        });
        changed(touched);
      }
    },
  };
}

function incomingOf(team: string, change: WholeAnswer['changes'][number]): Incoming {
  const { n, at } = change;
  return { ...asItCame(change), team, n, at, commandId: commandIn(change.event), isBrought: true };
}
