import type { Pool, PoolClient } from 'pg';
import type { Skill } from '#shared/skills.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { asCentre } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { readRecord } from '../records/read.ts';
import { upsertRecords } from '../records/upsert.ts';

type Client = Pick<PoolClient, 'query'>;

/** The company's list, in its order. */
export async function listSkills(client: Client): Promise<Skill[]> {
  const { rows } = await client.query<{ id: string; en: string; es: string }>(
    'SELECT id, en, es FROM skill ORDER BY position',
  );
  return rows.map(({ id, ...name }) => ({ id, name }));
}

/**
 * Replaces the list, with its record in every team's stream. Throws ProblemError `bad-input` where somebody still has a skill that is not in it.
 * `now`: the ledger's clock, ms.
 */
export async function putSkills(
  pool: Pool,
  skills: readonly Skill[],
  { by, now }: { by: Doer; now: () => number },
): Promise<Skill[]> {
  return asCentre(pool, async (client) => {
    // As whoever changes people: nobody gets a skill while it is taken away.
    await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE');
    const had = await client.query('SELECT 1 FROM person WHERE NOT skills <@ $1 LIMIT 1', [
      skills.map(({ id }) => id),
    ]);
    if (had.rowCount !== 0)
      throw new ProblemError('bad-input', '/skills: somebody still has one that is not in the list.', {
        why: 'skill-in-use',
      });
    const before = await listSkills(client);
    await client.query('DELETE FROM skill');
    await client.query(
      `INSERT INTO skill (id, en, es, position)
       SELECT u.id, u.en, u.es, u.position
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS u (id, en, es, position)`,
      [skills.map(({ id }) => id), skills.map(({ name }) => name.en), skills.map(({ name }) => name.es)],
    );
    await noteAct(client, by, {
      what: 'skills.changed',
      target: 'skills:company',
      before: { skills: before },
      after: { skills: [...skills] },
    });
    await tellSkills(client, now());
    return [...skills];
  });
}

/**
 * The list's record, numbered in every team where it is new: also in a team that was made a moment ago. Last in the transaction: it locks the
 * teams' heads.
 */
export async function tellSkills(client: Client, at: number): Promise<void> {
  const skills = await listSkills(client);
  if (skills.length === 0 && !(await isTold(client))) return;
  const read = readRecord({ type: 'skills', id: 'company', skills });
  if (!('record' in read)) throw new ProblemError('bad-input', '/skills: a name is not a text.');
  const upserted = await upsertRecords(client, [read], { orders: new Map(), moved: 'refuse' });
  await upserted.number(at);
}

/** Whoever never had a list is told of none. */
async function isTold(client: Client): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM record_now WHERE key = 'skills:company' LIMIT 1");
  return rowCount !== 0;
}
