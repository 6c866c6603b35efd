import type { Db } from '../database.ts';

/** The last key of the piece before (`after0`, …) and of this one (`upTo0`, …). */
export type Bounds = { [name: string]: unknown };

/** A table of a chunk, the columns by which it is cut, and what moves a piece of it: `where` names its rows with the bounds. */
export type Table = {
  name: string;
  key: readonly string[];
  move(where: string): (bounds: Bounds) => void;
};

/** Moves about so many of a table's next rows; returns whether there are more. */
export type Mover = (rows: number) => boolean;

/** Cuts a table by its key: a piece is a range of the store's pages, and no longer than somebody may wait. */
export function moverOf(chunk: Db, { name, key, move }: Table): Mover {
  const columns = key.join(', ');
  const after = `(${columns}) > (${key.map((_, index) => `:after${index}`).join(', ')})`;
  const upTo = `(${columns}) <= (${key.map((_, index) => `:upTo${index}`).join(', ')})`;
  const ends = ['true', after].map((where) =>
    chunk
      .prepare<[Bounds], unknown[]>(
        `SELECT ${columns} FROM main.${name} WHERE ${where} ORDER BY ${columns} LIMIT 1 OFFSET :rows`,
      )
      .raw(),
  );
  const moves = ['true', upTo, after, `${after} AND ${upTo}`].map(move);
  let last: unknown[] | null = null;

  return (rows) => {
    const from = named('after', last);
    const isFirst = last === null;
    const end = ends[isFirst ? 0 : 1]?.get({ ...from, rows }) ?? null;
    moves[(isFirst ? 0 : 2) + (end === null ? 0 : 1)]?.({ ...from, ...named('upTo', end) });
    last = end;
    return end !== null;
  };
}

function named(prefix: string, values: readonly unknown[] | null): Bounds {
  return Object.fromEntries((values ?? []).map((value, index) => [`${prefix}${index}`, value]));
}
