import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { type Offered, readCommand } from '#shared/sync/offered.ts';
import type { handInAsk } from '#shared/sync/revocation.ts';
import { isStorable } from '../database/storable.ts';
import { asCentre } from '../database/transaction.ts';
import { teamsOf } from '../ledger/customers.ts';
import { lockAgainstErasing } from '../ledger/streams.ts';
import { sha256 } from '../sha256.ts';
import { drainingDevice } from './drain.ts';
import { fullProblem, hasRoom, noteFull } from './room.ts';

/**
 * Keeps what a device hands in, once however often it comes, in the order of its outbox. Returns how much is kept of the device; null: the
 * token is not good now. With the last of it the token is over.
 * @throws ProblemError full: so much waits that nothing of this is kept before some is reviewed
 */
export async function handIn(
  pool: Pool,
  token: string,
  { commands, done, files }: z.infer<typeof handInAsk>,
): Promise<number | null> {
  const held = await asCentre(pool, async (client) => {
    const device = await drainingDevice(client, token);
    if (device === null) return null;
    await lockAgainstErasing(client);
    const offered = commands.map((sent) => readCommand(sent, sha256));
    const teams = await placesOf(client, device.person, offered);
    let added = 0;
    await client.query('SAVEPOINT before');
    for (const [index, { sent, hash, command }] of offered.entries()) {
      const { rowCount } = await client.query(
        // About somebody who was erased it is counted, answered and not kept.
        `INSERT INTO quarantine (device, person, command_id, hash, team, said, customer_id, bytes, at, verdict, answer, decided)
         SELECT $1, $2, $3, $4, $5, $6, $7::text, CASE WHEN gone THEN ''::bytea ELSE $8 END, now_ms(),
           CASE WHEN gone THEN 'refused' END,
           CASE WHEN gone THEN jsonb_build_object('id', $3::uuid, 'outcome', 'refused',
             'refusal', jsonb_build_object('code', 'customer-erased')) END,
           CASE WHEN gone THEN now_ms() END
         FROM (SELECT EXISTS (SELECT FROM erasure WHERE customer_id = $7::text) AS gone) AS e
         ON CONFLICT DO NOTHING`,
        [
          device.id,
          device.person,
          sent.id,
          hash,
          teams[index],
          sent.team,
          customerOf(command),
          Buffer.from(sent.text, 'utf8'),
        ],
      );
      added += rowCount ?? 0;
    }
    if (added > 0 && !(await hasRoom(client, device.id))) {
      await client.query('ROLLBACK TO SAVEPOINT before');
      await noteFull(client, device.id);
      return 'full';
    }
    if (done)
      await client.query(
        'UPDATE device SET drain = NULL, drain_until = NULL, handed = now_ms(), unsent = 0, unsent_files = $2, hand_in_full = false WHERE id = $1',
        [device.id, files],
      );
    const kept = await client.query<{ held: number }>(
      'SELECT count(*)::int AS held FROM quarantine WHERE device = $1',
      [device.id],
    );
    return kept.rows[0]?.held ?? 0;
  });
  if (held === 'full') throw fullProblem();
  return held;
}

/** Null also where PostgreSQL could not hold it (see take.ts). */
function customerOf(command: Offered['command']): string | null {
  const id = command?.ask.customerId;
  return id !== undefined && isStorable(id) ? id : null;
}

/** Whose each command is to review: the team of its customer, else the one that the desk says, else the person's home. */
async function placesOf(
  client: PoolClient,
  person: string,
  offered: readonly Offered[],
): Promise<(string | null)[]> {
  const customers = offered.map(({ command }) => customerOf(command));
  const known = await teamsOf(client, [...new Set(customers.filter((id) => id !== null))]);
  const { rows } = await client.query<{ team: string; home: boolean }>(
    `SELECT t.team, coalesce(p.home, false) AS home FROM team AS t
     LEFT JOIN person_team AS p ON p.team = t.team AND p.person = $1 ORDER BY t.team`,
    [person],
  );
  const home = (rows.find((row) => row.home) ?? rows[0])?.team ?? null;
  const isTeam = new Set(rows.map(({ team }) => team));
  return offered.map(({ sent }, index) => {
    const customer = customers[index];
    const said = sent.team !== null && isTeam.has(sent.team) ? sent.team : null;
    return (customer ? known.get(customer) : undefined) ?? said ?? home;
  });
}
