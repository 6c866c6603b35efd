import type { PoolClient } from 'pg';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { RecordOutcome } from '#shared/sync/records.ts';
import { type FoundRecord, foundByRecords } from '../customers/found.ts';
import { keptAway } from '../erasure/erased.ts';
import { teamsOf } from '../ledger/customers.ts';
import { writeKeys } from './keys.ts';
import { lockForWriting } from './lock.ts';
import { type Keyed, type Refused, refused } from './read.ts';
import { giveTeams } from './teams.ts';

type Client = Pick<PoolClient, 'query'>;

/** A record where it belongs. */
type Row = { team: string; key: string; customerId: string | null; body: string };

/** What decides where records belong. */
export type Belongs = {
  /** The orders that come with each customer: the rules look at them. */
  orders: ReadonlyMap<string, readonly OrderRecord[]>;
  /** An order whose customer is now another team's: it is refused, or stays with the customer it had. */
  moved: 'refuse' | 'stay';
};

export type Upserted = {
  /** By the record's key. */
  outcomes: ReadonlyMap<string, RecordOutcome>;
  /**
   * Gives what changed its numbers, at `at` (ms). The last statement before the commit: from here on the teams' heads are locked, and
   * everybody's pushes wait.
   */
  number(at: number): Promise<void>;
};

/**
 * Writes the newest state of records, each key once, inside the caller's transaction. Every process takes its locks in the same order
 * (lock.ts, customer_team by id, record_now by team and key, heads by team), so that two with the same records wait and never both ways; what
 * is the same already takes none but the first.
 */
export async function upsertRecords(
  client: Client,
  records: readonly Keyed[],
  belongs: Belongs,
): Promise<Upserted> {
  await lockForWriting(client);
  const before = await rowsBefore(
    client,
    records.map(({ key }) => key),
  );
  const teams = await teamsHere(client, records, belongs.orders);
  const away = await keptAway(client, records, (key) => before.has(key));
  const outcomes = new Map<string, RecordOutcome>();
  const rows: Row[] = [];
  for (const keyed of records) {
    if (away.has(keyed.key)) {
      outcomes.set(keyed.key, refused('erased'));
      continue;
    }
    const placed = placesOf(keyed, teams, before.get(keyed.key) ?? [], belongs.moved);
    if ('why' in placed) outcomes.set(keyed.key, placed);
    else {
      outcomes.set(keyed.key, { outcome: 'same' });
      rows.push(...placed.filter((row) => !isThere(row, before.get(row.key))));
    }
  }
  const written = await write(client, rows);
  for (const { key, isNew } of written)
    outcomes.set(key, { outcome: isNew && !before.has(key) ? 'new' : 'changed' });
  const keys = new Set(written.map((row) => row.key));
  await writeKeys(
    client,
    records.flatMap(({ key, record }): CustomerRecord[] =>
      record.type === 'customer' && keys.has(key) ? [record] : [],
    ),
  );
  const told = new Map(records.map((keyed) => [keyed.key, keyed.record]));
  await foundByRecords(
    client,
    written.flatMap(({ team, key, customerId }): FoundRecord[] => {
      const record = told.get(key);
      if (record?.type === 'customer') return [{ team, key, record }];
      if (record?.type !== 'order') return [];
      // An order that stays with the customer it had is found there.
      return [{ team, key, record: { ...record, customerId: customerId ?? record.customerId } }];
    }),
  );
  const moved = written.filter(
    ({ key, customerId }) =>
      told.get(key)?.type === 'order' && before.get(key)?.some((had) => had.customer_id !== customerId),
  );
  return {
    outcomes,
    async number(at) {
      await bringBackOf(client, moved, written, at);
      await numberRows(client, written, at);
    },
  };
}

/**
 * Whose an order has become comes back if they are away (decision 0035): it would travel without words, and stay on desks with whom it had been. The
 * heads of all teams are locked before, in the order in which they are numbered.
 */
async function bringBackOf(
  client: Client,
  moved: readonly Row[],
  written: readonly Row[],
  at: number,
): Promise<void> {
  if (moved.length === 0) return;
  const teams = [...new Set(written.map(({ team }) => team))];
  await client.query('SELECT 1 FROM team_head WHERE team = ANY ($1::text[]) ORDER BY team FOR UPDATE', [
    teams,
  ]);
  for (const [team, theirs] of Map.groupBy(moved, (one) => one.team)) {
    const ids = theirs.map(({ customerId }) => customerId);
    await client.query('SELECT bring_back($1, $2, $3::text[])', [team, at, ids]);
  }
}

type Before = { team: string; customer_id: string | null; body: string };

function isThere(row: Row, before: readonly Before[] = []): boolean {
  return before.some(({ team, body }) => team === row.team && body === row.body);
}

/** Where a record belongs, with its JSON; a person is in every team they work for or worked for, what is the company's in all. */
function placesOf(
  { key, record }: Keyed,
  teams: Teams,
  before: readonly Before[],
  moved: Belongs['moved'],
): Row[] | Refused {
  const row = (team: string, customerId: string | null, what: Keyed['record']): Row[] => [
    { team, key, customerId, body: JSON.stringify(what) },
  ];
  switch (record.type) {
    case 'customer': {
      const team = teams.ofCustomer.get(record.id);
      return team === undefined ? refused('no-team') : row(team, record.id, record);
    }
    case 'order': {
      const team = teams.ofCustomer.get(record.customerId);
      const had = before[0];
      if (had && had.team !== team && had.customer_id !== null) {
        if (moved === 'refuse') return refused(team === undefined ? 'unknown-customer' : 'other-team');
        return row(had.team, had.customer_id, { ...record, customerId: had.customer_id });
      }
      return team === undefined ? refused('unknown-customer') : row(team, record.customerId, record);
    }
    case 'twin': {
      // With its first customer: whoever works for both teams sees it, the others could not open the second.
      const [team, other] = record.customerIds.map((id) => teams.ofCustomer.get(id));
      return team === undefined || other === undefined
        ? refused('unknown-customer')
        : row(team, record.customerIds[0], record);
    }
    case 'erased': {
      const team = teams.ofCustomer.get(record.id);
      return team === undefined ? refused('unknown-customer') : row(team, record.id, record);
    }
    case 'rules':
      return row(record.team, null, record);
    case 'absence':
    case 'person': {
      const theirs = teams.ofPerson.get(record.id) ?? [];
      if (theirs.length === 0) return refused('person');
      const everywhere = new Set([...theirs, ...before.map(({ team }) => team)]);
      return [...everywhere].flatMap((team) => row(team, null, record));
    }
    case 'skills':
      return teams.all.flatMap((team) => row(team, null, record));
  }
}

type Teams = {
  ofCustomer: ReadonlyMap<string, string>;
  ofPerson: ReadonlyMap<string, readonly string[]>;
  /** Every team there is, where a record belongs to all of them. */
  all: readonly string[];
};

async function teamsHere(
  client: Client,
  records: readonly Keyed[],
  orders: Belongs['orders'],
): Promise<Teams> {
  const customers: CustomerRecord[] = [];
  const others = new Set<string>();
  const people: string[] = [];
  for (const { record } of records) {
    if (record.type === 'customer') customers.push(record);
    else if (record.type === 'erased') others.add(record.id);
    else if (record.type === 'order') others.add(record.customerId);
    else if (record.type === 'twin') for (const id of record.customerIds) others.add(id);
    else if (record.type === 'person' || record.type === 'absence') people.push(record.id);
  }
  const own = await giveTeams(client, customers, orders);
  for (const id of own.keys()) others.delete(id);
  const known = others.size === 0 ? new Map<string, string>() : await teamsOf(client, [...others]);
  const isCompanys = records.some(({ record }) => record.type === 'skills');
  return {
    ofCustomer: new Map([...known, ...own]),
    ofPerson: await teamsOfPeople(client, people),
    all: isCompanys ? await allTeams(client) : [],
  };
}

async function allTeams(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ team: string }>('SELECT team FROM team ORDER BY team');
  return rows.map(({ team }) => team);
}

async function teamsOfPeople(client: Client, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ person: string; teams: string[] }>(
    'SELECT person, array_agg(team) AS teams FROM person_team WHERE person = ANY($1) GROUP BY person',
    [ids],
  );
  return new Map(rows.map(({ person, teams }) => [person, teams]));
}

/** Every team's row of these keys. */
async function rowsBefore(client: Client, keys: readonly string[]): Promise<Map<string, Before[]>> {
  const { rows } = await client.query<Before & { key: string }>(
    'SELECT key, team, customer_id, body FROM record_now WHERE key = ANY($1)',
    [keys],
  );
  return Map.groupBy(rows, (row) => row.key);
}

/**
 * Writes rows and says which of them really changed: another process may have written the same in between. They get the numbers that
 * they will have if nobody else gets any until then; `number_records` mends those that turn out wrong. (Writing all of them again under
 * the lock of the team's head took two thirds of its time.)
 */
async function write(client: Client, rows: readonly Row[]): Promise<(Row & { isNew: boolean })[]> {
  if (rows.length === 0) return [];
  const { rows: changed } = await client.query<{ team: string; key: string; is_new: boolean }>(
    `INSERT INTO record_now AS r (team, key, customer_id, n, body)
     SELECT u.team, u.key, u.customer_id, h.n + row_number() OVER (PARTITION BY u.team ORDER BY u.ordinal), u.body
     FROM unnest($1::text[], $2::text[], $3::text[], string_to_array($4, chr(10)))
       WITH ORDINALITY AS u (team, key, customer_id, body, ordinal)
     JOIN team_head AS h USING (team)
     ORDER BY u.team, u.key
     ON CONFLICT (team, key) DO UPDATE SET customer_id = excluded.customer_id, n = excluded.n, body = excluded.body
       WHERE r.body <> excluded.body
     RETURNING r.team, r.key, r.xmax = 0 AS is_new`,
    columnsOf(rows),
  );
  const isNew = new Map(changed.map(({ team, key, is_new }) => [`${team}\n${key}`, is_new]));
  return rows.flatMap((row) => {
    const fresh = isNew.get(`${row.team}\n${row.key}`);
    return fresh === undefined ? [] : [{ ...row, isNew: fresh }];
  });
}

async function numberRows(client: Client, rows: readonly Row[], at: number): Promise<void> {
  if (rows.length === 0) return;
  await client.query('SELECT number_records($1, $2, $3, $4, string_to_array($5, chr(10)))', [
    at,
    ...columnsOf(rows),
  ]);
}

/** The bodies as lines, which JSON never breaks: pg escapes an array's texts letter by letter. */
function columnsOf(rows: readonly Row[]): [string[], string[], (string | null)[], string] {
  return [
    rows.map((row) => row.team),
    rows.map((row) => row.key),
    rows.map((row) => row.customerId),
    rows.map((row) => row.body).join('\n'),
  ];
}
