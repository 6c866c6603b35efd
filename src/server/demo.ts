import type { Pool } from 'pg';
import { byItself } from '#shared/promise/fold.ts';
import { demoPeople } from '#shared/sync/identity.ts';
import type { Page } from '#shared/wire.ts';
import { demoPages } from '#shops/demo/demo.ts';
import { demoCompany, demoSkills, staff } from '#shops/demo/staff.ts';
import type { App } from './app.ts';
import { asCentre, inTransaction } from './database/transaction.ts';
import type { Passwords } from './identity/passwords.ts';
import { putTeam } from './identity/teams.ts';
import { append } from './ledger/append.ts';
import { ordersByCustomer } from './records/put.ts';
import { readRecord } from './records/read.ts';
import { upsertRecords } from './records/upsert.ts';

const team = 'casalumbre';

/** Everybody's at the demo company, and published: a centre that is not the demo's takes it from nobody. */
export const demoPassword = 'casa-lumbre-para-todos';

/** People to be. The others of the staff are there as well, but nobody's to play. */
const cast = staff.filter(({ id }) => ['lucia', 'mateo', 'ines', 'nuria'].includes(id));

/** `GET /demo/people`: whom a screen may offer to be. Only a demo centre has it. */
export function demoRoutes(app: App): void {
  app.route({
    method: 'GET',
    url: '/demo/people',
    // Of the product's interface it is no part.
    schema: { hide: true, response: { 200: demoPeople } },
    handler: async () => ({
      password: demoPassword,
      people: cast.map(({ id, name, role: theirs }) => ({ id, login: id, name, role: theirs })),
    }),
  });
}

/** The database holds a company of its own. */
export class NotTheDemoError extends Error {}

/**
 * Fills an empty centre with the demo company; `pool` is of the account that owns the tables. What was cut short goes on where it stopped, with the seed and the now (`anchor`, ms) it
 * began with, and may be done by several processes at once; what is complete is left alone. Throws NotTheDemoError.
 */
export async function fillDemo(
  { pool, passwords }: { pool: Pool; passwords: Passwords },
  wanted: { seed: number; anchor: number },
  progress: (done: number, total: number) => void,
): Promise<void> {
  const begun = await begin(pool, wanted);
  if (begun.complete) return;
  await putTeam(pool, { id: team, name: demoCompany.name }, { person: byItself, device: null });
  await employ(pool, await passwords.hash(demoPassword));
  const pages = [...demoPages({ ...begun, team })];
  for (const [index, page] of pages.entries()) {
    await asCentre(pool, async (client) => {
      // The row is the lock: whoever has it does the next page, and the others wait as long as that takes.
      await client.query(
        `SELECT set_config(name, '0', true) FROM unnest('{lock_timeout,statement_timeout,transaction_timeout}'::text[]) AS name`,
      );
      const { rows } = await client.query<{ pages: number }>('SELECT pages FROM demo FOR UPDATE');
      if (rows[0]?.pages !== index) return;
      await client.query('UPDATE demo SET pages = $1, complete = $2', [
        index + 1,
        index + 1 === pages.length,
      ]);
      await write(client, page, begun.anchor);
    });
    progress(index + 1, pages.length);
  }
  // So many rows at once: the planner should not wait for autovacuum to hear of them.
  await pool.query('ANALYZE change, record_now, customer_team, customer_key');
}

type Begun = { seed: number; anchor: number; complete: boolean };

/** The table is the demo's own: no other centre has it. */
async function begin(pool: Pool, { seed, anchor }: { seed: number; anchor: number }): Promise<Begun> {
  return inTransaction(pool, async (client) => {
    await client.query('LOCK TABLE team IN SHARE ROW EXCLUSIVE MODE');
    const { rows: found } = await client.query<{ demo: boolean; other: boolean }>(
      "SELECT to_regclass('demo') IS NOT NULL AS demo, EXISTS (SELECT FROM team) AS other",
    );
    if (!found[0]?.demo) {
      if (found[0]?.other)
        throw new NotTheDemoError('This database holds a company of its own; the demo needs an empty one.');
      await client.query(
        `CREATE TABLE demo (seed int NOT NULL, anchor bigint NOT NULL, pages int NOT NULL DEFAULT 0,
           complete boolean NOT NULL DEFAULT false)`,
      );
      await client.query('INSERT INTO demo (seed, anchor) VALUES ($1, $2)', [seed, anchor]);
    }
    const { rows } = await client.query<Begun>('SELECT seed, anchor, complete FROM demo');
    if (!rows[0]) throw new Error('the demo has lost its beginning');
    return rows[0];
  });
}

async function employ(pool: Pool, password: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    for (const [position, { id, name }] of demoSkills.skills.entries())
      await client.query(
        'INSERT INTO skill (id, en, es, position) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [id, name.en, name.es, position],
      );
    for (const { id, name, role: theirs, skills, level } of staff) {
      await client.query(
        `INSERT INTO person (id, login, name, role, skills, level, password) VALUES ($1, $1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [id, name, theirs, skills, level, password],
      );
      await client.query(
        'INSERT INTO person_team (person, team, home) VALUES ($1, $2, true) ON CONFLICT DO NOTHING',
        [id, team],
      );
    }
  });
}

/** A page of history as it is: its records as the newest ones, its events with the ids and times they have. */
async function write(
  client: Parameters<typeof upsertRecords>[0],
  { changes }: Page,
  at: number,
): Promise<void> {
  const records = changes.flatMap((change) => {
    if (!('record' in change)) return [];
    const read = readRecord(change.record);
    if (!('record' in read)) throw new Error(`a record of the demo is refused: ${read.why}`);
    return [read];
  });
  const written = await upsertRecords(client, records, {
    orders: ordersByCustomer(records),
    moved: 'refuse',
  });
  for (const outcome of written.outcomes.values())
    if (outcome.outcome === 'refused') throw new Error(`a record of the demo is refused: ${outcome.why}`);
  await written.number(at);
  const events = changes.flatMap((change) => ('event' in change ? [change.event] : []));
  await append(client, team, at, events, []);
}
