import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asCentre } from '#server/database/transaction.ts';
import { putHolding } from '#server/holding/routes.ts';
import { append } from '#server/ledger/append.ts';
import { putRecords } from '#server/records/put.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { guestsIn, isStaying } from '#store/guests.ts';
import { contact, customer, note, openCase, order } from './fixture.ts';
import { ago, aTeam, customersIn } from './months.ts';
import { putTeams } from './put-teams.ts';
import { heldIn, placesOf, type RealDesk } from './real-desk.ts';

const inPuebla = {
  name: null,
  company: null,
  lines: ['Calle 1'],
  city: 'Puebla',
  postcode: '72000',
  region: null,
  country: 'MX',
};

type Team = Awaited<ReturnType<typeof aTeam>>;

const noted = (customerId: string, text: string) => ({
  id: `${randomUUID()}:0`,
  type: 'note.added.1',
  customerId,
  caseId: null,
  at: Date.now(),
  by: 'ines',
  data: { text, about: 'note' },
});

/** How often the ledger holds a text among its events: what was written is there once. */
const timesWritten = async ({ here: { pool } }: Team, text: string): Promise<number> => {
  const { rows } = await pool.query<{ times: number }>(
    "SELECT count(*)::int AS times FROM change WHERE kind = 'event' AND strpos(body, $1) > 0 AND body NOT LIKE '%fact.flagged.1%'",
    [text],
  );
  return rows[0]?.times ?? 0;
};

/** Nothing waits at a desk to be sent, brought back or removed. */
const waiting = ({ store: { db } }: RealDesk) =>
  ['outbox', 'orphan', 'away', 'refused', 'leaving'].flatMap((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  );

test('a centre that is set back to before customers came back has them again, whole, with what was written since; every desk holds what a new one holds', async () => {
  const team = await aTeam();
  const { hold, desk, same, restore } = team;
  const [lucia, ines] = [await desk(), await desk('ines')];
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await lucia.level();
  await ines.level();
  const backup = await team.backup();

  // c40 comes back by what Lucía writes, c20 by a wider rule; Inés writes to both and of somebody new; one desk does not hear of all of it.
  expect(await lucia.sync.bring('c40')).toBe('here');
  const caseId = randomUUID();
  lucia.store.record([openCase('c40', caseId, 'zanaback'), contact('c40', caseId)]);
  await lucia.level();
  expect(await hold(24)).toEqual({ away: 0, back: 1 });
  await ines.level();
  ines.store.record([note('c20', null, 'zanaines20'), note('c40', caseId, 'zanaines40')]);
  await ines.level();
  lucia.net.isCut = true;
  lucia.store.record([note('c20', null, 'zanatunnel'), note('c8', null, 'zanatunnel8')]);
  ines.store.record([note('c8', null, 'zanaines8')]);
  await ines.level();

  await restore(backup);
  lucia.net.isCut = false;
  for (const one of [lucia, ines, lucia, ines]) await one.level();
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c40', 'c8']);
  expect(heldIn(ines.store)).toEqual(heldIn(lucia.store));
  for (const text of ['zanaback', 'zanaines20', 'zanaines40', 'zanaines8', 'zanatunnel', 'zanatunnel8'])
    expect([text, await timesWritten(team, `${text}"`)]).toEqual([text, 1]);
  for (const text of ['zanaremark40', 'zananote20', 'zanaremark20'])
    expect(placesOf(lucia.store, text), text).not.toEqual([]);
  for (const one of [lucia, ines]) expect(waiting(one)).toEqual([]);
});

test('a centre that is set back to before the rule, in another cluster, gives back whom desks had removed; whoever was brought for a while goes', async () => {
  const team = await aTeam();
  const { hold, desk, same, restore } = team;
  const [lucia, ines] = [await desk(), await desk('ines')];
  for (const one of [lucia, ines]) await one.level();
  const before = await team.backup();
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await lucia.level();
  // Inés is in the middle of a sentence about somebody who fell out, and a desk that is away has work about them.
  ines.store.draft({ key: 'note.c20', body: 'half a sentence' });
  await ines.level();
  ines.net.isCut = true;
  ines.store.record([note('c20', null, 'zanaines')]);
  const during = await team.backup();
  await restore(before, 4711);
  ines.net.isCut = false;
  for (const one of [lucia, ines, lucia]) await one.level();
  expect((lucia.store.view({ view: 'sync' }) as SyncView).restored).not.toBeNull();
  expect(await same(lucia)).toHaveLength(5);
  expect(heldIn(ines.store)).toEqual(heldIn(lucia.store));
  expect(await timesWritten(team, 'zanaines"')).toBe(1);

  // And forth again, to where two were away: one of them has been written to meanwhile.
  await restore(during, 4712);
  for (const one of [lucia, ines, lucia, ines]) await one.level();
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c8']);
  ines.store.draft({ key: 'note.c20', body: null });
  await ines.level();
  expect(heldIn(ines.store)).toEqual(heldIn(lucia.store));
  expect(await timesWritten(team, 'zanaines"')).toBe(1);

  expect(await lucia.sync.bring('c40')).toBe('here');
  const now = await team.backup();
  await restore(now, 4713);
  await lucia.level();
  expect(isStaying(guestsIn(lucia.store.db).one('c40'))).toBe(false);
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c8']);
  for (const one of [lucia, ines]) expect(waiting(one)).toEqual([]);
});

test('what was sent long ago and never heard of is over when its customer has fallen out since', async () => {
  const team = await aTeam();
  const { here, hold, desk, same } = team;
  const [lucia, ines] = [await desk(), await desk('ines')];
  for (const one of [lucia, ines]) await one.level();
  lucia.store.record([note('c20', null, 'zanalost'), note('c40', null, 'zanalate')]);
  // The centre takes it, and its answer is lost on the way: Lucía's machine goes into a drawer.
  lucia.net.lose = true;
  lucia.sync.now();
  await expect.poll(() => timesWritten(team, 'zanalate"'), { timeout: 25_000 }).toBe(1);
  lucia.net.isCut = true;
  lucia.net.lose = false;
  await here.pool.query(
    "UPDATE change SET at = $1 WHERE kind = 'event' AND (body LIKE '%zanalost%' OR body LIKE '%zanalate%')",
    [ago(13)],
  );
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await ines.level();
  expect(customersIn(ines)).toEqual(['c1', 'c30', 'c8']);
  lucia.net.isCut = false;
  expect(await same(lucia)).toEqual(['c1', 'c30', 'c8']);
  expect(waiting(lucia)).toEqual([]);
  expect([await timesWritten(team, 'zanalost"'), await timesWritten(team, 'zanalate"')]).toEqual([1, 1]);
});

test('whoever is moved between teams that hold other months holds what a new machine of theirs holds, and what they wrote of somebody who fell out arrives', async () => {
  const team = await aTeam();
  const { here, hold, desk, same, admin } = team;
  await here.pool.query("INSERT INTO team_rule (position, country, team) VALUES (0, 'MX', 'night')");
  for (const months of [5, 25])
    await putRecords(
      here.pool,
      [
        customer(`n${months}`, { name: `Carla${months} Nocturna`, addresses: [inPuebla] }),
        order(`no${months}`, `n${months}`, { placedAt: ago(months) }),
      ],
      Date.now,
    );
  const moveTo = async (teams: string[]) => {
    await putTeams(here.centre.app, admin.token, teams);
    const follows = () => {
      lucia.sync.now();
      return lucia.store.db.prepare('SELECT team FROM cursor ORDER BY 1').pluck().all();
    };
    if (!lucia.net.isCut) await expect.poll(follows, { timeout: 25_000 }).toEqual([...teams].sort());
  };
  const [lucia, ines] = [await desk(), await desk('ines')];
  await lucia.level();
  // One stays for a sentence that she has begun, one is brought for a while.
  lucia.store.draft({ key: 'note.c20', body: 'half a sentence' });
  await putHolding(here.pool, 'night', 24, { person: 'nuria', device: null });
  expect(await hold(12)).toEqual({ away: 3, back: 0 });
  await lucia.level();
  expect(await lucia.sync.bring('c40')).toBe('here');
  expect(customersIn(lucia)).toEqual(['c1', 'c20', 'c30', 'c40', 'c8']);

  lucia.net.isCut = true;
  lucia.store.record([note('c40', null, 'zanawritten'), note('c20', null, 'zanadrafted')]);
  await moveTo(['night']);
  lucia.net.isCut = false;
  lucia.store.draft({ key: 'note.c20', body: null });
  await lucia.level();
  await expect.poll(() => lucia.view().unsent).toBe(0);
  expect(await same(lucia)).toEqual(['n5']);
  for (const text of ['zananote20', 'zanaremark20', 'zanaremark40', 'Zanarita40'])
    expect(placesOf(lucia.store, text), text).toEqual([]);
  expect(waiting(lucia)).toEqual([]);
  await ines.level();
  expect(await same(ines, 'ines')).toEqual(['c1', 'c20', 'c30', 'c40', 'c8', 'n5']);
  for (const text of ['zanawritten', 'zanadrafted', 'zananote20', 'zanaremark40'])
    expect(placesOf(ines.store, text), text).not.toEqual([]);

  await moveTo(['day', 'night']);
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c40', 'c8', 'n5']);
  // The rules change while she is neither here nor there.
  lucia.net.isCut = true;
  await moveTo(['day']);
  await putHolding(here.pool, 'night', null, { person: 'nuria', device: null });
  expect(await hold(6)).toEqual({ away: 1, back: 1 });
  await moveTo(['night', 'day']);
  lucia.net.isCut = false;
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c40', 'n25', 'n5']);
  await moveTo(['day']);
  expect(await same(lucia)).toEqual(['c1', 'c20', 'c30', 'c40']);
});

test('a desk that was cut off amid what came without words, and whose centre is set back to where it has words, is filled anew', async () => {
  const team = await aTeam();
  const { here, hold, desk, same, restore } = team;
  // What an answer may hold ends before the records that say who is away.
  const words = 'zanafiller '.repeat(8000);
  for (let i = 0; i < 16; i += 1)
    await asCentre(here.pool, (client) =>
      append(client, 'day', Date.now(), [noted('c1', `${words}${i}`)], []),
    );
  const before = await team.backup();
  expect(await hold(6)).toEqual({ away: 3, back: 0 });
  const lucia = await desk();
  let answers = 0;
  lucia.net.before = async () => {
    answers += 1;
    if (lucia.store.db.prepare("SELECT 1 FROM meta WHERE key = 'bare:day'").get() !== undefined)
      lucia.net.isCut = true;
  };
  lucia.sync.now();
  await expect.poll(() => lucia.net.isCut, { timeout: 25_000 }).toBe(true);
  expect(answers).toBeGreaterThan(0);
  lucia.net.before = null;
  expect(customersIn(lucia)).toEqual(['c1', 'c30']);
  const { n } = lucia.store.cursor('day') ?? { n: 0 };
  expect(n).toBeLessThan(28);

  await restore(before);
  lucia.net.isCut = false;
  await lucia.level();
  await lucia.until(() => customersIn(lucia).length === 5);
  expect(await same(lucia)).toHaveLength(5);
  expect(waiting(lucia)).toEqual([]);
});
