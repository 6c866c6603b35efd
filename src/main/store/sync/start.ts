import { randomUUID } from 'node:crypto';
import { noLink } from '#shared/sync/chain.ts';
import { type Db, inTransaction } from '../database.ts';
import { guarded } from '../guard.ts';
import { type Account, remembered } from './account.ts';
import type { deskBook } from './book.ts';

/** Made with the store: one that is copied back keeps it, a new one never has an old one's. */
export function incarnationOf(db: Db): string {
  const { get, set } = remembered(db);
  const known = get('incarnation');
  if (typeof known === 'string') return known;
  const made = randomUUID();
  set('incarnation', made);
  return made;
}

/**
 * What a start of the sync has to put right: a local company under the name of one of the person's teams goes, for its numbers are not the
 * centre's; what was accepted in teams that this desk does not follow goes up again, for nobody told it meanwhile how those stand.
 */
export function prepare(db: Db, account: Account, open: ReturnType<typeof deskBook>): void {
  const isLocal = db.prepare(`SELECT 1 FROM cursor WHERE team = ? AND n > 0 AND link = '${noLink}'`).pluck();
  inTransaction(db, () => {
    const book = open(guarded(db));
    for (const team of account.teams()) if (isLocal.get(team) !== undefined) book.drop(team);
    book.missedAbroad(new Set(book.cursors().map(({ team }) => team)));
    stopWaiting(db);
    book.settle();
  });
}

/** What waited for a newer Hilo, here or at the centre, is tried again. */
export function stopWaiting(db: Db): void {
  db.prepare('UPDATE outbox SET waits = NULL WHERE waits IS NOT NULL').run();
}
