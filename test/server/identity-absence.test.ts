import { expect, test } from 'vitest';
import type { AbsenceRecord } from '#shared/absence/records.ts';
import { poolOf } from './centre.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

// lucia works for day, mateo for night and day, ines answers for both, nuria is an admin of day.

const away = { from: '2026-12-01', until: '2026-12-04', zone: 'Europe/Madrid', why: null, standIn: null };

async function centre() {
  const url = await staffedDatabase();
  const { app, signIn } = await centreOn(url);
  const pool = poolOf(url);
  const put = async (login: string, path: string, payload: object) =>
    app.inject({
      method: 'PUT',
      url: path,
      headers: { authorization: `Bearer ${(await signIn(login)).token}` },
      payload,
    });
  const say = (login: string, person: string, what: object | null) =>
    put(login, `/people/${person}/absence`, { away: what });
  /** What was numbered, team by team. */
  async function told(): Promise<(Pick<AbsenceRecord, 'id' | 'away' | 'by'> & { team: string })[]> {
    const { rows } = await pool.query<{ team: string; body: string }>(
      "SELECT team, body FROM change WHERE key LIKE 'absence:%' ORDER BY team, n",
    );
    return rows.map(({ team, body }) => {
      const { id, away, by } = JSON.parse(body) as AbsenceRecord;
      return { team, id, away, by };
    });
  }
  return { put, say, told };
}

test('somebody says that they are away and who stands in, and that they are back; every team of theirs hears it', async () => {
  const { say, told } = await centre();
  const ask = { ...away, standIn: 'lucia' };
  const answer = await say('mateo', 'mateo', ask);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ id: 'mateo', away: ask, by: 'mateo' });
  // The same again is no news.
  await say('mateo', 'mateo', ask);
  await say('ines', 'mateo', null);
  expect(await told()).toEqual(
    ['day', 'night'].flatMap((team) => [
      { team, id: 'mateo', away: ask, by: 'mateo' },
      { team, id: 'mateo', away: null, by: 'ines' },
    ]),
  );
});

test('it is said for somebody else by who answers for their team, and by nobody else', async () => {
  const { say, put, told } = await centre();
  expect((await say('lucia', 'mateo', away)).statusCode).toBe(403);
  expect((await say('ines', 'nobody', away)).statusCode).toBe(404);
  await put('nuria', '/people/mateo', {
    login: 'mateo@casalumbre.example',
    name: 'Mateo',
    role: 'agent',
    active: true,
    teams: ['night'],
  });
  expect((await say('nuria', 'mateo', away)).statusCode).toBe(404);
  expect((await say('ines', 'mateo', { ...away, standIn: 'lucia' })).statusCode).toBe(400);
  expect((await say('ines', 'mateo', { ...away, standIn: 'mateo' })).statusCode).toBe(400);
  expect((await say('ines', 'mateo', { ...away, until: '2026-11-01' })).statusCode).toBe(400);
  expect(await told()).toEqual([]);
});

test('an absence goes with its person to another team, and nobody who left is away', async () => {
  const { say, put, told } = await centre();
  const lucia = {
    login: 'lucia@casalumbre.example',
    name: 'Lucía',
    role: 'agent',
    active: true,
    teams: ['night'],
  };
  await say('lucia', 'lucia', away);
  await put('nuria', '/people/lucia', lucia);
  expect(await told()).toEqual(['day', 'night'].map((team) => ({ team, id: 'lucia', away, by: 'lucia' })));
  await put('nuria', '/people/lucia', { ...lucia, active: false });
  expect((await say('ines', 'lucia', null)).statusCode).toBe(404);
});

test('several absences stand beside one another, said by several people at once too; each is taken back alone', async () => {
  const { say, put, told } = await centre();
  const on = (from: string, until: string) => ({ ...away, from, until });
  const [spring, summer, autumn] = [
    on('2098-03-01', '2098-03-05'),
    on('2098-07-01', '2098-07-20'),
    on('2098-10-01', '2098-10-02'),
  ] as const;
  await Promise.all([say('mateo', 'mateo', summer), say('ines', 'mateo', spring)]);
  const all = await say('mateo', 'mateo', autumn);
  expect(all.json()).toMatchObject({ away: spring, later: [summer, autumn] });
  // A longer one takes the place of what it covers.
  const longer = on('2098-07-10', '2098-07-31');
  expect((await say('ines', 'mateo', longer)).json()).toMatchObject({
    away: spring,
    later: [longer, autumn],
  });
  const took = await put('mateo', '/people/mateo/absence', { away: null, from: '2098-07-10' });
  expect(took.json()).toMatchObject({ away: spring, later: [autumn] });
  expect((await say('mateo', 'mateo', null)).json()).toMatchObject({ away: autumn });
  expect((await say('mateo', 'mateo', null)).json()).not.toHaveProperty('later');
  const last = (await told()).filter(({ team }) => team === 'night').at(-1);
  expect(last).toMatchObject({ id: 'mateo', away: null });
});
