import type { Link } from '#shared/sync/chain.ts';
import { pageLength } from '#shared/sync/standing.ts';
import { type Connections, teamsOnly } from '../database/transaction.ts';

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
};

type Point = { n: number; link: Link };

/** Pages as JSON texts. `to`: what they reach; `bytes`: of the bodies. */
export type Pages = { pages: { text: string; count: number }[]; to: number; bytes: number };

/** `teams`: of whoever asks. */
export type PagesAsk = { team: string; teams: readonly string[]; epoch: string; from: number; room: number };

/** `seen`: rows as they may be told. */
const counted = (seen: string): string => `
  SELECT n, at, kind, body, link, bytes FROM (
    SELECT n, at, kind, body, link, octet_length(body) AS bytes, sum(octet_length(body)) OVER (ORDER BY n) AS total
    FROM (${seen}) AS seen
  ) AS next WHERE total - bytes < $4 ORDER BY n`;

const after = 'team = $1 AND n > $2 AND n <= $2 + $3::bigint';

/**
 * The next changes of a team after `$2`, at most `$3` of them and no more than `$4` bytes, but always one. None where anybody of the team ever fell
 * out: `nextHeld` then. Asked for both in one statement half of the time went into its plan.
 */
export const nextChanges = counted(
  `SELECT n, at, kind, link, body FROM change WHERE ${after} AND NOT EXISTS (
    SELECT FROM change AS p WHERE p.team = $1 AND p.kind = 'record' AND (p.key LIKE 'away:%' OR p.key LIKE 'back:%'))`,
);

/**
 * The same where somebody fell out. What was written about somebody who is away has no body (decision 0035), nor has what was written before
 * somebody fell out, or while they were away: who comes back brings it along. So a desk holds nothing of anybody by halves, wherever it stops. Of each
 * row it is asked once what it says (OFFSET 0: else the planner asks three times).
 */
export const nextHeld = counted(
  `SELECT n, at, kind, link,
    CASE WHEN kind || key NOT SIMILAR TO 'record(away|erased):%' AND (
      EXISTS (SELECT FROM customer_away AS a WHERE a.team = $1 AND a.customer_id = change.customer_id)
      OR EXISTS (SELECT FROM change AS p WHERE p.team = $1 AND p.customer_id = change.customer_id AND p.n > change.n AND p.kind = 'record'
        AND (p.key LIKE 'away:%' OR p.key LIKE 'back:%') AND (p.key LIKE 'away:%' OR p.key <> change.key))
    ) THEN '' ELSE body END AS body
  FROM change WHERE ${after} OFFSET 0`,
);

/** Where a team's stream ends. */
export const lastChange = 'SELECT n, link FROM change WHERE team = $1 ORDER BY n DESC LIMIT 1';

/**
 * The pages after a number, as many as `room` bytes hold. Bodies are put in as they stand in the ledger: nothing is parsed.
 * @throws Error when a number is missing, which the ledger does not do: a hole must never reach a desk
 */
export async function readPages(
  pool: Connections,
  { team, teams, epoch, from, room }: PagesAsk,
): Promise<Pages> {
  const db = teamsOnly(pool, teams);
  const rows: Row[] = [];
  let left = room;
  let sql = nextChanges;
  while (left > 0) {
    const last = rows.at(-1)?.n ?? from;
    const { rows: next } = await db.query<Row>(sql, [team, last, rowsAtOnce, left]);
    if (next.length === 0 && sql === nextChanges) {
      sql = nextHeld;
      continue;
    }
    for (const row of next) {
      if (row.n !== (rows.at(-1)?.n ?? from) + 1) throw new Error(`a number is missing after ${row.n}`);
      rows.push(row);
      left -= row.bytes;
    }
    if (next.length < rowsAtOnce) break;
  }
  // What makes rows be without a body stands at the team's head at the latest, as it is after they were read.
  const until = rows.some(isBare) ? ((await db.query<Point>(lastChange, [team])).rows[0] ?? null) : null;
  const pages: Pages['pages'] = [];
  const sizes = rows.map(({ bytes }) => bytes);
  for (let start = 0; start < rows.length; ) {
    const length = pageLength(sizes.slice(start, start + pageLimits.changes), pageLimits);
    pages.push({ text: pageText(team, epoch, rows.slice(start, start + length), until), count: length });
    start += length;
  }
  return { pages, to: rows.at(-1)?.n ?? from, bytes: room - left };
}

const isBare = ({ body }: Row): boolean => body === '';

function pageText(team: string, epoch: string, rows: readonly Row[], until: Point | null): string {
  const from = (rows[0]?.n ?? 1) - 1;
  const last = rows.at(-1);
  const head = JSON.stringify({
    ...{ team, epoch, from, to: last?.n, count: rows.length, link: last?.link },
    ...(until !== null && rows.some(isBare) ? { until } : {}),
  });
  const changes = rows.map(({ n, at, kind, body, link }) =>
    body === '' ? `{"n":${n},"at":${at},"erased":"${link}"}` : `{"n":${n},"at":${at},"${kind}":${body}}`,
  );
  return `${head.slice(0, -1)},"changes":[${changes.join(',')}]}`;
}
