import type { Pool } from 'pg';
import { nameOf, type PublishAsk, type RulesRecord, rulesId, rulesRecord } from '#shared/rules/records.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { inTeams } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { lockForWriting } from './lock.ts';
import { readRecord } from './read.ts';
import { upsertRecords } from './upsert.ts';

const newestSql = 'SELECT body FROM record_now WHERE team = $1 AND key = $2';

/**
 * Publishes a page of a team's rules as its next version, to every desk of the team.
 * @param teams those of whoever publishes
 * @throws ProblemError conflict, when somebody published another version than the one that the person saw
 */
export async function publishRules(
  pool: Pool,
  team: string,
  { from, content }: PublishAsk,
  { by, teams, now }: { by: Doer; teams: readonly string[]; now: () => number },
): Promise<RulesRecord> {
  const name = nameOf(content);
  const id = rulesId(team, name);
  return inTeams(pool, teams, async (client) => {
    await lockForWriting(client);
    await client.query('SELECT FROM team WHERE team = $1 FOR UPDATE', [team]);
    // A statement of its own: it sees what whoever held the lock has written.
    const { rows } = await client.query<{ body: string }>(newestSql, [team, `rules:${id}`]);
    const before = rows[0] ? rulesRecord.parse(JSON.parse(rows[0].body)) : null;
    if ((before?.version ?? 0) !== from)
      throw new ProblemError('conflict', 'Somebody else has published a newer version meanwhile.');
    const at = now();
    const next = { type: 'rules' as const, id, team, name, version: from + 1, at, by: by.person, content };
    const keyed = readRecord(next);
    if ('why' in keyed) throw new ProblemError('bad-input', 'A text holds a character that cannot be kept.');
    await noteAct(client, by, {
      what: 'rules.published',
      target: `rules:${id}`,
      // What stands in them is in the team's stream, every version.
      before: before === null ? null : { team, name, version: from },
      after: { team, name, version: next.version },
    });
    const upserted = await upsertRecords(client, [keyed], { orders: new Map(), moved: 'refuse' });
    await upserted.number(at);
    return next;
  });
}
