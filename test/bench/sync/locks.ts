import type { Pool, PoolClient } from 'pg';
import { buildFound } from '#server/customers/build.ts';
import { beginsSql, findCustomers } from '#server/customers/find.ts';
import { foundByEvents, foundByRecords } from '#server/customers/found.ts';
import { homeSql, wholeEventsSql, wholeRecordsSql } from '#server/customers/whole.ts';
import { openPool } from '#server/database/pool.ts';
import { letServe } from '#server/database/roles.ts';
import { inTeams, inTransaction, teamsOnly } from '#server/database/transaction.ts';
import { nextChanges, pageLimits } from '#server/ledger/pages.ts';
import { keyOf } from '#server/records/read.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { Change } from '#shared/wire.ts';
import { bareNumber, reversed } from '#shops/find-keys.ts';
import { wordsOf } from '#shops/fold.ts';
import { type Dice, diceOf } from '../company/dice.ts';
import { customerId, mobileOf } from '../company/people.ts';
import { type Result, ratioResult } from '../result.ts';
import { compare } from '../stats.ts';
import { takeWaitedTurns, type WaitedSide } from '../turns.ts';
import { customersOf, happened, headOf, numberIn } from './ledger.ts';
import { type Run, team } from './run.ts';

/** Changes of a page that is read, and of a batch that is written. */
const [aPage, aBatch] = [1000, 100];
const limit = 20;

type Accounts = {
  /** As the centre serves: row-level security holds it. */
  serving: Pool;
  /** Passes over row-level security. */
  passing: Pool;
};

/**
 * What guards rows at the centre and what finds customers there cost: the same statements on the same tables, by an account that row-level security
 * holds, with the messages that say for which team, and by one that passes over it; the same batches numbered with and without what customers are found by.
 */
export async function measureLocks(run: Run): Promise<Result[]> {
  const { ground, say } = run;
  const owner = await ground.pool.connect();
  await letServe(owner, new URL(ground.serving).username).finally(() => owner.release());
  say('what customers are found by is made');
  await buildFound(ground.pool);
  await ground.pool.query('ANALYZE customer_found');
  // Before the rest, which numbers several hundred thousand changes.
  const size = await sizeRow(run);
  const accounts: Accounts = {
    serving: openPool(ground.serving, { size: 1 }),
    passing: openPool(ground.passing, { size: 1 }),
  };
  try {
    return [
      await pageRow(run, accounts),
      await customerRow(run, accounts),
      await batchRow(run, accounts),
      await searchRow(run, accounts),
      await foundRow(run),
      size,
    ];
  } finally {
    await Promise.all([accounts.serving.end(), accounts.passing.end()]);
  }
}

async function row<T>(
  { sizes, stop, say }: Run,
  name: string,
  about: string,
  items: readonly T[],
  sides: { floor: WaitedSide<T>; value: WaitedSide<T> },
): Promise<Result> {
  say(name);
  // Both sides' statements are planned, and what they read is in memory, before anything counts.
  await takeWaitedTurns(items.slice(0, 20), 1, sides, stop);
  const { floor, value } = await takeWaitedTurns(items, sizes.locks.rounds, sides, stop);
  return ratioResult(name, about, compare(floor, value), null);
}

const some = <T>({ sizes }: Run, one: (dice: Dice) => T, seed: number): T[] => {
  const dice = diceOf(seed);
  return Array.from({ length: sizes.locks.items }, () => one(dice));
};

const withoutLock =
  'the same statements alone, without a transaction, by an account that passes over row-level security; Hilo says in a transaction for which team it asks';

async function pageRow(run: Run, { serving, passing }: Accounts): Promise<Result> {
  const { n } = await headOf(run.ground.pool, team);
  const from = some(run, (dice) => dice.int(0, Math.max(0, n - aPage)), 1);
  const values = (at: number) => [team, at, aPage, pageLimits.answerBytes];
  const db = teamsOnly(serving, [team]);
  return row(run, `row security: ${aPage} changes read for a page`, withoutLock, from, {
    floor: (at) => passing.query(nextChanges, values(at)),
    value: (at) => db.query(nextChanges, values(at)),
  });
}

const anybody = (run: Run, seed: number): string[] =>
  some(run, (dice) => customerId(dice.int(0, customersOf(run.sizes.rows) - 1)), seed);

async function customerRow(run: Run, { serving, passing }: Accounts): Promise<Result> {
  const read = async (db: Pick<PoolClient, 'query'>, id: string) => {
    await db.query(homeSql, [id, [team]]);
    await Promise.all([
      db.query(wholeEventsSql, [team, id, 0, aPage]),
      db.query(wholeRecordsSql, [team, id, 0, aPage]),
    ]);
  };
  const floor = await passing.connect();
  try {
    return await row(run, 'row security: all of one customer read', withoutLock, anybody(run, 2), {
      floor: (id) => read(floor, id),
      value: (id) => inTeams(serving, [team], (client) => read(client, id)),
    });
  } finally {
    floor.release();
  }
}

/** Batches that were not written yet, each another. */
function batches(run: Run, first: number): Change[][] {
  const customers = customersOf(run.sizes.rows);
  return some(run, () => null, 3).map((_, index) => happened(aBatch, customers, first + index));
}

/** Every turn writes the batch anew: an event has its key once. */
const fresh = (changes: readonly Change[]): Change[] =>
  changes.map((change) =>
    'event' in change ? { ...change, event: { ...change.event, id: `${crypto.randomUUID()}:0` } } : change,
  );

async function batchRow(run: Run, { serving, passing }: Accounts): Promise<Result> {
  const about = `the same transaction, committed to the disk, by an account that passes over row-level security`;
  return row(run, `row security: ${aBatch} changes numbered`, about, batches(run, 1000), {
    floor: (changes) => inTransaction(passing, (client) => numberIn(client, team, fresh(changes))),
    value: (changes) => inTeams(serving, [team], (client) => numberIn(client, team, fresh(changes))),
  });
}

async function foundRow(run: Run): Promise<Result> {
  const { pool } = run.ground;
  const about = 'the same transaction, committed to the disk, without what the changes are found by';
  const name = `search table: ${aBatch} changes numbered, with what they are found by`;
  return row(run, name, about, batches(run, 5000), {
    floor: (changes) => inTransaction(pool, (client) => numberIn(client, team, fresh(changes))),
    value: (changes) =>
      inTransaction(pool, async (client) => {
        const own = fresh(changes);
        const records = own.flatMap((change) =>
          'record' in change && (change.record.type === 'customer' || change.record.type === 'order')
            ? [{ team, key: keyOf(change.record), record: change.record }]
            : [],
        );
        await foundByRecords(client, records);
        await foundByEvents(
          client,
          team,
          own.flatMap((change) => ('event' in change ? [change.event] : [])),
        );
        await numberIn(client, team, own);
      }),
  });
}

type Typed = { text: string; kind: 'word' | 'phone-end' | 'email'; start: string };

/** What somebody types who looks for a customer: the beginning of a name, the end of a phone, the beginning of an e-mail. */
function typed(index: number, { name, emails }: CustomerRecord, dice: Dice): Typed {
  const kind = dice.pick(['word', 'phone-end', 'email'] as const);
  const word = wordsOf(name ?? '').at(1) ?? '';
  if (kind === 'word') return { text: word, kind, start: word };
  const end = mobileOf(index).slice(-6);
  if (kind === 'phone-end') return { text: end, kind, start: reversed(bareNumber(end)) };
  const email = (emails[0] ?? '').slice(0, 14);
  return { text: email, kind, start: email };
}

async function searchRow(run: Run, { serving, passing }: Accounts): Promise<Result> {
  const dice = diceOf(6);
  const customers = customersOf(run.sizes.rows);
  const indexes = some(run, (one) => one.int(0, customers - 1), 4);
  const { rows } = await run.ground.pool.query<{ id: string; body: string }>(
    'SELECT customer_id AS id, body FROM record_now WHERE team = $1 AND key = ANY ($2::text[])',
    [team, indexes.map((index) => `customer:${customerId(index)}`)],
  );
  const bodies = new Map(rows.map(({ id, body }) => [id, body]));
  const texts = indexes.flatMap((index) => {
    const body = bodies.get(customerId(index));
    return body === undefined ? [] : [typed(index, JSON.parse(body) as CustomerRecord, dice)];
  });
  const about =
    'one statement on the same table by the same kind of text, alone, by an account that passes over row-level security: who they are is not read';
  return row(run, `search table: customers looked for by what is typed`, about, texts, {
    floor: ({ kind, start }) =>
      passing.query(beginsSql, [[team], kind, start, `${start}\u{10FFFF}`, limit * 4]),
    value: ({ text }) => findCustomers(serving, [team], { text, limit }),
  });
}

/** What lies on the disk, indexes with it. */
async function sizeRow({ ground: { pool }, sizes }: Run): Promise<Result> {
  const { rows } = await pool.query<{ found: number; ledger: number }>(
    `SELECT pg_total_relation_size('customer_found') / 1e6::float8 AS found,
       (pg_total_relation_size('change') + pg_total_relation_size('record_now')) / 1e6::float8 AS ledger`,
  );
  const { found = 0, ledger = 1 } = rows[0] ?? {};
  const both = (n: number) => ({ p50: n, p99: n });
  return {
    name: `search table: on the disk, of ${sizes.rows} changes`,
    about: 'the ledger and the newest records, whose customers are found by it; indexes with all of them',
    unit: 'MB',
    floor: both(ledger),
    value: both(found),
    ratio: both(found / ledger),
    spread: null,
    goal: null,
    met: null,
  };
}
