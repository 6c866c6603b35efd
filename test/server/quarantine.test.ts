import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { countQuarantineSql, listQuarantineSql } from '#server/quarantine/list.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { revocationAbout, wipeOrder } from '#shared/sync/revocation.ts';
import { statementIn } from '#store/sync/statement.ts';
import { poolOf } from './centre.ts';
import { askOf, sent } from './desk.ts';
import { pair, proofOf } from './device-pair.ts';
import { expectIndexes } from './plans.ts';
import { asked, challengeOf, enrolled, handIn, revoked, type Told } from './shut-out.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

let url = '';
beforeAll(async () => {
  url = await staffedDatabase();
});

const note = (text: string, customerId: string): CommandAsk => ({
  type: 'note.add',
  customerId,
  caseId: null,
  data: { text, about: 'note' },
});

const inLedger = async (like: string): Promise<{ by: string; n: number; body: string }[]> =>
  (
    await poolOf(url).query(
      `SELECT body::jsonb ->> 'by' AS by, n, body FROM change WHERE kind = 'event' AND body LIKE $1 ORDER BY n`,
      [`%${like}%`],
    )
  ).rows;

test('a machine that is shut out reads nothing more, at once and everywhere, and its socket ends', async () => {
  const [here, other] = [await centreOn(url), await centreOn(url)];
  const { who } = await enrolled(here, 'lucia');
  const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
  const headers = { authorization: `Bearer ${who.token}` };
  const pokes = await fetch(`${address}/pokes`, { headers });
  const began = performance.now();
  await revoked(here, who);
  for await (const _ of pokes.body ?? []) if (performance.now() - began > 60_000) break;
  const exchange = () => other.post('/exchange', askOf({}), who.token);
  await expect.poll(async () => (await exchange()).statusCode, { timeout: 60_000, interval: 20 }).toBe(401);
  const within = performance.now() - began;
  expect(within).toBeLessThan(5_000);
  const content = `/attachments/day/${'0'.repeat(64)}?at=0`;
  for (const path of ['/me', content, `/snapshots/day/${randomUUID()}/0`, '/pokes'])
    expect((await other.get(path, who.token)).statusCode).toBe(401);
  const body = { device: who.device, refresh: who.refresh };
  expect((await other.post('/refresh', body)).statusCode).toBe(403);
});

test('what a machine sends after it was shut out is not taken, even by a process that has not heard of it yet', async () => {
  const here = await centreOn(url);
  const { who } = await enrolled(here, 'lucia');
  const push = (text: string) =>
    here.post('/exchange', askOf({ commands: [sent(note(text, 'cust-late'))] }), who.token);
  expect((await push('before it was shut out')).statusCode).toBe(200);
  // Without a notice: nobody's roster hears of it.
  await poolOf(url).query('UPDATE device SET revoked = now_ms() WHERE id = $1', [who.device]);
  const late = await push('after it was shut out');
  expect([late.statusCode, late.json().code]).toEqual([401, 'sign-in']);
  expect(await inLedger('before it was shut out')).toHaveLength(1);
  expect(await inLedger('after it was shut out')).toEqual([]);
});

test('only who proves to be the machine hears what it is to do; the order is signed, for it and for its question', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'lucia');
  expect((await asked(here, who, own)).json()).toEqual({ revoked: false });
  await revoked(here, who);
  const nonce = randomUUID();
  const about = revocationAbout({ device: who.device, nonce });
  const challenge = await challengeOf(here);
  const ask = { device: who.device, nonce, refresh: who.refresh };
  for (const proof of [
    null,
    proofOf(pair(), challenge, 'revocation', about),
    proofOf(own, challenge, 'refresh', about),
    proofOf(own, challenge, 'revocation', who.device),
    proofOf(own, 'nonsense', 'revocation', about),
  ])
    expect((await here.post('/revocation', { ...ask, proof })).statusCode).toBe(401);
  const told = (await asked(here, who, own, nonce)).json() as Told;
  const order = statementIn(who.centreKey ?? null, told.order, 'wipe', wipeOrder);
  expect(order).toMatchObject({ device: who.device, nonce });
  expect((order?.until ?? 0) - (order?.at ?? 0)).toBe(600_000);
  const { token } = await here.signIn('nuria');
  expect((await here.post(`/devices/${who.device}/wipe`, {}, token)).statusCode).toBe(204);
  const second = (await asked(here, who, own, nonce)).json() as Told;
  expect(statementIn(who.centreKey ?? null, second.order, 'wipe', wipeOrder)).toBeNull();
  expect(statementIn(who.centreKey ?? null, second.order, 'wipe-without-drain', wipeOrder)).not.toBeNull();
});

test('a machine that is not shut out gets no second order; one that has no key yet asks with its refresh token', async () => {
  const here = await centreOn(url);
  const old = await here.signIn('lucia');
  const { token } = await here.signIn('nuria');
  expect((await here.post(`/devices/${old.device}/wipe`, {}, token)).statusCode).toBe(409);
  expect((await here.post(`/devices/${randomUUID()}/wipe`, {}, token)).statusCode).toBe(404);
  const ask = { device: old.device, nonce: randomUUID(), proof: null };
  expect((await here.post('/revocation', { ...ask, refresh: null })).statusCode).toBe(401);
  await revoked(here, old);
  expect((await here.post('/revocation', { ...ask, refresh: old.refresh })).json()).toMatchObject({
    revoked: true,
  });
});

test('what is handed in waits outside the ledger; the token is good once, for ten minutes, and for nothing else', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'lucia');
  await revoked(here, who);
  const commands = [1, 2, 3].map((i) => sent(note(`waits ${i}`, 'c-waits'), 'lucia'));
  const first = (await asked(here, who, own)).json() as Told;
  expect((await handIn(here, first.drain, commands.slice(0, 2), false)).json()).toEqual({ held: 2 });
  // The answer was lost: another token, and everything again.
  const again = (await asked(here, who, own)).json() as Told;
  expect((await handIn(here, first.drain, commands, false)).statusCode).toBe(401);
  expect((await here.get('/me', again.drain)).statusCode).toBe(401);
  expect((await handIn(here, who.token, commands, true)).statusCode).toBe(401);
  await poolOf(url).query('UPDATE device SET drain_until = now_ms() WHERE id = $1', [who.device]);
  expect((await handIn(here, again.drain, commands, true)).statusCode).toBe(401);
  const last = (await asked(here, who, own)).json() as Told;
  expect((await handIn(here, last.drain, commands, true)).json()).toEqual({ held: 3 });
  expect((await handIn(here, last.drain, commands, true)).statusCode).toBe(401);
  expect(await inLedger('waits ')).toEqual([]);
});

test('a supervisor of the team reads it in its order and accepts it once, as its person; another team sees nothing of it', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'lucia');
  await revoked(here, who);
  const commands = [1, 2, 3].map((i) => sent(note(`reviewed ${i}`, 'c-review'), 'lucia'));
  const foreign = sent(note('reviewed of mateo', 'c-review'), 'mateo');
  const newer = { id: randomUUID(), team: 'day', text: '{"reviewed":"by a newer Hilo"}' };
  const told = (await asked(here, who, own)).json() as Told;
  await handIn(here, told.drain, [...commands, foreign, newer], true);

  const ines = await here.signIn('ines');
  const mine = async () => {
    const { items } = (await here.get('/quarantine', ines.token)).json();
    return items.filter((one: { ask: unknown; at: number }) => !JSON.stringify(one.ask).includes('waits'));
  };
  const items = await mine();
  expect(items).toMatchObject([
    { person: { id: 'lucia', name: 'Lucía Ferrer' }, deviceName: 'desk of lucia', foreign: false },
    { ask: { data: { text: 'reviewed 2' } } },
    { ask: { data: { text: 'reviewed 3' } } },
    { foreign: true },
    { ask: null, writtenAt: null },
  ]);
  const [one, two, three, strange, unread] = items.map(({ n }: { n: number }) => n);
  const review = (body: object, token = ines.token) => here.post('/quarantine/review', body, token);

  // Not an agent's, and nobody's of another team.
  const mateo = await here.signIn('mateo');
  expect((await here.get('/quarantine', mateo.token)).statusCode).toBe(403);
  const pool = poolOf(url);
  await pool.query(
    `INSERT INTO person (id, login, name, role, password) SELECT 'noor', 'noor@casalumbre.example', 'Noor', 'supervisor', password FROM person WHERE id = 'ines'`,
  );
  await pool.query("INSERT INTO person_team VALUES ('noor', 'night', true)");
  const noor = await here.signIn('noor');
  expect((await here.get('/quarantine', noor.token)).json()).toEqual({ items: [], more: false, total: 0 });
  expect((await review({ verdict: 'accept', of: [one] }, noor.token)).json()).toEqual({
    outcomes: [{ n: one, outcome: 'gone' }],
  });
  expect(await inLedger('reviewed')).toEqual([]);

  // Two at once: it is in the ledger once, flagged, in the name of whoever wrote it.
  await Promise.all([
    review({ verdict: 'accept', of: [two, one] }),
    review({ verdict: 'accept', of: [one, two] }),
  ]);
  const events = await inLedger('c-review');
  expect(events.map(({ by }) => by)).toEqual(['lucia', 'lucia', 'lucia', 'lucia']);
  expect(events.map(({ body }) => /reviewed \d|handed-in/.exec(body)?.[0])).toEqual([
    'reviewed 1',
    'handed-in',
    'reviewed 2',
    'handed-in',
  ]);
  expect((await review({ verdict: 'decline', of: [three], reason: ' ' })).statusCode).toBe(400);
  expect((await review({ verdict: 'decline', of: [three, one], reason: 'Said by nobody' })).json()).toEqual({
    outcomes: [
      { n: three, outcome: 'declined' },
      { n: one, outcome: 'gone' },
    ],
  });
  expect((await review({ verdict: 'accept', of: [three] })).json().outcomes).toEqual([
    { n: three, outcome: 'gone' },
  ]);
  // What says that somebody else wrote it is not taken as theirs; what cannot be read waits for a newer centre.
  expect((await review({ verdict: 'accept', of: [strange, unread] })).json().outcomes).toEqual([
    { n: strange, outcome: 'refused', refusal: { code: 'other-person' } },
    { n: unread, outcome: 'unreadable' },
  ]);
  expect((await mine()).map(({ n }: { n: number }) => n)).toEqual([unread]);
  // And that somebody can still send it themselves.
  const theirs = await here.post('/exchange', askOf({ commands: [foreign] }), mateo.token);
  expect(theirs.json().answers).toMatchObject([{ id: foreign.id, outcome: 'accepted' }]);
  // Handed in once more by the desk, as before it knew: nothing comes back.
  const retold = (await asked(here, who, own)).json() as Told;
  await handIn(here, retold.drain, commands, true);
  expect((await mine()).map(({ n }: { n: number }) => n)).toEqual([unread]);
  expect(await inLedger('reviewed 1')).toHaveLength(1);
  // Who decided what is written down.
  const { rows } = await pool.query(
    `SELECT person, what, after -> 'of' AS of, after ->> 'reason' AS reason FROM admin_act
     WHERE target = $1 AND what LIKE 'quarantine.%' ORDER BY id`,
    [`device:${who.device}`],
  );
  expect(rows).toContainEqual({ person: 'ines', what: 'quarantine.accepted', of: [one, two], reason: null });
  expect(rows).toContainEqual({
    person: 'ines',
    what: 'quarantine.declined',
    of: [three],
    reason: 'Said by nobody',
  });
});

test('admins see how far a machine that was shut out has come; only who knows its last question says that it is emptied', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'mateo');
  const { token } = await here.signIn('nuria');
  const now = async () => {
    const { devices } = (await here.get('/devices', token)).json();
    return devices.find(({ id }: { id: string }) => id === who.device).shutOut;
  };
  expect(await now()).toBeNull();
  await revoked(here, who);
  const nothing = {
    asked: null,
    handed: null,
    held: 0,
    waiting: 0,
    files: null,
    full: false,
    wipeAll: false,
    emptied: null,
  };
  expect(await now()).toEqual(nothing);
  const emptied = async (nonce: string, device = who.device) =>
    (await here.post('/revocation/emptied', { device, nonce })).statusCode;
  expect(await emptied(randomUUID())).toBe(401);

  const [first, last] = [randomUUID(), randomUUID()];
  await asked(here, who, own, first);
  expect(await now()).toEqual({ ...nothing, asked: expect.any(Number) });
  const { drain } = (await asked(here, who, own, last)).json() as Told;
  const commands = [1, 2, 3].map((i) => sent(note(`far ${i}`, 'c-far'), 'mateo'));
  await here.post('/quarantine/hand-in', { commands, done: true, files: 2 }, drain);
  // What it said of itself is of when it was done.
  const { devices } = (await here.get('/devices', token)).json();
  const handed = devices.find(({ id }: { id: string }) => id === who.device);
  expect([handed.unsent, handed.saidAt]).toEqual([0, handed.shutOut.handed]);
  const held = { asked: expect.any(Number), handed: expect.any(Number), held: 3, waiting: 3, files: 2 };
  expect(await now()).toMatchObject({ ...held, wipeAll: false, emptied: null });
  const ines = await here.signIn('ines');
  const { items } = (await here.get('/quarantine', ines.token)).json();
  const of = items.filter(({ person }: { person: { id: string } }) => person.id === 'mateo').slice(0, 1);
  await here.post('/quarantine/review', { verdict: 'decline', of: [of[0].n], reason: 'x' }, ines.token);
  expect((await here.post(`/devices/${who.device}/wipe`, {}, token)).statusCode).toBe(204);
  expect(await now()).toMatchObject({ ...held, waiting: 2, wipeAll: true });

  expect(await emptied(first)).toBe(401);
  expect(await emptied(last, (await here.signIn('lucia')).device)).toBe(401);
  expect(await emptied(last)).toBe(204);
  const { emptied: at } = await now();
  expect(at).toEqual(expect.any(Number));
  expect(await emptied(last)).toBe(204);
  expect((await now()).emptied).toBe(at);
});

test('what waits for a team is found by its index', async () => {
  await expectIndexes(poolOf(url), [
    [listQuarantineSql, 'quarantine_open'],
    [countQuarantineSql, 'quarantine_open'],
  ]);
});
