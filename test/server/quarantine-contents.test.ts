import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { asCentre, inTeams } from '#server/database/transaction.ts';
import { eraseCustomers } from '#server/erasure/erase.ts';
import { handedPartsSql } from '#server/quarantine/contents.ts';
import { handedContentSql, handedPartAtSql } from '#server/quarantine/read-content.ts';
import { mostWaiting, waitingSql } from '#server/quarantine/room.ts';
import type { QuarantineAnswer } from '#shared/sync/revocation.ts';
import { poolOf } from './centre.ts';
import { sent } from './desk.ts';
import { expectIndexes } from './plans.ts';
import { asked, enrolled, type Here, handIn, revoked, type Told } from './shut-out.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

let url = '';
beforeAll(async () => {
  url = await staffedDatabase();
});

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const state = (have: number, whole = false) => [200, { have, whole }];
const none = Buffer.alloc(0);

/** A command of Lucía's that attaches a content. */
function attaching(customerId: string, hash: string, bytes: number) {
  const more = { name: 'rota.png', mime: 'image/png', orderId: null, about: '' };
  const data = { attachmentId: randomUUID(), hash, bytes, ...more };
  return sent({ type: 'attachment.add', customerId, caseId: null, data }, 'lucia');
}

type Put = { command: string; hash: string; at: number; payload: Buffer };

/** The status, and how far it is or the problem's code. */
async function putAt({ app }: Here, token: string, { command, hash, at, payload }: Put) {
  const answer = await app.inject({
    method: 'PUT',
    url: `/quarantine/hand-in/${command}/${hash}?at=${at}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload,
  });
  return [answer.statusCode, answer.statusCode === 200 ? answer.json() : answer.json().code];
}

test('contents are taken of what this machine handed in alone, with the right hash and length; partly here when they are accepted, the machine goes on with them', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'lucia');
  await revoked(here, who);
  const content = randomBytes(90_000);
  const hash = hashOf(content);
  const attached = (bytes = content.length) => attaching('c-photo', hash, bytes);
  const [fit, other, large, erased] = [attached(), attached(), attached(2 ** 26), attached()];
  const { drain } = (await asked(here, who, own)).json() as Told;
  await handIn(here, drain, [fit, other, large, erased], false);
  const put = (command: string, at: number, payload: Buffer, token = drain, of = hash) =>
    putAt(here, token, { command, at, payload, hash: of });
  expect(await put(fit.id, 0, none, who.token)).toEqual([401, 'sign-in']);
  expect(await put(fit.id, 0, none, randomBytes(32).toString('base64url'))).toEqual([401, 'sign-in']);
  expect(await put(randomUUID(), 0, none)).toEqual([404, 'not-found']);
  expect(await put(fit.id, 0, none, drain, '0'.repeat(64))).toEqual([404, 'not-found']);
  expect(await put(large.id, 0, none)).toEqual([413, 'too-large']);
  expect(await put(other.id, 0, Buffer.alloc(content.length + 1))).toEqual([400, 'bad-input']);
  expect(await put(other.id, 0, Buffer.alloc(content.length))).toEqual([400, 'bad-input']);
  // Nothing of a wrong one stays; parts go on where they ended, and none is doubled.
  expect(await put(other.id, 0, none)).toEqual(state(0));
  expect(await put(fit.id, 0, content.subarray(0, 50_000))).toEqual(state(50_000));
  expect(await put(fit.id, 0, content.subarray(0, 50_000))).toEqual(state(50_000));
  await put(erased.id, 0, content);

  const pool = poolOf(url);
  const { rows } = await pool.query<{ n: number; command: string }>(
    'SELECT n, command_id AS command FROM quarantine WHERE device = $1',
    [who.device],
  );
  const numberOf = ({ id }: { id: string }) => rows.find(({ command }) => command === id)?.n;
  const ines = await here.signIn('ines');
  const review = (body: object) => here.post('/quarantine/review', body, ines.token);
  const accepted = await review({ verdict: 'accept', of: [numberOf(fit)] });
  expect(accepted.json().outcomes).toMatchObject([{ outcome: 'accepted' }]);
  expect(await put(fit.id, 50_000, content.subarray(50_000))).toEqual(state(content.length, true));
  const got = await here.get(`/attachments/day/${hash}?at=50000`, ines.token);
  expect(got.rawPayload.equals(content.subarray(50_000))).toBe(true);
  // Declined, nobody wants it any more.
  await put(other.id, 0, content.subarray(0, 10));
  await review({ verdict: 'decline', of: [numberOf(other)], reason: 'Twice' });
  expect(await put(other.id, 10, content.subarray(10))).toEqual(state(0, true));
  const left = await pool.query('SELECT n FROM quarantine_content');
  expect(left.rows).toEqual([{ n: numberOf(erased) }]);
  // Handed in before it was known whose the customer is.
  await pool.query("UPDATE quarantine SET team = 'night' WHERE n = $1", [numberOf(erased)]);
  await asCentre(pool, (client) =>
    eraseCustomers(client, { team: 'day', customerIds: ['c-photo'], at: Date.now() }),
  );
  for (const table of ['quarantine_content', 'quarantine_content_part', 'attachment', 'attachment_part'])
    expect([table, (await pool.query(`SELECT 1 FROM ${table}`)).rowCount]).toEqual([table, 0]);
  for (const { id } of [fit, erased]) expect(await put(id, 0, content)).toEqual(state(0, true));
  const kept = await pool.query("SELECT 1 FROM quarantine WHERE customer_id = 'c-photo' AND bytes <> ''");
  expect(kept.rowCount).toBe(0);
});

test('whoever reviews looks at a content once all of it is here, and until it is decided; nobody else does', async () => {
  const here = await centreOn(url);
  const { who, own } = await enrolled(here, 'lucia');
  await revoked(here, who);
  const content = randomBytes(70_000);
  const hash = hashOf(content);
  const photo = attaching('c-look', hash, content.length);
  const { drain } = (await asked(here, who, own)).json() as Told;
  await handIn(here, drain, [photo], false);
  const put = (at: number, payload: Buffer) => putAt(here, drain, { command: photo.id, hash, at, payload });
  const ines = await here.signIn('ines');
  const listed = async () => {
    const { items } = (await here.get('/quarantine', ines.token)).json() as QuarantineAnswer;
    return items.find(({ ask }) => ask?.customerId === 'c-look');
  };
  const first = await listed();
  expect(first?.content).toBeNull();
  const look = (token: string, at: number | string = 0) =>
    here.get(`/quarantine/${first?.n}/content?at=${at}`, token);
  const statusOf = async (token: string, at?: string) => (await look(token, at)).statusCode;
  expect(await statusOf(ines.token)).toBe(404);
  await put(0, content.subarray(0, 40_000));
  expect((await listed())?.content).toEqual({ have: 40_000, whole: false });
  expect(await statusOf(ines.token)).toBe(404);
  await put(40_000, content.subarray(40_000));
  expect((await listed())?.content).toEqual({ have: 70_000, whole: true });

  const parts = [];
  for (let at = 0, piece: Buffer = none; ; at += piece.length) {
    const answer = await look(ines.token, at);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'content-disposition': 'attachment',
    });
    piece = answer.rawPayload;
    if (piece.length === 0) break;
    parts.push(piece);
  }
  expect(hashOf(Buffer.concat(parts))).toBe(hash);
  for (const [login, status] of [
    ['mateo', 403],
    ['nuria', 200],
  ] as const)
    expect([login, await statusOf((await here.signIn(login)).token)]).toEqual([login, status]);
  expect(await statusOf(drain)).toBe(401);
  expect(await statusOf(ines.token, '-1')).toBe(400);
  expect(await statusOf(ines.token, '0&more=1')).toBe(400);
  // The second lock: whatever a query forgets, of another team nothing is there.
  const asOf = (teams: string[]) =>
    inTeams(
      poolOf(url),
      teams,
      async (client) => (await client.query('SELECT 1 FROM quarantine_content_part')).rowCount,
    );
  expect(await asOf(['day'])).toBeGreaterThan(0);
  expect(await asOf(['night'])).toBe(0);
  await here.post('/quarantine/review', { verdict: 'decline', of: [first?.n], reason: 'x' }, ines.token);
  expect(await statusOf(ines.token)).toBe(404);
});

test('of one machine no more waits for a review than there is room for; what it has handed in it may repeat, and what is reviewed makes room', async () => {
  const here = await centreOn(url);
  const pool = poolOf(url);
  const { who, own } = await enrolled(here, 'lucia');
  await revoked(here, who);
  const content = randomBytes(1_000);
  const hash = hashOf(content);
  const [first, second] = [attaching('c-room', hash, 1_000), attaching('c-room', hash, 1_000)];
  const { drain } = (await asked(here, who, own)).json() as Told;
  await handIn(here, drain, [first, second], false);
  const put = ({ id }: { id: string }, at = 0, payload = none) =>
    putAt(here, drain, { command: id, hash, at, payload });
  const nuria = await here.signIn('nuria');
  const isFull = async () => {
    const { devices } = (await here.get('/devices', nuria.token)).json();
    return devices.find(({ id }: { id: string }) => id === who.device).shutOut.full;
  };
  expect(await put(first)).toEqual(state(0));
  // As if it had announced so much.
  const one = 'n = (SELECT n FROM quarantine WHERE command_id = $1)';
  const announced = `UPDATE quarantine_content SET bytes = $2 WHERE ${one}`;
  await pool.query(announced, [first.id, mostWaiting - 2 * 4096 - 1_000]);
  expect(await put(second)).toEqual(state(0));
  await pool.query(`DELETE FROM quarantine_content WHERE ${one}`, [second.id]);
  await pool.query(announced, [first.id, mostWaiting - 2 * 4096 - 999]);
  expect(await isFull()).toBe(false);
  expect(await put(second, 0, content)).toEqual([507, 'full']);
  expect(await isFull()).toBe(true);
  // What was begun goes on.
  expect(await put(first)).toEqual(state(0));

  await pool.query(announced, [first.id, mostWaiting]);
  const third = attaching('c-room', hash, 1_000);
  const refused = await handIn(here, drain, [second, third], false);
  expect([refused.statusCode, refused.json().code]).toEqual([507, 'full']);
  const kept = await pool.query('SELECT 1 FROM quarantine WHERE device = $1', [who.device]);
  expect(kept.rowCount).toBe(2);
  expect((await handIn(here, drain, [first, second], false)).json()).toEqual({ held: 2 });

  const ines = await here.signIn('ines');
  const { items } = (await here.get('/quarantine', ines.token)).json();
  const of = items.filter(
    (item: { ask: { data: { attachmentId: string } } }) =>
      JSON.parse(first.text).ask.data.attachmentId === item.ask.data.attachmentId,
  );
  const declining = { verdict: 'decline', of: [of[0].n], reason: 'x' };
  expect(await isFull()).toBe(true);
  await here.post('/quarantine/review', declining, ines.token);
  expect(await isFull()).toBe(false);
  expect((await handIn(here, drain, [second, third], false)).json()).toEqual({ held: 3 });
  expect(await put(second, 0, content)).toEqual(state(1_000, true));
});

test('parts, and what waits of a machine, are found by an index', async () => {
  await expectIndexes(
    poolOf(url),
    [
      [handedPartsSql, 'quarantine_content_part_pkey'],
      [waitingSql, 'quarantine_waits'],
      [handedContentSql, 'quarantine_n_key'],
      [handedContentSql, 'quarantine_content_pkey'],
      [handedPartAtSql, 'quarantine_content_part_pkey'],
    ],
    [
      `INSERT INTO quarantine (device, person, command_id, hash, team, bytes, at)
       SELECT id, person, gen_random_uuid(), 'x', 'day', '', 1 FROM device, generate_series(1, 500)`,
      'ANALYZE',
    ],
  );
});
