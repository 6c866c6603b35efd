import type { Batch } from '../changes.ts';
import { type Db, inTransaction } from '../database.ts';
import { type Guard, guarded } from '../guard.ts';
import { type Projector, readOrder } from '../projection/write.ts';
import { wantOverwriting } from './overwrite.ts';

export type Leaving = {
  /** Everything that came from the team is to go; at once in what the sync says, and from the disk by and by. */
  drop(team: string): void;
  /** Removes one customer of a team, in the caller's transaction, whose batch is settled after it. */
  remove(customerId: string, team: string, batch: Batch): void;
  /** Removes customers until it is time to stop; returns whose views changed. Null: nothing is left to remove. */
  step(isTime: () => boolean): Set<string> | null;
};

/**
 * Removes what came from teams that were dropped, customer by customer, so that a person who works meanwhile waits for none of it. What
 * waits in the outbox stays and is settled alone.
 */
export function leaving(db: Db, into: Projector, begin: (guard: Guard) => Batch): Leaving {
  const sql = statements(db);
  let after = '';

  function removeRecords(customerId: string, team: string): void {
    if (sql.isOf.get(customerId, team) === undefined) return;
    for (const orderId of sql.orders.all(customerId)) {
      const body = sql.order.get(orderId) as string | undefined;
      if (body !== undefined) into.noOrder(readOrder(body));
      sql.dropOrder.run(orderId);
    }
    sql.dropCustomer.run(customerId);
    into.noCustomer(customerId);
  }

  function remove(customerId: string, team: string, batch: Batch): void {
    // Settled even where nothing is left of them: what they showed goes.
    for (const stream of sql.streams.all({ id: customerId })) batch.touch(customerId, stream);
    batch.touch(customerId, 'customer');
    // Their contents go at the next tidying, however young they are.
    sql.freeContents.run(customerId);
    removeRecords(customerId, team);
    sql.dropEvents.run(customerId, team);
    sql.dropTwins.run(customerId, team);
    sql.dropQuarantine.run(customerId);
  }

  return {
    remove(customerId, team, batch) {
      remove(customerId, team, batch);
      sql.dropTheirUnread.run({ id: customerId });
      wantOverwriting(db);
    },
    drop(team) {
      sql.add.run(team);
      sql.dropUnread.run(team);
      sql.dropAway.run(team);
      after = '';
    },
    step(isTime) {
      const teams = new Set(sql.teams.all());
      if (teams.size === 0) return null;
      return inTransaction(db, () => {
        const batch = begin(guarded(db));
        do {
          const customerId = sql.next.get({ after }) as string | null;
          if (customerId === null) {
            for (const team of teams) {
              sql.dropRest.run(team);
              sql.dropRules.run(team);
              sql.dropColleagues.run(team);
              sql.dropErased.run(team);
            }
            sql.dropStrangers.run();
            sql.dropTheirAbsences.run();
            sql.done.run();
            wantOverwriting(db);
            break;
          }
          for (const team of sql.teamsOf.all({ id: customerId }))
            if (teams.has(team)) remove(customerId, team, batch);
          after = customerId;
        } while (!isTime());
        return batch.settle();
      });
    },
  };
}

function statements(db: Db) {
  return {
    add: db.prepare('INSERT OR IGNORE INTO leaving VALUES (?)'),
    teams: db.prepare<[], string>('SELECT team FROM leaving').pluck(),
    done: db.prepare('DELETE FROM leaving'),
    // Also somebody who is known from events alone: an agent introduced them.
    next: db
      .prepare(
        `SELECT min(id) FROM (
           SELECT min(id) AS id FROM customer WHERE id > :after
           UNION ALL SELECT min(customer_id) FROM event WHERE customer_id > :after)`,
      )
      .pluck(),
    teamsOf: db
      .prepare<{ id: string }, string>(
        'SELECT team FROM customer WHERE id = :id UNION SELECT team FROM event WHERE customer_id = :id',
      )
      .pluck(),
    streams: db
      .prepare<{ id: string }, string>(
        `SELECT stream FROM event WHERE customer_id = :id
         UNION SELECT stream FROM outbox WHERE customer_id = :id`,
      )
      .pluck(),
    isOf: db.prepare('SELECT 1 FROM customer WHERE id = ? AND team = ?').pluck(),
    orders: db.prepare<[string], string>('SELECT order_id FROM order_now WHERE customer_id = ?').pluck(),
    order: db.prepare('SELECT body FROM customer_order WHERE order_id = ?').pluck(),
    dropOrder: db.prepare('DELETE FROM customer_order WHERE order_id = ?'),
    dropCustomer: db.prepare('DELETE FROM customer WHERE id = ?'),
    dropEvents: db.prepare('DELETE FROM event WHERE customer_id = ? AND team = ?'),
    dropTwins: db.prepare('DELETE FROM twin WHERE customer_id = ? AND team = ?'),
    dropQuarantine: db.prepare('DELETE FROM quarantine WHERE customer_id = ?'),
    dropUnread: db.prepare('DELETE FROM unread WHERE team = ?'),
    dropTheirUnread: db.prepare(
      "DELETE FROM unread WHERE json_valid(body) AND :id IN (body ->> 'customerId', body ->> 'id')",
    ),
    dropRest: db.prepare('DELETE FROM twin WHERE team = ?'),
    dropAway: db.prepare('DELETE FROM away WHERE team = ?'),
    dropErased: db.prepare('DELETE FROM erased WHERE team = ?'),
    dropColleagues: db.prepare('DELETE FROM colleague WHERE team = ?'),
    dropTheirAbsences: db.prepare('DELETE FROM absence WHERE id NOT IN (SELECT id FROM colleague)'),
    dropStrangers: db.prepare('DELETE FROM person WHERE id NOT IN (SELECT id FROM colleague)'),
    freeContents: db.prepare(
      'UPDATE blob SET used_at = 0 WHERE hash IN (SELECT hash FROM attachment_now WHERE customer_id = ?)',
    ),
    dropRules: db.prepare('DELETE FROM rules WHERE team = ?'),
  };
}
