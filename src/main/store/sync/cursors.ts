import { type Link, noLink, thinned } from '#shared/sync/chain.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import type { Cursor } from '#shared/sync/exchange.ts';
import type { Db } from '../database.ts';
import { remembered } from './account.ts';

export type Cursors = Pick<
  DeskBook,
  'cursors' | 'cursor' | 'setCursor' | 'checkpoints' | 'addCheckpoint' | 'bareUntil' | 'setBareUntil'
> & {
  forget(team: string): void;
};

/** Thinning reads all of a team's checkpoints, so it is done once for so many new ones. */
const thinEvery = 256;

/** What a shop's file or the demo numbered here has no chain, and is nothing to a centre. */
const numberedByCentre = `NOT (n > 0 AND link = '${noLink}')`;

const bareOf = (team: string): string => `bare:${team}`;

/** Where this desk stands, and where it stood before. */
export function cursors(db: Db): Cursors {
  const all = db.prepare<[], Cursor>(
    `SELECT team, nullif(epoch, '') AS epoch, n, link FROM cursor WHERE ${numberedByCentre} ORDER BY team`,
  );
  const one = db.prepare<[string], Cursor>(
    `SELECT team, nullif(epoch, '') AS epoch, n, link FROM cursor WHERE team = ? AND ${numberedByCentre}`,
  );
  const { get, set, drop } = remembered(db);
  const setOne = db.prepare('INSERT OR REPLACE INTO cursor (team, epoch, n, link) VALUES (?, ?, ?, ?)');
  const dropOne = db.prepare('DELETE FROM cursor WHERE team = ?');
  const points = db.prepare<[string], { n: number; link: Link }>(
    'SELECT n, link FROM checkpoint WHERE team = ? ORDER BY n DESC',
  );
  const add = db.prepare('INSERT OR REPLACE INTO checkpoint (team, n, link) VALUES (?, ?, ?)');
  const count = db.prepare('SELECT count(*) FROM checkpoint WHERE team = ?').pluck();
  const dropPoint = db.prepare('DELETE FROM checkpoint WHERE team = ? AND n = ?');
  const dropPoints = db.prepare('DELETE FROM checkpoint WHERE team = ?');

  return {
    cursors: () => all.all(),
    cursor: (team) => one.get(team) ?? null,
    setCursor: ({ team, epoch, n, link }) => void setOne.run(team, epoch ?? '', n, link),
    checkpoints: (team) => thinned(points.all(team)),
    addCheckpoint(team, { n, link }) {
      add.run(team, n, link);
      if (Number(count.get(team)) % thinEvery !== 0) return;
      const before = points.all(team);
      const kept = new Set(thinned(before).map((point) => point.n));
      for (const point of before) if (!kept.has(point.n)) dropPoint.run(team, point.n);
    },
    bareUntil: (team) => (get(bareOf(team)) ?? null) as ReturnType<DeskBook['bareUntil']>,
    setBareUntil: (team, point) => (point === null ? drop(bareOf(team)) : set(bareOf(team), point)),
    forget(team) {
      drop(bareOf(team));
      dropOne.run(team);
      dropPoints.run(team);
    },
  };
}
