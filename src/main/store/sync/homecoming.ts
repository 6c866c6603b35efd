import type { EventEnvelope } from '#shared/case/events.ts';
import type { Db } from '../database.ts';
import { ownCommands } from '../own.ts';
import { streamOf } from '../projection/write-stream.ts';
import type { OpenBook } from './book.ts';

type Found = { id: string; customer_id: string; stream: string; n: number; at: number | null };

/**
 * A first fill brings the events of this desk's own commands without `take` having seen them: what waited for them is looked up here.
 * Call inside the transaction of the fill's last chunk.
 */
export function homecoming(db: Db) {
  const own = ownCommands(db);
  // Also where nothing but the event's id could be read.
  const foundIn = (table: 'outbox' | 'sent') =>
    db.prepare<{ team: string }, Found>(
      `SELECT o.command_id AS id, o.customer_id, o.stream, e.n, e.ledger_at AS at
       FROM ${table} AS o JOIN event AS e
         ON e.customer_id = o.customer_id AND e.stream = o.stream AND e.id = o.command_id || ':0'
       WHERE e.team = :team
       UNION ALL
       SELECT o.command_id, o.customer_id, o.stream, u.n, u.at
       FROM ${table} AS o JOIN unread AS u ON u.key = 'event:' || o.command_id || ':0' WHERE u.team = :team`,
    );
  const [inOutbox, inSent] = [foundIn('outbox'), foundIn('sent')];
  const renumber = db.prepare('UPDATE sent SET team = ?, n = ? WHERE command_id = ?');
  const notRefused = db.prepare(
    `DELETE FROM refused WHERE EXISTS (
       SELECT 1 FROM event AS e WHERE e.customer_id = refused.customer_id AND e.id = refused.command_id || ':0')`,
  );
  const orphans = db.prepare<[string], string>('SELECT body FROM orphan WHERE team = ?').pluck();
  const isHere = db
    .prepare('SELECT 1 FROM event WHERE customer_id = ? AND stream = ? AND id = ? AND team = ?')
    .pluck();
  const noOrphan = db.prepare('DELETE FROM orphan WHERE id = ?');
  const waiting = db.prepare<[string, string], { customerId: string; stream: string }>(
    `SELECT DISTINCT customer_id AS "customerId", stream FROM outbox WHERE customer_id BETWEEN ? AND ?`,
  );

  return {
    /** Streams with commands that wait, of the customers from one to another. */
    waiting: ({ least, greatest }: { least: string; greatest: string }) => waiting.all(least, greatest),
    cameBack(team: string, book: OpenBook): void {
      for (const { id, customer_id, stream, n, at } of inOutbox.all({ team })) {
        own.leave(id, team, n, at ?? 0);
        book.touch(customer_id, stream);
      }
      for (const { id, n } of inSent.all({ team })) renumber.run(team, n, id);
      notRefused.run();
      for (const body of orphans.all(team)) {
        const { id, customerId, caseId } = JSON.parse(body) as EventEnvelope;
        if (isHere.get(customerId, streamOf(caseId), id, team) !== undefined) noOrphan.run(id);
      }
    },
  };
}
