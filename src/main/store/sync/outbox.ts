import { v7 as uuidv7 } from 'uuid';
import type { Refusal } from '#shared/case/refusals.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import type { Batch } from '../changes.ts';
import type { Db } from '../database.ts';
import { ownCommands } from '../own.ts';

type Asked = { id: string; team: string | null; bytes: Buffer };
type SentRow = {
  command_id: string;
  customer_id: string;
  stream: string;
  seq: number;
  type: string;
  bytes: Buffer;
  team: string;
};

/** Oldest first; one that waits for an update holds back what comes after it in its stream. */
export const unansweredSql = `
  SELECT command_id AS id, team, bytes FROM outbox AS o
  WHERE answered_n IS NULL AND waits IS NULL AND NOT EXISTS (
    SELECT 1 FROM outbox AS w
    WHERE w.customer_id = o.customer_id AND w.stream = o.stream AND w.seq < o.seq AND w.waits IS NOT NULL)
  ORDER BY seq LIMIT ?`;

/** The part of a book that is about this desk's own commands. `now`: the centre's clock as far as it is known, ms. */
export type Outbox = Pick<
  DeskBook,
  'unanswered' | 'accepted' | 'acceptedAbroad' | 'refused' | 'putOff' | 'renamed' | 'missed' | 'missedAbroad'
>;

export function outbox(db: Db, now: () => number): (batch: Batch) => Outbox {
  const sql = statements(db);
  const own = ownCommands(db);

  /** Back into the outbox, at its place, if its event is not here: the ledger has lost it. */
  function comeBack(row: SentRow, batch: Batch): 0 | 1 {
    const event = `${row.command_id}:0`;
    if (sql.isHere.get({ event, key: `event:${event}`, ...place(row) })) return 0;
    sql.forgetSent.run(row.command_id);
    sql.putBack.run(
      row.seq,
      row.command_id,
      row.customer_id,
      row.stream,
      writtenAt(row.bytes),
      row.type,
      row.bytes,
      row.team,
    );
    batch.touch(row.customer_id, row.stream);
    return 1;
  }

  return (batch) => ({
    unanswered: (limit) =>
      sql.unanswered.all(limit).map(({ id, team, bytes }) => ({ id, team, text: bytes.toString('utf8') })),
    accepted: (id, team, n) => void sql.accepted.run(team, n, id),
    acceptedAbroad(id, team, n) {
      const row = own.leave(id, team, n, now());
      if (row) batch.touch(row.customer_id, row.stream);
    },
    refused(id, refusal: Refusal) {
      const row = sql.refuse.get(id);
      if (!row) return;
      sql.keepRefused.run(id, row.customer_id, row.type, row.at, JSON.stringify(refusal), row.bytes);
      batch.touch(row.customer_id, row.stream);
    },
    putOff: (id) => void sql.putOff.run(id),
    renamed(id) {
      const row = sql.one.get(id);
      if (!row) return;
      const fresh = uuidv7();
      const command = JSON.parse(row.bytes.toString('utf8')) as { stamp: { id: string } };
      const bytes = JSON.stringify({ ...command, stamp: { ...command.stamp, id: fresh } });
      sql.rename.run(fresh, Buffer.from(bytes, 'utf8'), id);
      batch.touch(row.customer_id, row.stream);
    },
    missed(team, after, upTo) {
      let count = sql.unanswer.run(team, after, upTo).changes + sql.unrecover.run(team, after, upTo).changes;
      for (const row of sql.sentBetween.all(team, after, upTo)) count += comeBack(row, batch);
      return count;
    },
    missedAbroad(mine) {
      let count = 0;
      for (const team of sql.sentTeams.all())
        if (!mine.has(team)) for (const row of sql.sentIn.all(team)) count += comeBack(row, batch);
      return count;
    },
  });
}

const place = (row: SentRow) => ({ customer: row.customer_id, stream: row.stream, team: row.team });

function statements(db: Db) {
  const row = 'command_id, customer_id, stream, seq, type, bytes, team';
  return {
    unanswered: db.prepare<[number], Asked>(unansweredSql),
    accepted: db.prepare('UPDATE outbox SET team = ?, answered_n = ? WHERE command_id = ?'),
    // Nothing when it was accepted before: an answer that comes late tells of another life of the ledger.
    refuse: db.prepare<[string], SentRow & { at: number }>(
      'DELETE FROM outbox WHERE command_id = ? AND answered_n IS NULL RETURNING *',
    ),
    keepRefused: db.prepare(
      'INSERT OR REPLACE INTO refused (command_id, customer_id, type, at, refusal, bytes) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    putOff: db.prepare("UPDATE outbox SET waits = 'update' WHERE command_id = ?"),
    one: db.prepare<[string], SentRow>(`SELECT ${row} FROM outbox WHERE command_id = ?`),
    rename: db.prepare('UPDATE outbox SET command_id = ?, bytes = ? WHERE command_id = ?'),
    unanswer: db.prepare(
      'UPDATE outbox SET answered_n = NULL WHERE team = ? AND answered_n > ? AND answered_n <= ?',
    ),
    unrecover: db.prepare('UPDATE orphan SET n = NULL WHERE team = ? AND n > ? AND n <= ?'),
    sentBetween: db.prepare<[string, number, number], SentRow>(
      `SELECT ${row} FROM sent WHERE team = ? AND n > ? AND n <= ? ORDER BY n`,
    ),
    sentTeams: db.prepare<[], string>('SELECT DISTINCT team FROM sent').pluck(),
    sentIn: db.prepare<[string], SentRow>(`SELECT ${row} FROM sent WHERE team = ? ORDER BY n`),
    forgetSent: db.prepare('DELETE FROM sent WHERE command_id = ?'),
    putBack: db.prepare(
      `INSERT INTO outbox (seq, command_id, customer_id, stream, at, type, bytes, team)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    // What is still here of a team that was dropped does not count.
    isHere: db.prepare<{ customer: string; stream: string; event: string; key: string; team: string }>(
      `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM leaving WHERE team = :team) AND (
         EXISTS (SELECT 1 FROM event WHERE customer_id = :customer AND stream = :stream AND id = :event)
         OR EXISTS (SELECT 1 FROM unread WHERE key = :key))`,
    ),
  };
}

/** When a person wrote it: a command says so itself. */
function writtenAt(bytes: Buffer): number {
  const { stamp } = JSON.parse(bytes.toString('utf8')) as { stamp: { at: number } };
  return stamp.at;
}
