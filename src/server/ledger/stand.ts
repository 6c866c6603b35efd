import type { Pool } from 'pg';
import type { Link } from '#shared/sync/chain.ts';
import type { Cursor, ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import { ancestorOf, standing } from '#shared/sync/standing.ts';
import { type Asked, teamsOnly } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';
import type { Heads } from './heads.ts';

/** Where a desk stands with each of its person's teams. */
export type Stands = {
  /** Teams whose chain is the desk's, and how far it has them. Nothing yet: 0. */
  at: Map<string, number>;
  /** Cursors whose link is not in this ledger. */
  parted: Cursor[];
};

/** From memory alone where the desk is at the head. Of a team without a cursor the desk has nothing. */
export async function standOf(
  pool: Pool,
  heads: Heads,
  teams: readonly string[],
  cursors: readonly Cursor[],
): Promise<Stands> {
  if (!heads.isFresh()) await heads.read();
  const byTeam = new Map(cursors.map((cursor) => [cursor.team, cursor]));
  const mine = teams.flatMap((team) => byTeam.get(team) ?? []);
  const links = await linksOf(teamsOnly(pool, teams), heads, mine);
  const stands: Stands = { at: new Map(teams.map((team) => [team, 0])), parted: [] };
  for (const [index, cursor] of mine.entries()) {
    if (standing(cursor, heads.of(cursor.team), links[index] ?? null) === 'unknown')
      stands.parted.push(cursor);
    else stands.at.set(cursor.team, cursor.n);
  }
  for (const { team } of stands.parted) stands.at.delete(team);
  return stands;
}

/** The ledger's links at cursors. Heads move while the database is asked: what memory says is looked up before. */
async function linksOf(db: Asked, heads: Heads, cursors: readonly Cursor[]): Promise<(Link | null)[]> {
  const known = cursors.map(({ team, n }) => {
    const head = heads.of(team);
    return n === head.n ? head.link : heads.linkAt(team, n);
  });
  // Also above the head: another process may have sent what this one has not heard of yet.
  const asked = cursors.filter(({ n }, index) => n > 0 && known[index] === null);
  const links = await linksAt(db, asked);
  return cursors.map(({ team, n }, index) => known[index] ?? links.get(`${n} ${team}`) ?? null);
}

export const linksOfPoints = `
  SELECT c.team, c.n, c.link FROM unnest($1::text[], $2::bigint[]) AS p (team, n)
  JOIN change AS c ON c.team = p.team AND c.n = p.n`;

async function linksAt(
  db: Asked,
  points: readonly { team: string; n: number }[],
): Promise<Map<string, Link>> {
  if (points.length === 0) return new Map();
  const { rows } = await db.query<{ team: string; n: number; link: Link }>(linksOfPoints, [
    points.map(({ team }) => team),
    points.map(({ n }) => n),
  ]);
  return new Map(rows.map(({ team, n, link }) => [`${n} ${team}`, link]));
}

/**
 * Finds out since when a desk and a ledger that was set back have differed, from the links that the desk remembers, and notes that they
 * parted: the admin is shown it, and the desk may bring back what was lost (witness.ts).
 */
export async function forksOf(
  pool: Pool,
  parted: readonly Cursor[],
  checkpoints: ExchangeAsk['checkpoints'],
  { who, epoch, now }: { who: Requester; epoch: string; now: number },
): Promise<ExchangeHead['forks']> {
  const db = teamsOnly(pool, who.teams);
  const forks: ExchangeHead['forks'] = [];
  for (const { team, n: deskN } of parted) {
    const remembered = checkpoints.find((one) => one.team === team);
    if (!remembered) {
      forks.push({ team, epoch, ancestor: null });
      continue;
    }
    const { points } = remembered;
    const links = await linksAt(
      db,
      points.map(({ n }) => ({ team, n })),
    );
    const ancestor = ancestorOf(points, (n) => links.get(`${n} ${team}`) ?? null);
    await db.query(
      'INSERT INTO fork (team, device, at, desk_n, ancestor) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [team, who.device, now, deskN, ancestor],
    );
    forks.push({ team, epoch, ancestor });
  }
  return forks;
}
