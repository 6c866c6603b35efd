import { commandOf } from '#shared/case/event-of.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import type { Db } from '../database.ts';
import { caseOf } from '../projection/write-stream.ts';

export type Orphans = Pick<DeskBook, 'orphan' | 'orphans' | 'recovered'> & {
  /** Forgets those of other teams than these. */
  keepOf(mine: ReadonlySet<string>): void;
};

type Row = {
  id: string;
  type: string;
  customer_id: string;
  stream: string;
  at: number;
  by: string;
  data: string;
};

/** Events of others that a ledger has lost. There are some after a restore, and never else: finding them reads the team's whole past. */
export function orphans(db: Db): Orphans {
  const after = db.prepare<[string, number], Row>(
    'SELECT id, type, customer_id, stream, at, by, data FROM event WHERE team = ? AND n > ? ORDER BY n',
  );
  const isOwn = db
    .prepare(
      'SELECT 1 FROM sent WHERE command_id = :id UNION ALL SELECT 1 FROM outbox WHERE command_id = :id',
    )
    .pluck();
  const add = db.prepare('INSERT OR IGNORE INTO orphan (id, team, body) VALUES (?, ?, ?)');
  const next = db.prepare<[number], { team: string; body: string }>(
    'SELECT team, body FROM orphan WHERE n IS NULL ORDER BY seq LIMIT ?',
  );
  const found = db.prepare('UPDATE orphan SET n = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM orphan WHERE id = ?');
  const teams = db.prepare<[], string>('SELECT DISTINCT team FROM orphan').pluck();
  const dropTeam = db.prepare('DELETE FROM orphan WHERE team = ?');

  return {
    orphan(team, n) {
      for (const row of after.all(team, n)) {
        if (isOwn.get({ id: commandOf(row.id) })) continue;
        add.run(row.id, team, JSON.stringify(envelopeOf(row)));
      }
    },
    orphans: (limit) =>
      next.all(limit).map(({ team, body }) => ({ team, event: JSON.parse(body) as EventEnvelope })),
    recovered: (id, n) => void (n === null ? drop.run(id) : found.run(n, id)),
    keepOf(mine) {
      for (const team of teams.all()) if (!mine.has(team)) dropTeam.run(team);
    },
  };
}

function envelopeOf({ id, type, customer_id: customerId, stream, at, by, data }: Row): EventEnvelope {
  return { id, type, customerId, caseId: caseOf(stream), at, by, data: JSON.parse(data) };
}
