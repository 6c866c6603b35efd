import type { Pool } from 'pg';
import type { Link } from '#shared/sync/chain.ts';
import { pageLength } from '#shared/sync/standing.ts';
import { teamsOnly } from '../database/transaction.ts';

/** How much a page and an answer hold. Bytes are of the bodies' UTF-8; an answer may be over it by its last change. */
export const pageLimits = { changes: 2000, bytes: 512 * 1024, answerBytes: 1024 * 1024 } as const;

/** Rows of one look. Few, because they are counted out before their bytes are. */
const rowsAtOnce = 1000;

type Row = {
  n: number;
  at: number;
  kind: 'event' | 'record';
  body: string;
  link: Link;
  bytes: number;
  /** Of a row without a body: where the team's stream ended when it was read, `n link`. */
  until: string | null;
};

/** Pages as JSON texts. `to`: what they reach; `bytes`: of the bodies. */
export type Pages = { pages: { text: string; count: number }[]; to: number; bytes: number };

/** `teams`: of whoever asks. */
export type PagesAsk = { team: string; teams: readonly string[]; epoch: string; from: number; room: number };

/**
 * The next changes of a team after `$2`, at most `$3` of them and no more than `$4` bytes, but always one. What was written about somebody who is
 * away has no body (decision 0035), nor has what was written before somebody fell out, or while they were away: who comes back brings it along. So a desk
 * holds nothing of anybody by halves, wherever it stops. Whether anybody of a team ever fell out is asked once, and of each
 * row once what it says (OFFSET 0: else the planner asks three times). What makes it so stands at the team's head at the latest.
 */
export const nextChanges = `
  SELECT n, at, kind, body, link, bytes,
    CASE WHEN body = '' THEN (SELECT h.n || ' ' || h.link FROM change AS h WHERE h.team = $1 ORDER BY h.n DESC LIMIT 1) END AS until
  FROM (
    SELECT n, at, kind, body, link, octet_length(body) AS bytes, sum(octet_length(body)) OVER (ORDER BY n) AS total
    FROM (
      SELECT n, at, kind, link,
        CASE WHEN EXISTS (SELECT FROM change AS p WHERE p.team = $1 AND p.kind = 'record' AND (p.key LIKE 'away:%' OR p.key LIKE 'back:%')) AND kind || key NOT SIMILAR TO 'record(away|erased):%' AND (
          EXISTS (SELECT FROM customer_away AS a WHERE a.team = $1 AND a.customer_id = change.customer_id)
          OR EXISTS (SELECT FROM change AS p WHERE p.team = $1 AND p.customer_id = change.customer_id AND p.n > change.n AND p.kind = 'record'
            AND (p.key LIKE 'away:%' OR p.key LIKE 'back:%') AND (p.key LIKE 'away:%' OR p.key <> change.key))
        ) THEN '' ELSE body END AS body
      FROM change WHERE team = $1 AND n > $2 AND n <= $2 + $3::bigint
      OFFSET 0
    ) AS seen
  ) AS next WHERE total - bytes < $4 ORDER BY n`;

/**
 * The pages after a number, as many as `room` bytes hold. Bodies are put in as they stand in the ledger: nothing is parsed.
 * @throws Error when a number is missing, which the ledger does not do: a hole must never reach a desk
 */
export async function readPages(pool: Pool, { team, teams, epoch, from, room }: PagesAsk): Promise<Pages> {
  const db = teamsOnly(pool, teams);
  const rows: Row[] = [];
  let left = room;
  while (left > 0) {
    const last = rows.at(-1)?.n ?? from;
    const { rows: next } = await db.query<Row>(nextChanges, [team, last, rowsAtOnce, left]);
    for (const row of next) {
      if (row.n !== (rows.at(-1)?.n ?? from) + 1) throw new Error(`a number is missing after ${row.n}`);
      rows.push(row);
      left -= row.bytes;
    }
    if (next.length < rowsAtOnce) break;
  }
  const pages: Pages['pages'] = [];
  const sizes = rows.map(({ bytes }) => bytes);
  for (let start = 0; start < rows.length; ) {
    const length = pageLength(sizes.slice(start, start + pageLimits.changes), pageLimits);
    pages.push({ text: pageText(team, epoch, rows.slice(start, start + length)), count: length });
    start += length;
  }
  return { pages, to: rows.at(-1)?.n ?? from, bytes: room - left };
}

function pageText(team: string, epoch: string, rows: readonly Row[]): string {
  const from = (rows[0]?.n ?? 1) - 1;
  const last = rows.at(-1);
  const until = untilOf(rows);
  const head = JSON.stringify({
    ...{ team, epoch, from, to: last?.n, count: rows.length, link: last?.link },
    ...(until === null ? {} : { until }),
  });
  const changes = rows.map(({ n, at, kind, body, link }) =>
    body === '' ? `{"n":${n},"at":${at},"erased":"${link}"}` : `{"n":${n},"at":${at},"${kind}":${body}}`,
  );
  return `${head.slice(0, -1)},"changes":[${changes.join(',')}]}`;
}

/** Where all that has no body among these is explained. */
function untilOf(rows: readonly Row[]): { n: number; link: string } | null {
  const [n, link] = rows.findLast(({ until }) => until !== null)?.until?.split(' ') ?? [];
  return n === undefined || link === undefined ? null : { n: Number(n), link };
}
