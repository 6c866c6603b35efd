import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFor, asks, showing } from './access-asks.ts';
import { type Asker, accessTable, askers, type Row, routesOf, withoutNames } from './access-table.ts';
import { canary, openWorld, type World } from './access-world.ts';

let world: World;
/** The test's own mistake, while it lasts: requesters are taken for people of both teams, as if no query asked for their teams. */
let isUnfiltered = false;

beforeAll(async () => {
  world = await openWorld((who) => (isUnfiltered ? { ...who, teams: ['day', 'night'] } : who));
});
afterAll(() => world.close());

const table = accessTable();

/** What is wrong with a cell's answer; null: nothing. */
async function look(row: Row, asker: Asker): Promise<string | null> {
  const expected = row.statuses[askers.indexOf(asker)];
  const team = row.of === 'other' || row.of === 'mixed' ? 'night' : 'day';
  const asking = { world, asker, of: row.of, team, named: row.of === 'mixed' ? 'day' : team } as const;
  const { status, text } = await world.say(world.tokenOf(asker), await askFor(row.route, asking));
  if (status !== expected)
    return `${row.name} ${asker}: ${status} instead of ${expected} ${text.slice(0, 200)}`;
  if (text.includes(canary.night)) return `${row.name} ${asker}: told what the other team has`;
  if (row.route === 'GET /pokes' && text.includes('"night"'))
    return `${row.name} ${asker}: told of the other team`;
  if (status < 300 && showing.has(row.name) && !text.includes(canary.day))
    return `${row.name} ${asker}: does not tell what the own team has`;
  return null;
}

async function wrongIn(rows: readonly Row[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const row of rows) {
    const found = await Promise.all(askers.map((asker) => look(row, asker)));
    wrong.push(...found.filter((one) => one !== null));
  }
  return wrong;
}

test('every route of the running server has its rows in docs/access.md, and every row its route', () => {
  const there = routesOf(world.app.printRoutes({ commonPrefix: false }));
  const told = [...new Set(table.map(({ route }) => withoutNames(route)))].sort();
  expect(there.length).toBeGreaterThan(30);
  expect(told).toEqual(there);
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
  // What is of a team is asked for in both of them.
  const teamed = table.filter(({ route, of }) => /:team\b/.test(route) && of === 'own');
  for (const { route } of teamed) expect(table.map(({ name }) => name)).toContain(`${route} other`);
  for (const { route } of table)
    if (/:team\b/.test(route)) expect(teamed.map((row) => row.route)).toContain(route);
  expect(Object.keys(asks).filter((route) => !table.some((row) => row.route === route))).toEqual([]);
});

test('every cell of it is answered as it says, and with nothing of the other team', async () => {
  const before = await nightly();
  expect(await wrongIn(table)).toEqual([]);
  const after = await nightly();
  // Nothing was said in its people's name, taken from them or published: what five people noted of its customer stands there flagged.
  expect({ ...after, said: null }).toEqual({ ...before, said: null });
  expect(after.said - before.said).toBe(5);
});

test('the matrix would see it if the teams were not asked for in one place', async () => {
  isUnfiltered = true;
  const wrong = await wrongIn(table.filter(({ of }) => of === 'other' || of === 'mixed'));
  isUnfiltered = false;
  for (const route of [
    'PUT /teams/:team/rules',
    'GET /teams/:team/audit',
    'GET /quarantine/:n/content',
    'POST /exchange',
  ])
    expect(wrong).toContainEqual(expect.stringContaining(`${route} other admin: `));
  for (const route of [
    'GET /attachments/:team/:hash',
    'PUT /attachments/:team/:hash',
    'GET /snapshots/:team/:id/:chunk',
  ])
    expect(wrong).toContainEqual(expect.stringContaining(`${route} other agent: `));
});

/** What the other team has. `said`: flags of what people said who do not work for it; `own`: what its own did. */
async function nightly() {
  const { rows } = await world.pool.query<{
    [what in 'said' | 'own' | 'rules' | 'parts' | 'contents']: number;
  }>(
    `SELECT count(*) FILTER (WHERE body LIKE '%"other-team"%')::int AS said,
       count(*) FILTER (WHERE body LIKE '%"by":"mateo"%')::int AS own,
       count(*) FILTER (WHERE key LIKE 'rules:%')::int AS rules,
       (SELECT count(*)::int FROM attachment_part WHERE team = 'night') AS parts,
       (SELECT count(*)::int FROM attachment WHERE team = 'night') AS contents
     FROM change WHERE team = 'night'`,
  );
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}
