import type { Pool, PoolClient } from 'pg';
import { byItself } from '#shared/promise/fold.ts';
import type { PersonAsk, PersonView } from '#shared/sync/accounts.ts';
import { loginOf } from '#shared/sync/identity.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { asCentre } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { readRecord } from '../records/read.ts';
import { upsertRecords } from '../records/upsert.ts';
import { absenceWith } from './absence.ts';
import { mustBeGood } from './new-password.ts';
import type { Passwords } from './passwords.ts';
import { endDevicesOf, tellAll } from './sign-in.ts';
import { listSkills } from './skills.ts';

type Client = Pick<PoolClient, 'query'>;

const pageSize = 500;

/** A page of people in the order of logins, after a login. */
export async function listPeople(
  pool: Pool,
  after: string,
): Promise<{ people: PersonView[]; more: boolean }> {
  const { rows } = await pool.query<PersonView>(listPeopleSql, [after, pageSize + 1]);
  return { people: rows.slice(0, pageSize), more: rows.length > pageSize };
}

const viewSql = `SELECT p.id, p.login, p.name, p.role, p.skills, p.level, p.active,
    ARRAY(SELECT t.team FROM person_team AS t WHERE t.person = p.id ORDER BY t.home DESC, t.team) AS teams
  FROM person AS p`;

export const listPeopleSql = `${viewSql} WHERE p.login > $1 ORDER BY p.login LIMIT $2`;

export type PeopleParts = {
  pool: Pool;
  passwords: Passwords;
  company: string;
  /** A password that is published; nobody here may have it. */
  refused: string | null;
  /** The company's own identity provider, where there is one: people may have no password here. */
  provider: object | null;
  now: () => number;
};

/**
 * Makes a person or brings them to what is asked, with their record in the streams of their teams, in one transaction. A new password or
 * the end of the account ends everything that their devices were given. Throws ProblemError `bad-input`.
 */
export async function putPerson(
  parts: PeopleParts,
  id: string,
  ask: PersonAsk,
  by: Doer,
): Promise<PersonView> {
  // What ends by itself is theirs: nobody may be it (shared/promise/fold.ts).
  if (id === byItself) throw new ProblemError('bad-input', '/id: this id is taken by Hilo itself.');
  const { password: typed, ...rest } = ask;
  const said = { ...rest, id, login: loginOf(ask.login), teams: [...new Set(ask.teams)] };
  if (typed !== undefined) await mustBeGood(parts, said, typed);
  const password = typed === undefined ? null : await parts.passwords.hash(typed);
  return asCentre(parts.pool, async (client) => {
    // One admin's work at a time: two who end each other at once would leave nobody.
    await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE');
    const before = await personNow(client, id);
    const view = await whole(client, said, before);
    await checkTeams(client, view.teams);
    await writePerson(client, view, password, parts.provider !== null);
    await writeTeams(client, id, view.teams);
    await someAdminIsLeft(client);
    await noteAct(client, by, {
      what: before === null ? 'person.made' : 'person.changed',
      target: `person:${id}`,
      before,
      after: before !== null && password !== null ? { ...view, newPassword: true } : view,
    });
    if (password !== null || !view.active) await endDevicesOf(client, id);
    else await tellAll(client);
    await tellStreams(client, view, parts.now());
    return view;
  });
}

async function personNow(client: Client, id: string): Promise<PersonView | null> {
  const { rows } = await client.query<PersonView>(`${viewSql} WHERE p.id = $1`, [id]);
  return rows[0] ?? null;
}

/** With what was left out as it is, and skills in the order of the company's list. */
async function whole(
  client: Client,
  { skills: asked, level, ...said }: Omit<PersonAsk, 'password'> & { id: string },
  before: PersonView | null,
): Promise<PersonView> {
  const wanted = new Set(asked ?? before?.skills);
  const skills = (await listSkills(client)).map(({ id }) => id).filter((id) => wanted.has(id));
  if (skills.length !== wanted.size) throw new ProblemError('bad-input', '/skills: there is no such skill.');
  return { ...said, skills, level: level ?? before?.level ?? 1 };
}

async function checkTeams(client: Client, teams: readonly string[]): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM team WHERE team = ANY($1)', [teams]);
  if (rowCount !== teams.length) throw new ProblemError('bad-input', '/teams: there is no such team.');
}

async function writePerson(
  client: Client,
  person: PersonView,
  password: string | null,
  maybeNone: boolean,
): Promise<void> {
  const { id, login, name, role, active, skills, level } = person;
  const taken = await client.query('SELECT 1 FROM person WHERE login = $1 AND id <> $2', [login, id]);
  if (taken.rowCount !== 0)
    throw new ProblemError('bad-input', '/login: somebody else has it.', { why: 'login-taken' });
  const changed = await client.query(
    `UPDATE person SET login = $2, name = $3, role = $4, active = $5, skills = $6, level = $7,
       password = coalesce($8, password), one_time = one_time AND $8 IS NULL WHERE id = $1`,
    [id, login, name, role, active, skills, level, password],
  );
  if (changed.rowCount !== 0) return;
  if (password === null && !maybeNone)
    throw new ProblemError('bad-input', '/password: a new person needs one.');
  await client.query(
    `INSERT INTO person (id, login, name, role, active, skills, level, password)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, login, name, role, active, skills, level, password],
  );
}

async function writeTeams(client: Client, id: string, teams: readonly string[]): Promise<void> {
  await client.query('DELETE FROM person_team WHERE person = $1', [id]);
  await client.query(
    `INSERT INTO person_team (person, team, home)
     SELECT $1, u.team, u.ordinal = 1 FROM unnest($2::text[]) WITH ORDINALITY AS u (team, ordinal)`,
    [id, teams],
  );
}

/** A centre without an admin could never be given one again. */
async function someAdminIsLeft(client: Client): Promise<void> {
  const { rowCount } = await client.query(`SELECT 1 FROM person WHERE role = 'admin' AND active LIMIT 1`);
  if (rowCount === 0) throw new ProblemError('bad-input', 'At least one admin stays.', { why: 'last-admin' });
}

/**
 * The person's record, numbered in every team of theirs where it is new, and in those that they left; with it, in new ones, that they are
 * away. Last in the transaction: it locks the teams' heads.
 */
async function tellStreams(client: Client, { login: _, ...person }: PersonView, at: number): Promise<void> {
  const read = readRecord({ type: 'person', ...person });
  if (!('record' in read)) throw new ProblemError('bad-input', '/name is not a text.');
  const records = [read, ...(await absenceWith(client, person.id))];
  const upserted = await upsertRecords(client, records, { orders: new Map(), moved: 'refuse' });
  await upserted.number(at);
}
