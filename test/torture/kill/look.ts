import type { Pool } from 'pg';
import { bodyOf, nextLink, noLink } from '#shared/sync/chain.ts';
import type { Db } from '#store/database.ts';
import { projectionTables } from '#store/projection/tables.ts';
import { sha256 } from '../../server/desk.ts';
import { team } from './ground.ts';

/** What one desk holds of the team, and what it says of its own commands. */
export type Held = {
  name: string;
  answered: ReadonlySet<string>;
  events: { id: string; n: number }[];
  /** Command ids that it refused, or still waits to send. */
  refused: Set<string>;
  waiting: Set<string>;
  integrity: string;
};

export function heldBy(name: string, answered: ReadonlySet<string>, db: Db): Held {
  const ids = (sql: string) => new Set(db.prepare(sql).pluck().all() as string[]);
  return {
    name,
    answered,
    events: db.prepare<[], { id: string; n: number }>('SELECT id, n FROM event ORDER BY n').all(),
    refused: ids('SELECT command_id FROM refused'),
    waiting: ids('SELECT command_id FROM outbox'),
    integrity: String(db.pragma('integrity_check', { simple: true })),
  };
}

/** Everything that must hold once all are quiet. One sentence for each thing that does not. */
export async function wrongIn(pool: Pool, desks: readonly Held[]): Promise<string[]> {
  const { rows } = await pool.query<{
    n: number;
    kind: 'event' | 'record';
    key: string;
    body: string;
    link: string;
  }>('SELECT n, kind, key, body, link FROM change WHERE team = $1 ORDER BY n', [team]);
  const wrong: string[] = [];
  let link = noLink;
  rows.forEach((row, index) => {
    if (row.n !== index + 1) wrong.push(`the ledger has no number ${index + 1}`);
    link = nextLink(sha256, link, bodyOf({ n: row.n, at: 0, [row.kind]: JSON.parse(row.body) }));
    if (link !== row.link) wrong.push(`the chain breaks at ${row.n}`);
  });
  const events = rows.filter(({ kind }) => kind === 'event');
  const times = new Map<string, number>();
  for (const { key } of events) times.set(key, (times.get(key) ?? 0) + 1);
  for (const [key, count] of times) if (count > 1) wrong.push(`${key} is ${count} times in the ledger`);

  for (const desk of desks) {
    const { name } = desk;
    if (desk.integrity !== 'ok')
      wrong.push(`${name}: the store is not whole: ${desk.integrity.slice(0, 80)}`);
    if (desk.waiting.size > 0) wrong.push(`${name}: ${desk.waiting.size} commands still wait`);
    const lost = [...desk.answered].filter((id) => !times.has(`${id}:0`) && !desk.refused.has(id));
    if (lost.length > 0) wrong.push(`${name}: ${lost.length} answered commands are lost, ${lost[0]} for one`);
    const both = [...desk.refused].filter((id) => times.has(`${id}:0`));
    if (both.length > 0) wrong.push(`${name}: ${both.length} commands are refused and in the ledger`);
    const same =
      desk.events.length === events.length &&
      desk.events.every(({ id, n }, index) => id === events[index]?.key && n === events[index]?.n);
    if (!same)
      wrong.push(
        `${name} holds ${desk.events.length} events, the ledger ${events.length}, or in another order`,
      );
  }
  return wrong;
}

/** The content of every projection, whatever the local row numbers are; a rebuilt store must have the same. */
export function projectionsOf(db: Db): Record<string, unknown[]> {
  const plain = projectionTables.filter((table) => table !== 'name_search' && table !== 'customer_now');
  return {
    ...Object.fromEntries(plain.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()])),
    customer_now: db.prepare('SELECT customer_id, body FROM customer_now ORDER BY customer_id').all(),
  };
}
