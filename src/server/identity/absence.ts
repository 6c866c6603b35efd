import type { Pool, PoolClient } from 'pg';
import { type AbsenceAsk, type AbsenceRecord, absenceRecord, mostLater } from '#shared/absence/records.ts';
import { asRecorded, notOver, saidIn, withAway, withoutAway } from '#shared/absence/said.ts';
import { asCentre } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { type Keyed, keyOf, readRecord } from '../records/read.ts';
import { upsertRecords } from '../records/upsert.ts';
import type { Requester } from './requester.ts';

type Client = Pick<PoolClient, 'query'>;

const teamsSql = `
  SELECT t.team, t.person FROM person_team AS t JOIN person AS p ON p.id = t.person
  WHERE p.active AND t.person = ANY($1)`;

const absenceSql = 'SELECT body FROM record_now WHERE key = $1 LIMIT 1';

/**
 * Somebody is away, or back: written into each team of theirs, from which it flows to every desk. What is said of other days stays, until it is
 * over. `who` asks: of others only those who work for a team of theirs. Throws ProblemError `not-found`, and `bad-input` where the stand-in
 * works for none of the person's teams, or more is said than can be kept.
 */
export async function putAbsence(
  { pool, now }: { pool: Pool; now: () => number },
  id: string,
  { away, from }: AbsenceAsk,
  who: Requester,
): Promise<AbsenceRecord> {
  return asCentre(pool, async (client) => {
    // One change of people at a time, as an admin's: who is to stand in may be leaving just now.
    await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE');
    const standIn = away?.standIn ?? null;
    const { rows } = await client.query<{ team: string; person: string }>(teamsSql, [[id, standIn ?? id]]);
    const teams = rows.filter(({ person }) => person === id).map(({ team }) => team);
    const isTheirs = id === who.person.id || teams.some((team) => who.teams.includes(team));
    if (teams.length === 0 || !isTheirs)
      throw new ProblemError('not-found', 'There is no such person in your teams.');
    const shares = rows.some(({ person, team }) => person === standIn && teams.includes(team));
    if (standIn !== null && (standIn === id || !shares))
      throw new ProblemError('bad-input', '/away/standIn: works for none of their teams.');
    const at = now();
    const before = await absenceOf(client, id);
    const known = before ? saidIn(before) : [];
    const coming = notOver(known, at);
    const next = away === null ? withoutAway(coming, from) : withAway(coming, away);
    if (next.length > 1 + mostLater)
      throw new ProblemError('bad-input', `/away: no more than ${1 + mostLater} absences of one person.`);
    const said: AbsenceRecord = { type: 'absence', id, ...asRecorded(next), at, by: who.person.id };
    if (JSON.stringify(known) === JSON.stringify(next)) return before ?? said;
    const keyed = keyedOf(said);
    const upserted = await upsertRecords(client, [keyed], { orders: new Map(), moved: 'refuse' });
    await upserted.number(at);
    return keyed.record;
  });
}

/** What goes with a person's own record into the teams that they are moved to. */
export async function absenceWith(client: Client, id: string): Promise<Keyed[]> {
  const known = await absenceOf(client, id);
  return known === null ? [] : [keyedOf(known)];
}

async function absenceOf(client: Client, id: string): Promise<AbsenceRecord | null> {
  const { rows } = await client.query<{ body: string }>(absenceSql, [keyOf({ type: 'absence', id })]);
  return rows[0] ? absenceRecord.parse(JSON.parse(rows[0].body)) : null;
}

function keyedOf(record: AbsenceRecord): { key: string; record: AbsenceRecord } {
  const read = readRecord(record);
  if ('why' in read || read.record.type !== 'absence')
    throw new ProblemError('bad-input', 'A text holds a character that cannot be kept.');
  return { key: read.key, record: read.record };
}
