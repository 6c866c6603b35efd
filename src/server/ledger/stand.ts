import type { Pool } from 'pg';
import type { Link } from '#shared/sync/chain.ts';
import type { Cursor, ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import { ancestorOf, standing } from '#shared/sync/ledger.ts';
import type { Requester } from '../identity/requester.ts';
import type { Heads } from './heads.ts';

/** Where a desk stands with each of its person's teams. */
export type Stands = {
  /** Teams with something to send, and from where on. */
  behind: Map<string, number>;
  level: Map<string, number>;
  /** Teams whose link is not in this ledger. */
  parted: Cursor[];
};

/** From memory alone where the desk is level with the head. A team without a cursor begins at 0. */
export async function standOf(
  pool: Pool,
  heads: Heads,
  teams: readonly string[],
  cursors: readonly Cursor[],
): Promise<Stands> {
  const mine = cursors.filter(({ team }) => teams.includes(team));
  // Another process may have sent what this one has not heard of yet.
  if (!heads.isFresh() || mine.some(({ team, n }) => n > heads.of(team).n)) await heads.read();
  const asked = mine.filter(({ team, n }) => n > 0 && n !== heads.of(team).n);
  const links = await linksAt(pool, asked);
  const stands: Stands = { behind: new Map(), level: new Map(), parted: [] };
  for (const cursor of mine) {
    const { team, n } = cursor;
    const head = heads.of(team);
    const linkAt = n === head.n ? head.link : (links.get(`${n} ${team}`) ?? null);
    const stand = standing(cursor, head, linkAt);
    if (stand === 'unknown') stands.parted.push(cursor);
    else stands[stand].set(team, n);
  }
  const known = new Set(mine.map(({ team }) => team));
  for (const team of teams)
    if (!known.has(team)) stands[heads.of(team).n === 0 ? 'level' : 'behind'].set(team, 0);
  return stands;
}

async function linksAt(
  pool: Pool,
  points: readonly { team: string; n: number }[],
): Promise<Map<string, Link>> {
  if (points.length === 0) return new Map();
  const { rows } = await pool.query<{ team: string; n: number; link: Link }>(
    `SELECT c.team, c.n, c.link FROM unnest($1::text[], $2::bigint[]) AS p (team, n)
     JOIN change AS c ON c.team = p.team AND c.n = p.n`,
    [points.map(({ team }) => team), points.map(({ n }) => n)],
  );
  return new Map(rows.map(({ team, n, link }) => [`${n} ${team}`, link]));
}

/**
 * Finds out since when a desk and a ledger that was set back have differed, from the links that the desk remembers, and notes that they
 * parted: the admin is shown it, and the desk may bring back what was lost (witness.ts).
 */
export async function forksOf(
  pool: Pool,
  { parted, checkpoints }: { parted: readonly Cursor[]; checkpoints: ExchangeAsk['checkpoints'] },
  { who, epoch, now }: { who: Requester; epoch: string; now: number },
): Promise<ExchangeHead['forks']> {
  const forks: ExchangeHead['forks'] = [];
  for (const { team, n: deskN } of parted) {
    const remembered = checkpoints.find((one) => one.team === team);
    if (!remembered) {
      forks.push({ team, epoch, ancestor: null });
      continue;
    }
    const { points } = remembered;
    const links = await linksAt(
      pool,
      points.map(({ n }) => ({ team, n })),
    );
    const ancestor = ancestorOf(points, (n) => links.get(`${n} ${team}`) ?? null);
    await pool.query(
      'INSERT INTO fork (team, device, at, desk_n, ancestor) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [team, who.device, now, deskN, ancestor],
    );
    forks.push({ team, epoch, ancestor });
  }
  return forks;
}
