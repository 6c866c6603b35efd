import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageLimits } from '#server/ledger/pages.ts';
import { bodyOf } from '#shared/sync/chain.ts';
import { exchangeAnswer, zstdType } from '#shared/sync/exchange.ts';
import { contact, note, openCase } from '../store/fixture.ts';
import { freshDatabase } from './centre.ts';
import {
  allHeard,
  askOf,
  deskOf,
  fillTeam,
  makeTeams,
  type Process,
  person,
  processOn,
  sent,
  streamOf,
} from './desk.ts';
import { whoHeader } from './header.ts';

async function oneProcess(): Promise<Process> {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es', 'fr');
  await one.ledger.heads.read();
  return one;
}

test('what a desk sends comes back in the same answer, and reaches the others of the team', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  const lucia = deskOf(person('lucia', 'es'));
  const ana = deskOf(person('ana', 'es'));
  const caseId = randomUUID();
  const commands = [sent(openCase('c1', caseId)), sent(note('c1', caseId)), sent(contact('c1', caseId))];
  const answer = await lucia.exchange(app, { commands });
  expect(answer.answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(answer.heads).toMatchObject([{ team: 'es', n: 3 }]);
  await allHeard(one);
  await ana.catchUp(app);
  const stream = (await streamOf(pool, 'es')).map(({ body }) => body);
  expect(lucia.bodies.get('es')).toEqual(stream);
  expect(ana.bodies.get('es')).toEqual(stream);
});

test('nothing of another team comes down: no head, no page, not for a cursor that names it either', async () => {
  const one = await oneProcess();
  const { app } = one;
  const lucia = deskOf(person('lucia', 'es'));
  const paul = deskOf(person('paul', 'fr'));
  await lucia.exchange(app, { commands: [sent(note('c1', null))] });
  await allHeard(one);
  for (const cursors of [
    [],
    [...lucia.cursors.values()],
    [{ team: 'es', epoch: null, n: 0, link: '0'.repeat(64) }],
    [{ team: 'es', epoch: null, n: 1, link: '1'.repeat(64) }],
    [{ team: 'es', epoch: null, n: 9, link: '1'.repeat(64) }],
  ]) {
    const answer = await paul.exchange(app, { cursors });
    expect(answer).toMatchObject({ heads: [{ team: 'fr', n: 0 }], pages: [], forks: [], snapshots: [] });
    expect(answer.heads).toHaveLength(1);
  }
  const both = deskOf(person('marie', 'fr', 'es'));
  expect((await both.exchange(app)).heads.map(({ team, n }) => [team, n])).toEqual([
    ['fr', 0],
    ['es', 1],
  ]);
});

test('an exchange with nothing new asks the database nothing', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  await fillTeam(pool, 'es', 50);
  await fillTeam(pool, 'fr', 5);
  await allHeard(one);
  const desk = deskOf(person('lucia', 'es', 'fr'));
  await desk.catchUp(app);
  let asked = 0;
  pool.on('acquire', () => {
    asked += 1;
  });
  for (let round = 0; round < 20; round += 1) {
    const answer = await desk.exchange(app);
    expect(answer).toMatchObject({ pages: [], answers: [], forks: [] });
    expect(answer.heads.map(({ n }) => n)).toEqual([50, 5]);
  }
  expect(asked).toBe(0);
  await desk.exchange(app, { commands: [sent(note('c1', null))] });
  expect(asked).toBeGreaterThan(0);
});

test('what is answered from memory is what the whole exchange says', async () => {
  const one = await oneProcess();
  const desk = deskOf(person('lucia', 'es', 'fr'));
  const again = { commands: [sent(note('c1', null))] };
  await desk.exchange(one.app, again);
  await allHeard(one);
  await desk.catchUp(one.app);
  const { at: _, ...fromMemory } = await desk.exchange(one.app);
  // A command that was taken before is answered by the database, and changes nothing.
  const { at: __, ...whole } = await desk.exchange(one.app, again);
  expect(whole.answers).toHaveLength(1);
  expect(fromMemory).toEqual({ ...whole, answers: [] });
});

test('pages are cut by number and by bytes, follow one another and are about a megabyte an answer', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  await fillTeam(pool, 'es', 5000, (index) => `${index}`);
  await fillTeam(pool, 'fr', 60, () => 'x'.repeat(60_000));
  await allHeard(one);
  const desk = deskOf(person('lucia', 'es', 'fr'));
  const seen: { team: string; count: number; bytes: number }[][] = [];
  for (;;) {
    const { pages } = await desk.exchange(app);
    if (pages.length === 0) break;
    seen.push(
      pages.map(({ team, count, changes }) => ({
        team,
        count,
        bytes: changes.reduce((sum, change) => sum + Buffer.byteLength(bodyOf(change)), 0),
      })),
    );
  }
  const all = seen.flat();
  const most = 64 * 1024;
  for (const pages of seen) {
    const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
    expect(bytes).toBeLessThan(pageLimits.answerBytes + most);
    for (const page of pages) {
      expect(page.count).toBeLessThanOrEqual(pageLimits.changes);
      expect(page.bytes).toBeLessThanOrEqual(pageLimits.bytes);
    }
  }
  expect(all.filter(({ team }) => team === 'es').map(({ count }) => count)).toContain(pageLimits.changes);
  expect(all.filter(({ team }) => team === 'fr').length).toBeGreaterThanOrEqual(7);
  expect(desk.bodies.get('es')).toHaveLength(5000);
  expect(desk.bodies.get('fr')).toHaveLength(60);
  expect(seen.length).toBeLessThan(12);
});

test('a change that is larger than a page comes alone', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  await fillTeam(pool, 'es', 3, (index) => 'x'.repeat(index === 1 ? 2_000_000 : 10));
  await allHeard(one);
  const desk = deskOf(person('lucia', 'es'));
  await desk.catchUp(app);
  expect(desk.bodies.get('es')).toHaveLength(3);
});

test('a number that is missing in the database never reaches a desk as a page', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  await fillTeam(pool, 'es', 10);
  await allHeard(one);
  await pool.query("DELETE FROM change WHERE team = 'es' AND n = 5");
  await expect(deskOf(person('lucia', 'es')).exchange(app)).rejects.toThrow(/^500/);
});

test('bodies travel as they stand: parsed and written again they are the same text', async () => {
  const { app, pool } = await oneProcess();
  const lucia = deskOf(person('lucia', 'es'));
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const commands = texts.map((one) => sent(note('c1', null, one)));
      const { answers } = await lucia.exchange(app, { commands });
      expect(answers.map(({ outcome }) => outcome)).toEqual(texts.map(() => 'accepted'));
      const [last] = (await streamOf(pool, 'es')).slice(-1);
      expect(JSON.parse(last?.body ?? '')).toMatchObject({ data: { text: texts.at(-1) } });
    }),
    { numRuns: 30 },
  );
  const stream = await streamOf(pool, 'es');
  expect(stream.length).toBeGreaterThan(100);
  for (const { body } of stream) expect(JSON.stringify(JSON.parse(body))).toBe(body);
  expect(lucia.bodies.get('es')).toEqual(stream.map(({ body }) => body));
});

test('a long answer is compressed for whoever can read that, a short one for nobody', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  const ask = (cursors = askOf({}).cursors, accept = `${zstdType}, application/json`) =>
    app.inject({
      method: 'POST',
      url: '/exchange',
      headers: { [whoHeader]: JSON.stringify(person('lucia', 'es')), accept },
      payload: askOf({ cursors }),
    });
  expect((await ask()).headers['content-type']).toMatch('application/json');
  await fillTeam(pool, 'es', 200);
  await allHeard(one);
  const packed = await ask();
  expect(packed.headers['content-type']).toBe(zstdType);
  const text = (await promisify(zstdDecompress)(packed.rawPayload)).toString('utf8');
  expect(packed.rawPayload.length).toBeLessThan(text.length / 3);
  expect(exchangeAnswer.parse(JSON.parse(text)).pages[0]?.count).toBe(200);
  const plain = await ask([], 'application/json');
  expect(plain.headers['content-type']).toMatch('application/json');
  expect(exchangeAnswer.parse(plain.json()).pages[0]?.count).toBe(200);
});

test('a team that begins gets the snapshot that is ready instead of pages', async () => {
  const one = await oneProcess();
  await fillTeam(one.pool, 'es', 5);
  await fillTeam(one.pool, 'fr', 5);
  await allHeard(one);
  const head = one.ledger.heads.of('es');
  const ready = {
    id: 's1',
    team: 'es',
    epoch: one.ledger.heads.epoch(),
    ...head,
    chunks: 1,
    rows: 5,
    bytes: 100,
  };
  const asked: string[] = [];
  const { app } = await processOn(one.url, {
    snapshotOf: async (team, { projection }) => {
      asked.push(`${team} ${projection}`);
      return team === 'es' && projection === 7 ? ready : null;
    },
  });
  const desk = deskOf(person('lucia', 'es', 'fr'));
  const loads = { store: 2, projection: 7 };
  const answer = await desk.exchange(app, { loads });
  expect(answer.snapshots).toEqual([ready]);
  expect(desk.bodies.get('fr')).toHaveLength(5);
  expect(desk.bodies.has('es')).toBe(false);
  expect(asked).toEqual(['es 7', 'fr 7']);
  // Until the desk has loaded it; a team that it has begun needs none.
  expect((await desk.exchange(app, { loads })).snapshots).toEqual([ready]);
  expect(asked).toEqual(['es 7', 'fr 7', 'es 7']);
  // One that loads none, or others, has pages.
  const old = deskOf(person('ana', 'es'));
  expect((await old.exchange(app)).snapshots).toEqual([]);
  expect(old.bodies.get('es')).toHaveLength(5);
});

test('a team that is told of something new costs the database one look, however many desks ask', async () => {
  const one = await oneProcess();
  const { app, pool } = one;
  const desks = Array.from({ length: 30 }, (_, index) => deskOf(person(`p${index}`, 'es')));
  await fillTeam(pool, 'es', 3);
  await allHeard(one);
  for (const desk of desks) await desk.catchUp(app);
  let asked = 0;
  pool.on('acquire', () => {
    asked += 1;
  });
  for (let round = 1; round <= 5; round += 1) {
    await fillTeam(pool, 'es', 2);
    await allHeard(one);
    asked = 0;
    await Promise.all(desks.map((desk) => desk.exchange(app)));
    // Late, and after the others.
    await deskOf(person('late', 'es')).catchUp(app);
    expect(asked).toBeLessThanOrEqual(3);
  }
  const stream = (await streamOf(pool, 'es')).map(({ body }) => body);
  for (const desk of desks) expect(desk.bodies.get('es')).toEqual(stream);
});
