import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { witnessFor } from '#server/ledger/witness.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { ExchangeAsk } from '#shared/sync/exchange.ts';
import { note, openCase } from '../store/fixture.ts';
import { freshDatabase } from './centre.ts';
import {
  allHeard,
  type Desk,
  deskOf,
  makeTeams,
  type Process,
  person,
  processOn,
  sent,
  streamOf,
} from './desk.ts';

let clock = 0;
const now = () => 1_800_000_000_000 + clock;

async function oneProcess(): Promise<Process> {
  clock = 0;
  const one = await processOn(await freshDatabase(), { now });
  await makeTeams(one.pool, 'es', 'fr');
  await one.ledger.heads.read();
  return one;
}

/** As a backup of the moment when the team stood at `n` would have left it. */
async function setBack(one: Process, n: number): Promise<void> {
  const { pool, ledger } = one;
  await allHeard(one);
  await pool.query(
    `DELETE FROM answer WHERE team = 'es' AND coalesce((answer ->> 'n')::bigint, $1 + 1) > $1`,
    [n],
  );
  await pool.query("DELETE FROM change WHERE team = 'es' AND n > $1", [n]);
  await pool.query(
    `UPDATE team_head SET n = $1, link = coalesce((SELECT link FROM change WHERE team = 'es' AND n = $1), repeat('0', 64))
     WHERE team = 'es'`,
    [n],
  );
  await pool.query('DELETE FROM customer_team WHERE customer_id NOT IN (SELECT customer_id FROM change)');
  // A database that was restored cuts all connections, and heads are read anew.
  await ledger.heads.read();
}

/** A desk after some exchanges, and what it would remember. */
async function writing(one: Process, desk: Desk, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await desk.exchange(one.app, { commands: [sent(note('c1', null, `${index}`), desk.who.person.id)] });
}

function pointOf(desk: Desk): { n: number; link: string } {
  const cursor = desk.cursors.get('es');
  if (!cursor) throw new Error('no cursor');
  return { n: cursor.n, link: cursor.link };
}

const forksIn = async (pool: pg.Pool) =>
  (await pool.query('SELECT team, device, desk_n, ancestor FROM fork')).rows;

test('a desk that holds more than a ledger that was set back is told since when, in two steps', async () => {
  const one = await oneProcess();
  const lucia = deskOf(person('lucia', 'es'));
  const points = [];
  for (let index = 0; index < 6; index += 1) {
    await writing(one, lucia, 1);
    points.unshift(pointOf(lucia));
  }
  await setBack(one, 3);
  const epoch = one.ledger.heads.epoch();
  const first = await lucia.exchange(one.app);
  expect(first).toMatchObject({
    forks: [{ team: 'es', epoch, ancestor: null }],
    heads: [{ n: 3 }],
    pages: [],
  });
  expect(await forksIn(one.pool)).toEqual([]);
  const second = await lucia.exchange(one.app, { checkpoints: [{ team: 'es', points }] });
  expect(second).toMatchObject({ forks: [{ team: 'es', epoch, ancestor: 3 }], pages: [] });
  expect(await forksIn(one.pool)).toEqual([{ team: 'es', device: lucia.who.device, desk_n: 6, ancestor: 3 }]);
});

test('a ledger that went on in another way after it was set back is noticed at an equal number too', async () => {
  const one = await oneProcess();
  const lucia = deskOf(person('lucia', 'es'));
  await writing(one, lucia, 4);
  const old = pointOf(lucia);
  await setBack(one, 2);
  const ana = deskOf(person('ana', 'es'));
  await ana.catchUp(one.app);
  const common = pointOf(ana);
  await writing(one, ana, 2);
  expect(pointOf(ana).n).toBe(old.n);
  expect((await lucia.exchange(one.app)).forks).toMatchObject([{ ancestor: null }]);
  const points = [old, common, { n: 1, link: 'f'.repeat(64) }];
  const told = await lucia.exchange(one.app, { checkpoints: [{ team: 'es', points }] });
  expect(told.forks).toMatchObject([{ ancestor: 2 }]);
  const nothing = await lucia.exchange(one.app, { checkpoints: [{ team: 'es', points: [old] }] });
  expect(nothing.forks).toMatchObject([{ ancestor: 0 }]);
});

test('a desk that is ahead of what this process has heard is no fork', async () => {
  const one = await oneProcess();
  const lucia = deskOf(person('lucia', 'es'));
  await writing(one, lucia, 3);
  // This process is told of an older head than the desk has from another one.
  const { rows } = await one.pool.query("UPDATE team_head SET n = 2 WHERE team = 'es' RETURNING link");
  await one.ledger.heads.read();
  expect(one.ledger.heads.of('es').n).toBe(2);
  const answer = await lucia.exchange(one.app);
  expect(answer).toMatchObject({ forks: [], pages: [], heads: [{ team: 'es', n: 3 }] });
  expect(rows[0]?.link).toBe(pointOf(lucia).link);
});

test('no command of a parted team is taken or answered, those of others are', async () => {
  const one = await oneProcess();
  const lucia = deskOf(person('lucia', 'es', 'fr'));
  await writing(one, lucia, 3);
  await setBack(one, 1);
  const here = { ...sent(note('c1', null)), team: 'es' };
  const there = { ...sent(note('f1', null)), team: 'fr' };
  const { answers } = await lucia.exchange(one.app, { commands: [here, there] });
  expect(answers).toMatchObject([{ id: there.id, outcome: 'accepted', team: 'fr' }]);
  expect(await streamOf(one.pool, 'es')).toHaveLength(1);
});

type Lost = { one: Process; ana: Desk; lost: ExchangeAsk['witnessed']; command: ReturnType<typeof sent> };

/** Lucía opened a case and wrote of it; Ana's desk has seen it; the ledger has lost it. */
async function lostWork(): Promise<Lost> {
  const one = await oneProcess();
  const lucia = deskOf(person('lucia', 'es'));
  const ana = deskOf(person('ana', 'es'));
  await writing(one, lucia, 1);
  const caseId = randomUUID();
  const command = sent(openCase('c2', caseId));
  await lucia.exchange(one.app, { commands: [command, sent(note('c2', caseId))] });
  await allHeard(one);
  await ana.catchUp(one.app);
  const lost = (ana.bodies.get('es') ?? [])
    .slice(1)
    .map((body) => ({ team: 'es', event: JSON.parse(body) as EventEnvelope }));
  await setBack(one, 1);
  return { one, ana, lost, command };
}

/** Ana's desk finds out and begins anew. */
async function part({ one, ana }: Lost): Promise<void> {
  const { forks } = await ana.exchange(one.app, { checkpoints: [{ team: 'es', points: [] }] });
  expect(forks).toMatchObject([{ ancestor: 0 }]);
  ana.cursors.clear();
  ana.bodies.clear();
}

test('what a restored ledger lost comes back from a desk that saw it, once, with a flag that says so', async () => {
  const lost = await lostWork();
  const { one, ana } = lost;
  await part(lost);
  const answer = await ana.exchange(one.app, { witnessed: lost.lost });
  expect(answer.recovered).toEqual([
    { id: lost.lost[0]?.event.id, n: 2 },
    { id: lost.lost[1]?.event.id, n: 4 },
  ]);
  expect(answer.heads).toMatchObject([{ n: 5 }]);
  const stream = await streamOf(one.pool, 'es');
  expect(ana.bodies.get('es')).toEqual(stream.map(({ body }) => body));
  expect(stream.map(({ body }) => JSON.parse(body)).slice(1)).toMatchObject([
    lost.lost[0]?.event,
    { type: 'fact.flagged.1', data: { eventId: lost.lost[0]?.event.id, why: 'recovered' } },
    lost.lost[1]?.event,
    { type: 'fact.flagged.1', data: { eventId: lost.lost[1]?.event.id, why: 'recovered' } },
  ]);
  const again = await ana.exchange(one.app, { witnessed: lost.lost });
  expect(again.recovered).toEqual(answer.recovered);
  expect(await streamOf(one.pool, 'es')).toHaveLength(5);
});

test('two desks that bring back the same at one moment bring it back once', async () => {
  const lost = await lostWork();
  await part(lost);
  const ben = deskOf(person('ben', 'es'));
  await ben.exchange(lost.one.app, {
    cursors: [{ team: 'es', epoch: null, n: 9, link: 'a'.repeat(64) }],
    checkpoints: [{ team: 'es', points: [] }],
  });
  const answers = await Promise.all(
    [lost.ana, ben].map((desk) => desk.exchange(lost.one.app, { witnessed: lost.lost })),
  );
  expect(answers[0]?.recovered).toEqual(answers[1]?.recovered);
  expect(await streamOf(lost.one.pool, 'es')).toHaveLength(5);
});

test('the author’s own command, sent again after somebody else brought its event back, is accepted where that is', async () => {
  const lost = await lostWork();
  await part(lost);
  await lost.ana.exchange(lost.one.app, { witnessed: lost.lost });
  const lucia = deskOf(person('lucia', 'es'));
  const accepted = { id: lost.command.id, outcome: 'accepted', team: 'es', n: 2, count: 1 };
  for (let round = 0; round < 2; round += 1) {
    const { answers } = await lucia.exchange(lost.one.app, { commands: [lost.command] });
    expect(answers).toEqual([accepted]);
  }
  const other = { ...lost.command, text: lost.command.text.replace('Wrong toner', 'Another') };
  const { answers } = await lucia.exchange(lost.one.app, { commands: [other] });
  expect(answers).toEqual([{ id: lost.command.id, outcome: 'conflict' }]);
  expect(await streamOf(lost.one.pool, 'es')).toHaveLength(5);
});

test('a witness who comes after the author finds it there', async () => {
  const lost = await lostWork();
  const lucia = deskOf(person('lucia', 'es'));
  await lucia.exchange(lost.one.app, { commands: [lost.command] });
  await part(lost);
  const { recovered } = await lost.ana.exchange(lost.one.app, { witnessed: lost.lost.slice(0, 1) });
  expect(recovered).toEqual([{ id: lost.lost[0]?.event.id, n: 2 }]);
  expect(await streamOf(lost.one.pool, 'es')).toHaveLength(2);
});

test('what this ledger refused since does not come back', async () => {
  const lost = await lostWork();
  const lucia = deskOf(person('lucia', 'es'));
  const [opened] = lost.lost;
  // Somebody else had the case's number of an id: the command is refused now.
  await lucia.exchange(lost.one.app, {
    commands: [sent({ ...openCase('c2'), caseId: opened?.event.caseId ?? null } as CommandAsk)],
  });
  const { answers } = await lucia.exchange(lost.one.app, { commands: [lost.command] });
  expect(answers).toMatchObject([{ outcome: 'refused', refusal: { code: 'case-exists' } }]);
  await part(lost);
  const { recovered } = await lost.ana.exchange(lost.one.app, { witnessed: lost.lost.slice(0, 1) });
  expect(recovered).toEqual([{ id: opened?.event.id, n: null }]);
  expect(await streamOf(lost.one.pool, 'es')).toHaveLength(2);
});

test('without a fork, after a month, or of a team that is not theirs nobody brings anything back', async () => {
  const lost = await lostWork();
  const { one, ana } = lost;
  const none = lost.lost.map(({ event }) => ({ id: event.id, n: null }));
  ana.cursors.clear();
  ana.bodies.clear();
  expect((await ana.exchange(one.app, { witnessed: lost.lost })).recovered).toEqual(none);
  await one.pool.query("INSERT INTO fork VALUES ('es', $1, $2, 3, 1)", [ana.who.device, now()]);
  clock = witnessFor + 1;
  expect((await ana.exchange(one.app, { witnessed: lost.lost })).recovered).toEqual(none);
  clock = 0;
  const paul = deskOf({ ...person('paul', 'fr'), device: ana.who.device });
  expect((await paul.exchange(one.app, { witnessed: lost.lost })).recovered).toEqual(none);
  const foreign = lost.lost.map((one) => ({ ...one, team: 'fr' }));
  expect((await ana.exchange(one.app, { witnessed: foreign })).recovered).toEqual(none);
  expect(await streamOf(one.pool, 'es')).toHaveLength(1);
  expect((await ana.exchange(one.app, { witnessed: lost.lost })).recovered).not.toEqual(none);
});

test('whoever parted from one team brings nothing back into another of theirs', async () => {
  const { one, lost } = await lostWork();
  const ana = deskOf(person('ana', 'es', 'fr'));
  await one.pool.query("INSERT INTO fork VALUES ('es', $1, $2, 3, 1)", [ana.who.device, now()]);
  const foreign = lost.map(({ event }) => ({
    team: 'fr',
    event: { ...event, id: `${randomUUID()}:0`, customerId: 'of-fr', caseId: null },
  }));
  const { recovered } = await ana.exchange(one.app, { witnessed: [...foreign, ...lost] });
  expect(recovered.slice(0, foreign.length).map(({ n }) => n)).toEqual(foreign.map(() => null));
  expect(recovered.slice(foreign.length).some(({ n }) => n !== null)).toBe(true);
  expect(await streamOf(one.pool, 'fr')).toEqual([]);
});

test('in another life of the ledger every desk of the team may bring back, also one that did not part', async () => {
  const lost = await lostWork();
  const { one, ana } = lost;
  ana.cursors.clear();
  ana.bodies.clear();
  await one.pool.query("INSERT INTO epoch VALUES ('another.2', $1)", [now() + 1]);
  const { recovered } = await ana.exchange(one.app, { witnessed: lost.lost });
  expect(recovered.map(({ n }) => n)).toEqual([2, 4]);
});

test('what the database cannot hold, or is too deep to be ours, is no reason to wait', async () => {
  const lost = await lostWork();
  await part(lost);
  const [first] = lost.lost;
  if (!first) throw new Error('nothing was lost');
  let deep: unknown = 'x';
  for (let level = 0; level < 40; level += 1) deep = { deep };
  const odd = [
    { ...first, event: { ...first.event, id: 'a\u0000b' } },
    { ...first, event: { ...first.event, id: `${randomUUID()}:0`, customerId: 'c\ud800' } },
    { ...first, event: { ...first.event, id: 'not-a-uuid:0', data: deep } },
  ];
  const { recovered } = await lost.ana.exchange(lost.one.app, { witnessed: [...odd, ...lost.lost] });
  expect(recovered.map(({ n }) => n)).toEqual([null, null, null, 2, 4]);
});
