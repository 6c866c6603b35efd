import type { Pool } from 'pg';
import { hiddenAsk } from '#shared/case/hidden-ask.ts';
import { readCommand } from '#shared/sync/offered.ts';
import type { QuarantineAnswer, Quarantined } from '#shared/sync/revocation.ts';
import { teamsOnly } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';
import { sha256 } from '../sha256.ts';

const pageSize = 100;

type Row = {
  n: number;
  deviceName: string;
  personId: string;
  personName: string;
  team: string;
  at: number;
  commandId: string;
  bytes: Buffer;
  customerName: string | null;
  content: Quarantined['content'];
};

/** The customer's name only where the customer is of the same team: else it is not the reviewer's to see. */
export const listQuarantineSql = `
  SELECT q.n, d.name AS "deviceName", q.person AS "personId", p.name AS "personName", q.team, q.at,
    q.command_id AS "commandId", q.bytes, r.body::jsonb ->> 'name' AS "customerName",
    (SELECT jsonb_build_object('have', c.have, 'whole', c.whole) FROM quarantine_content AS c WHERE c.n = q.n) AS content
  FROM quarantine AS q JOIN device AS d ON d.id = q.device JOIN person AS p ON p.id = q.person
  LEFT JOIN record_now AS r ON r.team = q.team AND r.key = 'customer:' || q.customer_id
  WHERE q.verdict IS NULL AND q.team = ANY ($1) AND q.n > $2 ORDER BY q.n LIMIT $3`;

export const countQuarantineSql = `
  SELECT count(*)::int AS total FROM quarantine WHERE verdict IS NULL AND team = ANY ($1)`;

/** What waits for a review in the requester's teams, after a number. */
export async function listQuarantine(
  pool: Pool,
  { teams }: Requester,
  after: number,
): Promise<QuarantineAnswer> {
  const own = teamsOnly(pool, teams);
  const [{ rows }, count] = await Promise.all([
    own.query<Row>(listQuarantineSql, [teams, after, pageSize + 1]),
    own.query<{ total: number }>(countQuarantineSql, [teams]),
  ]);
  const items = rows.slice(0, pageSize).map(shown);
  return { items, more: rows.length > pageSize, total: count.rows[0]?.total ?? 0 };
}

function shown({
  n,
  deviceName,
  personId,
  personName,
  team,
  at,
  commandId,
  bytes,
  customerName,
  content,
}: Row): Quarantined {
  const { command } = readCommand({ id: commandId, team: null, text: bytes.toString('utf8') }, sha256);
  return {
    n,
    deviceName,
    person: { id: personId, name: personName },
    team,
    at,
    writtenAt: command?.stamp.at ?? null,
    // What is reviewed is what was done; a number or an address is not needed for that.
    ask: command ? hiddenAsk(command.ask) : null,
    customerName,
    foreign: command !== null && command.stamp.by !== personId,
    content,
  };
}
