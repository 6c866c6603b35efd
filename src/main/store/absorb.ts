import { FaultError } from '#shared/fault.ts';
import { commandIn } from '#shared/sync/desk-pages.ts';
import type { Change, Page } from '#shared/wire.ts';
import type { Batch, Incoming } from './changes.ts';
import { type Db, inTransaction } from './database.ts';

export type Absorber = {
  /** Takes a page in its own transaction; returns the customers whose views changed. */
  page(page: Page): Set<string>;
  /** The same inside a transaction that the caller has opened: an import is all of its pages or none. */
  inside(page: Page): Set<string>;
  /** Where the team's stream stands here, or null when nothing came yet. */
  cursor(team: string): { epoch: string; n: number } | null;
};

/**
 * Pages that no centre numbered, but a shop's file or the demo company: they are wholly read by their schema before they come here, and
 * an error in one of them is a mistake of this program that takes all of it back.
 * @throws FaultError bad-input: the page does not follow the cursor, or does not hold every number it covers.
 */
export function absorber(db: Db, begin: () => Batch): Absorber {
  const read = db.prepare('SELECT epoch, n FROM cursor WHERE team = ?');
  const set = db.prepare(
    `INSERT INTO cursor (team, epoch, n) VALUES (?, ?, ?)
     ON CONFLICT (team) DO UPDATE SET epoch = excluded.epoch, n = excluded.n`,
  );

  function cursor(team: string): { epoch: string; n: number } | null {
    return (read.get(team) as { epoch: string; n: number } | undefined) ?? null;
  }

  function follow(page: Page): void {
    const at = cursor(page.team) ?? { epoch: page.epoch, n: 0 };
    if (at.epoch !== page.epoch) throw new FaultError('bad-input', 'the page is of another epoch');
    if (at.n !== page.from)
      throw new FaultError('bad-input', `the page follows ${page.from}, the store is at ${at.n}`);
    const whole =
      page.changes.length === page.to - page.from &&
      page.changes.every(({ n }, index) => n === page.from + index + 1);
    if (!whole) throw new FaultError('bad-input', 'the page does not hold every number it covers');
  }

  function inside(page: Page): Set<string> {
    follow(page);
    const batch = begin();
    for (const change of page.changes) batch.take(incoming(page.team, change));
    set.run(page.team, page.epoch, page.to);
    return batch.settle();
  }

  return { inside, cursor, page: (page) => inTransaction(db, () => inside(page)) };
}

export function incoming(team: string, change: Change): Incoming {
  const at = { team, n: change.n, at: change.at ?? null };
  if ('record' in change) return { ...at, commandId: null, read: change, kind: 'record', raw: change.record };
  return { ...at, commandId: commandIn(change.event), read: change, kind: 'event', raw: change.event };
}
