import type { BackRecord } from '#shared/sync/away.ts';
import { commandIn } from '#shared/sync/desk-pages.ts';
import type { Incoming } from './changes.ts';
import type { Db } from './database.ts';
import { guestsIn, isStaying } from './guests.ts';
import type { Projector } from './projection/write.ts';
import { asItCame } from './read-change.ts';
import { remover, type Touch } from './remove.ts';
import { remembered } from './sync/account.ts';
import { wantOverwriting } from './sync/overwrite.ts';
import { underWay } from './under-way.ts';

/**
 * Customers whom the desks of a team do not hold (decision 0035). Inside the transaction that takes the change which says so.
 */
export function awayFrom(db: Db, into: Projector) {
  const remove = remover(db, into);
  const isUnderWay = underWay(db);
  const isNewer = db
    .prepare<{ id: string; n: number }>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM event WHERE customer_id = :id AND n > :n)
         OR EXISTS (SELECT 1 FROM customer WHERE id = :id AND n > :n)`,
    )
    .pluck();
  const wait = db.prepare('INSERT OR REPLACE INTO away (customer_id, team, n) VALUES (?, ?, ?)');
  const waitNoMore = db.prepare('DELETE FROM away WHERE customer_id = ?');
  const waiting = db.prepare<[], { id: string; team: string; n: number }>(
    'SELECT customer_id AS id, team, n FROM away',
  );
  // Whole with what comes back, and this store's own again.
  const noGuest = db.prepare('DELETE FROM guest WHERE customer_id = ?');
  const guests = guestsIn(db);
  const toCome = comingIn(db);
  const parts = partsHeard(db);

  function goes(customerId: string, team: string, n: number, touch: Touch): void {
    waitNoMore.run(customerId);
    toCome.dropBefore(customerId, n);
    parts.hear(team);
    // Somebody looks at them: they go when their time is over (sync/whole.ts).
    if (isStaying(guests.one(customerId))) return;
    // Came back since: a newer program reads again what an older one could not.
    if (isNewer.get({ id: customerId, n }) !== undefined) return;
    if (isUnderWay(customerId)) {
      wait.run(customerId, team, n);
      return;
    }
    remove(customerId, null, touch);
    noGuest.run(customerId);
    wantOverwriting(db);
  }

  return {
    goes,
    /**
     * All that is of somebody who comes back, in the order of its numbers; some of it may be here. Nothing before the last of it has come, at `n`: who
     * reads of half a past takes it for all of it.
     */
    comes(record: BackRecord, team: string, n: number): Incoming[] {
      const { id } = record;
      const changes = toCome.with(record, team, n);
      if (changes === null) return [];
      waitNoMore.run(id);
      noGuest.run(id);
      return changes.map((one): Incoming => {
        const [at, commandId] = 'event' in one ? [one.at, commandIn(one.event)] : [null, null];
        return { ...asItCame(one), team, n: one.n, at, commandId, isBrought: true };
      });
    },
    /** Tries again with those who stayed for unsent work or a draft. */
    again(touch: Touch): void {
      for (const { id, team, n } of waiting.all()) goes(id, team, n, touch);
    },
  };
}

/** What came of customers who come back, kept aside until it is all (migration 011). */
export function comingIn(db: Db) {
  const keep = db.prepare('INSERT INTO coming (customer_id, n, team, body) VALUES (?, ?, ?, ?)');
  const before = db.prepare<[string], { n: number; body: string }>(
    'SELECT n, body FROM coming WHERE customer_id = ? ORDER BY n',
  );
  const drop = db.prepare('DELETE FROM coming WHERE customer_id = ?');
  const dropBefore = db.prepare('DELETE FROM coming WHERE customer_id = ? AND n < ?');

  return {
    /** All that came, with this; null: there is more to come, and this is kept. */
    with({ id, more, changes }: BackRecord, team: string, n: number): BackRecord['changes'] | null {
      // What does not stand right before it in the stream is of another time that they came back.
      if ((before.all(id).at(-1)?.n ?? n - 1) !== n - 1) drop.run(id);
      if (more) {
        keep.run(id, n, team, JSON.stringify(changes));
        return null;
      }
      const all = before.all(id).flatMap(({ body }) => JSON.parse(body) as BackRecord['changes']);
      drop.run(id);
      return [...all, ...changes];
    },
    /** They are away again, by what stands at `n`. */
    dropBefore: (id: string, n: number) => void dropBefore.run(id, n),
  };
}

/**
 * Teams of which the stream has said, since the last tokens, that they are held in part. How much of them comes with tokens, which are asked
 * for anew then (sync/myself.ts): until they say so, somebody who is at the centre would be said to be nobody's.
 */
export function partsHeard(db: Db) {
  const { get, set, drop } = remembered(db);
  const all = (): string[] => (get('parts') ?? []) as string[];
  return {
    all,
    hear(team: string): void {
      const heard = all();
      if (!heard.includes(team)) set('parts', [...heard, team]);
    },
    known: () => drop('parts'),
  };
}
