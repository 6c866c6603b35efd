import type { Pool } from 'pg';
import { inTeams } from '../database/transaction.ts';

/** How much a page holds; by its last change it may be over it. Bytes are of the bodies' UTF-8. */
export const wholeLimits = { changes: 1000, bytes: 512 * 1024 } as const;

type Row = { n: number; at: number | null; kind: 'event' | 'record'; body: string };

/** To which of the asker's teams a customer belongs, and its head. */
export const homeSql = `
  SELECT h.team, h.n FROM customer_team AS c JOIN team_head AS h USING (team)
  WHERE c.customer_id = $1 AND c.team = ANY ($2::text[])`;

export const wholeEventsSql = `
  SELECT n, at, 'event' AS kind, body FROM change
  WHERE team = $1 AND kind = 'event' AND customer_id = $2 AND n > $3 ORDER BY n LIMIT $4`;

/** Of the customer's own, and of pairs of lookalikes in which they are the second. */
export const wholeRecordsSql = `
  SELECT n, NULL::bigint AS at, 'record' AS kind, body FROM record_now
  WHERE team = $1 AND customer_id = $2 AND n > $3 ORDER BY n LIMIT $4`;

/** With which records agents said that this one is one person: both ways, also where it was taken back. */
export const linkedSql = `
  SELECT value AS id FROM customer_found WHERE team = $1 AND customer_id = $2 AND kind = 'linked'
  UNION SELECT customer_id FROM customer_found WHERE team = $1 AND kind = 'linked' AND value = $2`;

/** A page of a customer as the text of a `WholeAnswer` (shared/sync/whole.ts); null where none of these teams has the customer. */
export async function wholePage(
  pool: Pool,
  {
    teams,
    epoch,
    customerId,
    after,
  }: { teams: readonly string[]; epoch: string; customerId: string; after: number },
): Promise<string | null> {
  return inTeams(
    pool,
    teams,
    async (client) => {
      const home = await client.query<{ team: string; n: number }>(homeSql, [customerId, teams]);
      const at = home.rows[0];
      if (!at) return null;
      const values = [at.team, customerId, after, wholeLimits.changes];
      // Sent together: who is one person with whom is of a last page only, which nearly everybody's first one is.
      const [events, records, linked] = await Promise.all([
        client.query<Row>(wholeEventsSql, values),
        client.query<Row>(wholeRecordsSql, values),
        client.query<{ id: string }>(linkedSql, [at.team, customerId]),
      ]);
      const found = [...events.rows, ...records.rows].sort((a, b) => a.n - b.n);
      if (after === 0 && found.every(({ body }) => isErased(body))) return null;
      const { rows, more } = fitting(found);
      const head = {
        v: 1,
        team: at.team,
        epoch,
        n: at.n,
        to: more ? (rows.at(-1)?.n ?? after) : Math.max(at.n, after),
        more,
        others: more
          ? []
          : linked.rows
              .map(({ id }) => id)
              .filter((id) => id !== customerId)
              .slice(0, 200),
      };
      // Bodies are put in as they stand in the ledger: nothing is parsed.
      const changes = rows.map(({ n, at: when, kind, body }) => `{"n":${n},"at":${when},"${kind}":${body}}`);
      return `${JSON.stringify(head).slice(0, -1)},"changes":[${changes.join(',')}]}`;
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  );
}

/** All that is left of somebody who was erased: nobody is brought back for it. */
const isErased = (body: string): boolean => body.startsWith('{"type":"erased"');

/** As many as a page holds, at least one. Two lists were read that far each: beyond the shorter one's end nothing is known of it. */
function fitting(found: readonly Row[]): { rows: Row[]; more: boolean } {
  let room: number = wholeLimits.bytes;
  const end = found.findIndex(({ body }, index) => {
    room -= Buffer.byteLength(body);
    return index === wholeLimits.changes || (index > 0 && room < 0);
  });
  return end < 0 && found.length < wholeLimits.changes
    ? { rows: [...found], more: false }
    : { rows: found.slice(0, end < 0 ? wholeLimits.changes : end), more: true };
}
