import type { Pool } from 'pg';
import type { Act, ActsAnswer, ActsQuery } from '#shared/sync/acts.ts';

const pageSize = 100;
/** The newest there can be. */
const end = `${Number.MAX_SAFE_INTEGER}`;

/** A page of acts, the newest first. */
export async function listActs(pool: Pool, query: ActsQuery): Promise<ActsAnswer> {
  const [at, id] = (query.before ?? `${end}-${end}`).split('-').map(Number);
  const values = [at, id, query.from ?? 0, query.to ?? Number.MAX_SAFE_INTEGER, pageSize + 1];
  const named = [query.person, query.target].filter((one) => one !== undefined);
  const { rows } = await pool.query<Act>(actsSql(query), [...values, ...named]);
  const acts = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? acts.at(-1) : undefined;
  return { acts, next: last ? `${last.at}-${last.id}` : null };
}

/** A condition for each filter that is given, so that each question has its own index. */
export function actsSql({ person, target }: Pick<ActsQuery, 'person' | 'target'>): string {
  const wanted = [...(person === undefined ? [] : ['person']), ...(target === undefined ? [] : ['target'])];
  const named = wanted.map((column, index) => `${column} = $${index + 6} AND `).join('');
  return `SELECT id, at, person, device, what, target, before, after FROM admin_act
    WHERE ${named}(at, id) < ($1, $2) AND at >= $3 AND at < $4 ORDER BY at DESC, id DESC LIMIT $5`;
}
