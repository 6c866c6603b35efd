import type { PoolClient } from 'pg';
import { type EventEnvelope, eventData } from '#shared/case/events.ts';
import { lockForErasing } from '../ledger/streams.ts';
import { lockForRecognition } from '../records/lock.ts';
import { readRecord } from '../records/read.ts';
import { upsertRecords } from '../records/upsert.ts';

type Client = Pick<PoolClient, 'query'>;

/** One customer's record as the list of the erased has it. `keys`: of records that must not come back. */
export type Erased = { customerId: string; team: string; at: number; keys: string[] };

/** Tables and columns below hold nothing of a person beyond what is emptied here: docs/security.md has the map. */
const emptied = {
  // Changes and answers only grow for whoever serves: the owner's functions empty them (migration 015).
  changes: 'SELECT empty_changes($1, $2)',
  found: 'DELETE FROM customer_found WHERE team = $1 AND customer_id = $2',
  foundLinked: `DELETE FROM customer_found WHERE team = $1 AND kind = 'linked' AND value = $2`,
  away: `DELETE FROM customer_away WHERE team = $1 AND customer_id = $2`,
  now: `DELETE FROM record_now WHERE team = $1 AND customer_id = $2`,
  // Also where it waits for another team: whose the customer is was not known yet when it was handed in.
  handedIn: `UPDATE quarantine SET bytes = '', verdict = coalesce(verdict, 'refused'), decided = coalesce(decided, now_ms()), reason = NULL,
      answer = coalesce(answer, jsonb_build_object('id', command_id, 'outcome', 'refused',
        'refusal', jsonb_build_object('code', 'customer-erased')))
    WHERE $1::text IS NOT NULL AND customer_id = $2`,
  // After its command, which whoever hands in a part holds first.
  handedInContents: `DELETE FROM quarantine_content
    WHERE $1::text IS NOT NULL AND n IN (SELECT n FROM quarantine WHERE customer_id = $2)`,
  // What was given stays as a figure of whoever gave it.
  given: `UPDATE given SET customer_id = '', case_id = '', order_id = NULL WHERE team = $1 AND customer_id = $2`,
} as const;

/**
 * Erases customers of a team inside the caller's transaction: of what is numbered only numbers, times and links stay, so that every desk's chain goes on; all that was made of
 * it goes; and a numbered record tells every store to do the same. Nobody writes events or records meanwhile. Call it last: the team's head is
 * locked from its end on. Returns what the list of the erased is to keep.
 * @param at the ledger's clock, ms
 */
export async function eraseCustomers(
  client: Client,
  { team, customerIds, at }: { team: string; customerIds: readonly string[]; at: number },
): Promise<Erased[]> {
  await holdForErasing(client);
  const erased: Erased[] = [];
  for (const customerId of customerIds) erased.push(await emptyOne(client, team, customerId, at));
  await client.query('DELETE FROM snapshot_chunk WHERE team = $1', [team]);
  await client.query('DELETE FROM snapshot WHERE team = $1', [team]);
  await announce(client, team, erased);
  return erased;
}

/** From here to the end of the transaction nobody writes events or records: what is asked now is still so when somebody is erased. */
export async function holdForErasing(client: Client): Promise<void> {
  // As long as it takes: contents and answers are looked for where no index leads.
  await client.query(
    "SET LOCAL transaction_timeout = 0; SET LOCAL statement_timeout = '5min'; SET LOCAL lock_timeout = '30s'",
  );
  await lockForErasing(client);
  await lockForRecognition(client);
}

async function emptyOne(client: Client, team: string, customerId: string, at: number): Promise<Erased> {
  const { rows: events } = await client.query<{ stream: string; body: string }>(
    `SELECT stream, body FROM change WHERE team = $1 AND kind = 'event' AND customer_id = $2`,
    [team, customerId],
  );
  const { rows: records } = await client.query<{ key: string }>(
    `SELECT key FROM change WHERE team = $1 AND kind = 'record' AND customer_id = $2 AND key NOT LIKE 'erased:%'
     UNION SELECT key FROM record_now WHERE team = $1 AND customer_id = $2 AND key NOT LIKE 'erased:%'`,
    [team, customerId],
  );
  for (const sql of Object.values(emptied)) await client.query(sql, [team, customerId]);
  // Another's record says of whom it may be a twin.
  await client.query(`DELETE FROM record_now WHERE key LIKE 'twin:%' AND body::jsonb -> 'customerIds' ? $1`, [
    customerId,
  ]);
  await client.query('DELETE FROM customer_key WHERE customer_id = $1', [customerId]);
  await client.query('DELETE FROM import_person WHERE customer_id = $1', [customerId]);
  await client.query('DELETE FROM promise_watch WHERE team = $1 AND stream = ANY ($2::text[])', [
    team,
    [...new Set(events.map(({ stream }) => stream))],
  ]);
  const bodies = events.map(({ body }) => JSON.parse(body) as EventEnvelope);
  await forgetContents(client, team, bodies);
  await forgetQuoted(client, team, bodies);
  const keys = records.map(({ key }) => key).filter((key) => key !== 'erased');
  return { customerId, team, at, keys };
}

/** Contents of photos and documents, unless somebody else's attachment is the very same. */
async function forgetContents(client: Client, team: string, events: readonly EventEnvelope[]): Promise<void> {
  for (const { type, data } of events) {
    const added = type === 'attachment.added.1' ? eventData[type].safeParse(data).data : undefined;
    if (!added) continue;
    const shared = await client.query(
      `SELECT 1 FROM change WHERE team = $1 AND kind = 'event'
         AND body LIKE '%"attachment.added.1"%' AND body LIKE '%' || $2 || '%' LIMIT 1`,
      [team, added.hash],
    );
    if (shared.rowCount === 0)
      await client.query('DELETE FROM attachment WHERE team = $1 AND hash = $2', [team, added.hash]);
  }
}

/** An answer that refused to solve a case quotes the promise that was open. */
async function forgetQuoted(client: Client, team: string, events: readonly EventEnvelope[]): Promise<void> {
  const texts = events.flatMap(({ type, data }) =>
    type.startsWith('promise.made.') && typeof data === 'object' && data !== null && 'text' in data
      ? String(data.text)
      : [],
  );
  if (texts.length === 0) return;
  await client.query('SELECT empty_quoted($1, $2::text[])', [team, texts]);
}

async function announce(client: Client, team: string, erased: readonly Erased[]): Promise<void> {
  const records = erased.map(({ customerId, at }) => {
    const keyed = readRecord({ type: 'erased', id: customerId, at });
    if ('why' in keyed) throw new Error('a customer whom nobody could have recorded');
    return keyed;
  });
  await client.query(
    `INSERT INTO customer_team SELECT id, $1 FROM unnest($2::text[]) AS id ON CONFLICT DO NOTHING`,
    [team, erased.map(({ customerId }) => customerId)],
  );
  await client.query(
    `INSERT INTO erased_record SELECT key, at FROM unnest($1::text[], $2::bigint[]) AS u (key, at)
     ON CONFLICT DO NOTHING`,
    [erased.flatMap(({ keys }) => keys), erased.flatMap(({ keys, at }) => keys.map(() => at))],
  );
  const upserted = await upsertRecords(client, records, { orders: new Map(), moved: 'refuse' });
  const at = Math.max(...erased.map((one) => one.at));
  await upserted.number(at);
  await client.query(
    `INSERT INTO erasure (customer_id, team, n, at)
     SELECT u.id, $1, r.n, u.at FROM unnest($2::text[], $3::bigint[]) AS u (id, at)
     JOIN record_now AS r ON r.team = $1 AND r.key = 'erased:' || u.id
     ON CONFLICT (customer_id) DO UPDATE SET team = excluded.team, n = excluded.n, at = excluded.at`,
    [team, erased.map(({ customerId }) => customerId), erased.map((one) => one.at)],
  );
}
