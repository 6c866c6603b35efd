import { beforeAll, expect, test } from 'vitest';
import { demoPassword } from '#server/demo.ts';
import { nextLink, noLink } from '#shared/sync/chain.ts';
import { demoPages } from '#shops/demo/demo.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { sha256, streamOf } from './desk.ts';
import { ask, runMain } from './main-run.ts';
import { staffedDatabase } from './staffed.ts';

const signIn = (address: string, login: string) =>
  ask(address, '/sign-in', { body: { login, password: demoPassword, device: null, deviceName: 'desk' } });

let url = '';
beforeAll(async () => {
  url = await freshDatabase();
});

test('the demo company moves in once: a fill that is killed goes on with its own now, also with another process at it', async () => {
  const first = runMain({ DATABASE_URL: url }, ['--demo']);
  // It says each quarter that it passes; how much of a quarter one page is changes with the company's history.
  await first.says(/moves in: \d+ %/);
  first.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  const pool = poolOf(url);
  const { rows: killed } = await pool.query<{ anchor: number; pages: number; complete: boolean }>(
    'SELECT * FROM demo',
  );
  expect(killed[0]).toMatchObject({ complete: false });
  expect(killed[0]?.pages).toBeGreaterThan(0);

  // A gentle end comes in the middle as well, between two pages.
  const second = runMain({ DATABASE_URL: url }, ['--demo']);
  await second.says(/moves in: [5-7]\d %/);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(second.out()).not.toMatch(/100 %|listens/);

  const both = [runMain({ DATABASE_URL: url }, ['--demo']), runMain({ DATABASE_URL: url }, ['--demo'])];
  const [address = '', other = ''] = await Promise.all(both.map((run) => run.listens));
  const { rows: done } = await pool.query('SELECT anchor, complete FROM demo');
  expect(done).toEqual([{ anchor: killed[0]?.anchor, complete: true }]);

  const pages = [...demoPages({ seed: 1, anchor: killed[0]?.anchor ?? 0 })];
  const told = pages.flatMap(({ changes }) =>
    changes.map((change) =>
      'event' in change ? change.event.id : `${change.record.type}:${change.record.id}`,
    ),
  );
  const stream = await streamOf(pool, 'casalumbre');
  expect(stream.map(({ key }) => key).sort()).toEqual(told.sort());
  expect(stream.map(({ n }) => n)).toEqual(told.map((_, index) => index + 1));
  const link = stream.reduce((before, { body }) => nextLink(sha256, before, body), noLink);
  expect(stream.at(-1)?.link).toBe(link);
  const events = new Map(
    pages.flatMap(({ changes }) =>
      changes.flatMap((one) => ('event' in one ? [[one.event.id, one.event]] : [])),
    ),
  );
  for (const { key, body } of stream) if (events.has(key)) expect(JSON.parse(body)).toEqual(events.get(key));
  const counts = await pool.query<{ records: number; customers: number }>(
    'SELECT (SELECT count(*) FROM record_now) AS records, (SELECT count(*) FROM customer_team) AS customers',
  );
  const kinds = Map.groupBy(told, (key) => key.split(':')[0]);
  expect(counts.rows[0]?.customers).toBe(kinds.get('customer')?.length);
  expect(counts.rows[0]?.records).toBe(stream.length - events.size);

  // Everybody whom the list names can be played, at either process.
  const { body } = await ask(address, '/demo/people');
  const { people, password } = body as {
    people: { id: string; login: string; role: string }[];
    password: string;
  };
  expect(password).toBe(demoPassword);
  expect(people.map(({ id, role }) => `${id} ${role}`)).toEqual([
    'lucia agent',
    'mateo agent',
    'ines supervisor',
    'nuria admin',
  ]);
  for (const { id, login } of people)
    expect((await signIn(other, login)).body).toMatchObject({
      person: { id },
      company: 'Casa Lumbre',
      teams: [{ id: 'casalumbre' }],
    });
  expect(both.every((run) => !/password/.test(run.out()))).toBe(true);
});

test('the password that everybody knows opens only a demo', async () => {
  const demo = runMain({ DATABASE_URL: url }, ['--demo']);
  const address = await demo.listens;
  expect((await signIn(address, 'nuria')).status).toBe(200);
  const nuria = (await signIn(address, 'nuria')).body as { token: string };
  demo.kill('SIGTERM');
  expect(await demo.ended).toBe(0);

  const plain = runMain({ DATABASE_URL: url });
  const there = await plain.listens;
  expect(await signIn(there, 'nuria')).toMatchObject({ status: 401, body: { code: 'sign-in' } });
  expect((await ask(there, '/demo/people')).status).toBe(404);
  const person = {
    login: 'x',
    name: 'X',
    role: 'agent',
    active: true,
    teams: ['casalumbre'],
    password: demoPassword,
  };
  const made = await ask(there, '/people/x', { method: 'PUT', body: person, token: nuria.token });
  expect(made).toMatchObject({ status: 400, body: { sentence: '/password: everybody knows this one.' } });
});

test("a database with a company in it does not become the demo's", async () => {
  const run = runMain({ DATABASE_URL: await staffedDatabase() }, ['--demo']);
  expect(await run.ended).toBe(1);
  expect(run.log()).toBe('This database holds a company of its own; the demo needs an empty one.\n');
});
