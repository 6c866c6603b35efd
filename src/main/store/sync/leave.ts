import type { Batch } from '../changes.ts';
import { type Db, inTransaction } from '../database.ts';
import { type Guard, guarded } from '../guard.ts';
import type { Projector } from '../projection/write.ts';
import { remover } from '../remove.ts';
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
  const remove = remover(db, into);
  let after = '';

  return {
    remove(customerId, team, batch) {
      remove(customerId, team, batch.touch);
      wantOverwriting(db);
    },
    drop(team) {
      sql.add.run(team);
      sql.dropUnread.run(team);
      sql.dropAway.run(team);
      sql.dropComing.run(team);
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
            if (teams.has(team)) remove(customerId, team, batch.touch);
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
    dropUnread: db.prepare('DELETE FROM unread WHERE team = ?'),
    dropRest: db.prepare('DELETE FROM twin WHERE team = ?'),
    dropAway: db.prepare('DELETE FROM away WHERE team = ?'),
    dropComing: db.prepare('DELETE FROM coming WHERE team = ?'),
    dropErased: db.prepare('DELETE FROM erased WHERE team = ?'),
    dropColleagues: db.prepare('DELETE FROM colleague WHERE team = ?'),
    dropTheirAbsences: db.prepare('DELETE FROM absence WHERE id NOT IN (SELECT id FROM colleague)'),
    dropStrangers: db.prepare('DELETE FROM person WHERE id NOT IN (SELECT id FROM colleague)'),
    dropRules: db.prepare('DELETE FROM rules WHERE team = ?'),
  };
}
