import { erasedLink } from '#shared/sync/chain.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import type { Batch } from '../changes.ts';
import type { Db } from '../database.ts';
import { type Guard, unguarded } from '../guard.ts';
import { guestsIn } from '../guests.ts';
import { asItCame } from '../read-change.ts';
import { cursors } from './cursors.ts';
import type { Leaving } from './leave.ts';
import { orphans } from './orphans.ts';
import { outbox } from './outbox.ts';

/** The book of one transaction. `settle` ends it: returns the customers whose views changed. */
export type OpenBook = DeskBook & Pick<Batch, 'touch' | 'awayAgain' | 'settle'>;

export type BookParts = {
  db: Db;
  begin: (guard: Guard) => Batch;
  leaving: Leaving;
  incarnation: string;
  /** The centre's clock as far as it is known, ms. */
  now: () => number;
};

/**
 * What the protocol needs of a store (shared/sync/desk-book.ts), over SQLite. A book is opened for each transaction. Of a team that was dropped
 * the rows go by and by (`leave.ts`): nothing of it may be taken before they are gone.
 */
export function deskBook({ db, begin, leaving, incarnation, now }: BookParts): (guard?: Guard) => OpenBook {
  const { forget, ...stands } = cursors(db);
  const { keepOf, ...witnessed } = orphans(db);
  const outboxOf = outbox(db, now);
  const guests = guestsIn(db);
  const answered = db.prepare<[], { id: string; team: string; n: number }>(
    'SELECT command_id AS id, team, answered_n AS n FROM outbox WHERE answered_n IS NOT NULL',
  );

  return (guard = unguarded) => {
    const batch = begin(guard);
    const own = outboxOf(batch);
    return {
      incarnation: () => incarnation,
      ...stands,
      ...own,
      ...witnessed,
      take(team, { n, at, commandId, raw, body }) {
        // What it said is nobody's to know any more: the change that says whose it was comes later.
        if (erasedLink(raw) !== null) return guests.withheld(team, n);
        batch.take({ ...asItCame(raw), team, n, at, commandId, body });
      },
      drop(team) {
        forget(team);
        guests.dropTeam(team);
        leaving.drop(team);
      },
      forsake(mine) {
        keepOf(mine);
        for (const { id, team, n } of answered.all()) if (!mine.has(team)) own.acceptedAbroad(id, team, n);
      },
      touch: batch.touch,
      awayAgain: batch.awayAgain,
      settle: batch.settle,
    };
  };
}
