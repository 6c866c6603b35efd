import type { Incoming } from './changes.ts';
import type { Db } from './database.ts';

export type OutboxRow = {
  seq: number;
  command_id: string;
  customer_id: string;
  stream: string;
  at: number;
  type: string;
  bytes: Buffer;
  team: string | null;
};

/** Where a command is that an event came from: in the outbox, sent, refused; or the event is an orphan. */
type Place = 'outbox' | 'sent' | 'refused' | 'orphan';

/** The way of this desk's own commands out of the outbox. Call inside a transaction. */
export function ownCommands(db: Db) {
  const places = db
    .prepare<{ command: string | null; event: string }, Place>(
      `SELECT 'outbox' FROM outbox WHERE command_id = :command
       UNION ALL SELECT 'sent' FROM sent WHERE command_id = :command
       UNION ALL SELECT 'refused' FROM refused WHERE command_id = :command
       UNION ALL SELECT 'orphan' FROM orphan WHERE id = :event`,
    )
    .pluck();
  const takeOut = db.prepare<[string], OutboxRow>('DELETE FROM outbox WHERE command_id = ? RETURNING *');
  const keep = db.prepare(
    `INSERT OR REPLACE INTO sent (command_id, team, n, seq, at, customer_id, stream, type, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const renumber = db.prepare('UPDATE sent SET team = ?, n = ? WHERE command_id = ?');
  const notRefused = db.prepare('DELETE FROM refused WHERE command_id = ?');
  const noOrphan = db.prepare('DELETE FROM orphan WHERE id = ?');

  /** Out of the outbox; the bytes are kept beside it. `at`: the ledger's clock. */
  function leave(id: string, team: string, n: number, at: number): OutboxRow | undefined {
    const row = takeOut.get(id);
    if (row) keep.run(id, team, n, row.seq, at, row.customer_id, row.stream, row.type, row.bytes);
    return row;
  }

  const any = db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM sent)
         OR EXISTS (SELECT 1 FROM refused) OR EXISTS (SELECT 1 FROM orphan)`,
    )
    .pluck();

  return {
    /** Whether an event that comes in may be of a command of this desk, or an orphan. */
    isAnyWaiting: () => any.get() === 1,
    leave,

    /** An event is in a team's stream: the wait for its command is over, and it is no orphan any more. */
    cameBack(change: Incoming, touch: (customerId: string, stream: string) => void): void {
      const { commandId, team, n, at, raw } = change;
      const event = (raw as { id?: unknown } | null)?.id;
      if (typeof event !== 'string') return;
      for (const place of places.all({ command: commandId, event })) {
        if (place === 'orphan') noOrphan.run(event);
        else if (place === 'refused') notRefused.run(commandId);
        else if (place === 'sent') renumber.run(team, n, commandId);
        else if (commandId !== null) {
          const row = leave(commandId, team, n, at ?? 0);
          if (row) touch(row.customer_id, row.stream);
        }
      }
    },
  };
}
