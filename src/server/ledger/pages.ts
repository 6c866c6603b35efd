import type { Pool } from 'pg';
import type { Link } from '#shared/sync/chain.ts';
import { pageLength } from '#shared/sync/standing.ts';
import { teamsOnly } from '../database/transaction.ts';

/** How much a page and an answer hold. Bytes are of the bodies' UTF-8; an answer may be over it by its last change. */
export const pageLimits = { changes: 2000, bytes: 512 * 1024, answerBytes: 1024 * 1024 } as const;

/** Rows of one look. Few, because they are counted out before their bytes are. */
const rowsAtOnce = 1000;

type Row = { n: number; at: number; kind: 'event' | 'record'; body: string; link: Link; bytes: number };

/** Pages as JSON texts. `to`: what they reach; `bytes`: of the bodies. */
export type Pages = { pages: { text: string; count: number }[]; to: number; bytes: number };

/** `teams`: of whoever asks. */
export type PagesAsk = { team: string; teams: readonly string[]; epoch: string; from: number; room: number };

/**
 * The next changes of a team after `$2`, at most `$3` of them and no more than `$4` bytes, but always one. What was written about somebody who is
 * away has no body (decision 0035); whether anybody is, is asked once.
 */
export const nextChanges = `
  SELECT n, at, kind, body, link, bytes FROM (
    SELECT n, at, kind, body, link, octet_length(body) AS bytes, sum(octet_length(body)) OVER (ORDER BY n) AS total
    FROM (
      SELECT n, at, kind, link,
        CASE WHEN (SELECT EXISTS (SELECT FROM customer_away WHERE team = $1)) AND kind || key NOT SIMILAR TO 'record(away|erased):%' AND (
          SELECT true FROM customer_away AS a WHERE a.team = $1 AND a.customer_id = change.customer_id LIMIT 1) THEN '' ELSE body END AS body
      FROM change WHERE team = $1 AND n > $2 AND n <= $2 + $3::bigint
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
  const head = JSON.stringify({ team, epoch, from, to: last?.n, count: rows.length, link: last?.link });
  const changes = rows.map(({ n, at, kind, body, link }) =>
    body === '' ? `{"n":${n},"at":${at},"erased":"${link}"}` : `{"n":${n},"at":${at},"${kind}":${body}}`,
  );
  return `${head.slice(0, -1)},"changes":[${changes.join(',')}]}`;
}
