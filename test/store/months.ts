import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { expect, onTestFinished } from 'vitest';
import { asCentre } from '#server/database/transaction.ts';
import { putHolding } from '#server/holding/routes.ts';
import { applyHolding } from '#server/holding/walk.ts';
import { append } from '#server/ledger/append.ts';
import { readPages } from '#server/ledger/pages.ts';
import { putRecords } from '#server/records/put.ts';
import { changeOf, wholeCustomers } from '#server/snapshots/read.ts';
import { poolOf } from '../server/centre.ts';
import { copyOf } from '../server/restored.ts';
import { openCentreOn, staffedDatabase } from '../server/staffed.ts';
import { customer, order } from './fixture.ts';
import { heldIn, type RealDesk, realDesk } from './real-desk.ts';

/** ms, as the centre counts them */
const month = 30.44 * 86_400_000;
export const ago = (months: number) => Date.now() - months * month;

/**
 * A day team with customers whose last order is as many months ago as their id says. Every text of `c20` is a canary. Its centre can be set back to a
 * backup: the desks go on with it.
 */
export async function aTeam() {
  const url = await staffedDatabase();
  const first = poolOf(url);
  await first.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  const env = { HILO_SNAPSHOT_FROM: '1000000' };
  const here = { pool: first, centre: await openCentreOn(url, env) };
  onTestFinished(() => here.centre.close());
  const server = await here.centre.app.listen({ host: '127.0.0.1', port: 0 });
  const admin = await here.centre.signIn('nuria');
  const put = (months: number) =>
    putRecords(
      first,
      [
        customer(`c${months}`, {
          name: `Zanarita${months} Quijotez`,
          emails: [`zanarita${months}@example.org`],
        }),
        order(`o${months}`, `c${months}`, { remark: `zanaremark${months}`, placedAt: ago(months) }),
      ],
      Date.now,
    );
  for (const months of [8, 20, 30, 40]) await put(months);
  const written = (customerId: string, caseId: string | null, type: string, at: number, data: object) => ({
    id: `${randomUUID()}:0`,
    type,
    customerId,
    caseId,
    at,
    by: 'ines',
    data,
  });
  const opened = { number: '123456789012', subject: 'zanasubject30', words: '', kind: 'late', orderId: null };
  await asCentre(first, (client) =>
    append(client, 'day', ago(30), [written('c30', 'case-c30', 'case.opened.1', ago(30), opened)], []),
  );
  await asCentre(first, (client) =>
    append(
      client,
      'day',
      ago(20),
      [written('c20', null, 'note.added.1', ago(20), { text: 'zananote20', about: 'note' })],
      [],
    ),
  );
  // Today's work, and so the ledger's clock: nobody is taken away by a clock that is far from it (server/erasure/clock.ts).
  await put(1);
  const hold = async (months: number | null) => {
    await putHolding(here.pool, 'day', months, { person: 'nuria', device: null });
    return applyHolding(here.pool, Date.now());
  };
  const desk = async (person = 'lucia') => realDesk(server, await here.centre.signIn(person));
  /** What goes to a desk that begins: pages, and a first fill. */
  const sent = async () => {
    const { pages } = await readPages(here.pool, {
      team: 'day',
      teams: ['day'],
      epoch: 'e',
      from: 0,
      room: 1e9,
    });
    const fill = await asCentre(here.pool, async (client) => {
      const all: unknown[] = [];
      for await (const changes of wholeCustomers(client, 'day')) all.push(changes.map(changeOf));
      return JSON.stringify(all);
    });
    return { pages: pages.map(({ text }) => text).join('\n'), fill };
  };
  /** Sets the centre back to a backup, on the same address. `cluster`: it lies in another one now, which makes another epoch. */
  const restore = async (backup: string, cluster: number | null = null) => {
    const pool = poolOf(backup);
    if (cluster !== null) await inCluster(pool, cluster);
    await here.centre.close();
    here.pool = pool;
    here.centre = await openCentreOn(backup, env);
    await here.centre.app.listen({ host: '127.0.0.1', port: Number(new URL(server).port) });
  };
  /** A desk holds, table by table, what a new machine of the same person holds. */
  const same = async (one: RealDesk, person = 'lucia') => {
    await one.level();
    const fresh = await desk(person);
    await fresh.level();
    expect(heldIn(one.store)).toEqual(heldIn(fresh.store));
    return customersIn(one);
  };
  return {
    here,
    pool: first,
    centre: here.centre,
    admin,
    hold,
    desk,
    sent,
    same,
    backup: () => copyOf(here.pool),
    restore,
  };
}

/** The database says that it lies in another cluster: what PostgreSQL knows of itself is asked of it by a name that stands before its own. */
async function inCluster(pool: Pool, cluster: number): Promise<void> {
  await pool.query(
    `CREATE FUNCTION public.pg_control_system() RETURNS TABLE (system_identifier bigint) LANGUAGE sql AS 'SELECT ${cluster}::bigint'`,
  );
  await pool.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$`,
  );
}

export const customersIn = ({ store }: RealDesk) =>
  store.db.prepare('SELECT id FROM customer ORDER BY 1').pluck().all();
