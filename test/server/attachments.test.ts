import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { announcedSql, partAtSql, partsSql, unfinishedSql } from '#server/attachments/keep.ts';
import { asCentre } from '#server/database/transaction.ts';
import { eraseCustomers } from '#server/erasure/erase.ts';
import { numberedSql } from '#server/quarantine/contents.ts';
import { mostBytes } from '#shared/attachment/kinds.ts';
import { exchangeAnswer } from '#shared/sync/exchange.ts';
import { poolOf } from './centre.ts';
import { askOf, fillTeam, sent } from './desk.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

type Centre = Awaited<ReturnType<typeof centreOn>>;

const sum = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Lucía (team day) attaches something to a customer of hers; the event's id. */
async function announce(centre: Centre, token: string, hash: string, bytes: number, by = 'lucia') {
  const id = randomUUID();
  const data = {
    attachmentId: randomUUID(),
    hash,
    name: 'rota.jpg',
    mime: 'image/jpeg',
    bytes,
    orderId: null,
    about: '',
  };
  const command = sent({ type: 'attachment.add', customerId: 'c1', caseId: null, data }, by, id);
  const answer = exchangeAnswer.parse(
    (await centre.post('/exchange', askOf({ commands: [command] }), token)).json(),
  );
  expect(answer.answers[0]?.outcome).toBe('accepted');
  return `${id}:0`;
}

type Place = { team?: string; hash: string; event: string; token: string };

async function put({ app }: Centre, { team = 'day', hash, event, token }: Place, at: number, part: Buffer) {
  const answer = await app.inject({
    method: 'PUT',
    url: `/attachments/${team}/${hash}?event=${encodeURIComponent(event)}&at=${at}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: part,
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function got(centre: Centre, team: string, hash: string, token: string): Promise<Buffer | number> {
  const parts: Buffer[] = [];
  for (;;) {
    const at = parts.reduce((length, part) => length + part.length, 0);
    const answer = await centre.get(`/attachments/${team}/${hash}?at=${at}`, token);
    if (answer.statusCode !== 200) return answer.statusCode;
    if (answer.rawPayload.length === 0) return Buffer.concat(parts);
    parts.push(answer.rawPayload);
  }
}

test('a content goes up in parts, goes on where it stopped at another process, and comes down whole to the team', async () => {
  const url = await staffedDatabase();
  const [one, two] = [await centreOn(url), await centreOn(url)];
  const { token } = await one.signIn('lucia');
  const content = randomBytes(700_000);
  const hash = sum(content);
  const place = { hash, event: await announce(one, token, hash, content.length), token };
  const none = Buffer.alloc(0);

  expect(await put(one, place, 0, none)).toEqual({ status: 200, body: { have: 0, whole: false } });
  expect(await put(one, place, 0, content.subarray(0, 300_000))).toMatchObject({ body: { have: 300_000 } });
  expect(await got(two, 'day', hash, token)).toBe(404);
  // The answer was lost, and the desk sends the same again, or asks from another place: nothing is doubled.
  expect(await put(two, place, 0, content.subarray(0, 300_000))).toMatchObject({ body: { have: 300_000 } });
  expect(await put(two, place, 500_000, content.subarray(500_000))).toMatchObject({
    body: { have: 300_000 },
  });
  // Both processes at once: one of them takes it.
  const both = await Promise.all(
    [one, two].map((at) => put(at, place, 300_000, content.subarray(300_000, 600_000))),
  );
  expect(both.map(({ body }) => body.have)).toEqual([600_000, 600_000]);
  expect(await put(two, place, 600_000, content.subarray(600_000))).toEqual({
    status: 200,
    body: { have: 700_000, whole: true },
  });
  const colleague = await two.signIn('ines');
  expect(await got(two, 'day', hash, colleague.token)).toEqual(content);
  // Somebody else attaches the same photo: it is there already.
  const again = await announce(two, colleague.token, hash, content.length, 'ines');
  expect(await put(two, { hash, event: again, token: colleague.token }, 0, none)).toMatchObject({
    body: { have: 700_000, whole: true },
  });
});

test('a content that is not the one of its hash is forgotten, and the right one can come after it', async () => {
  const centre = await centreOn(await staffedDatabase());
  const { token } = await centre.signIn('lucia');
  const content = randomBytes(1000);
  const hash = sum(content);
  const place = { hash, event: await announce(centre, token, hash, content.length), token };
  expect(await put(centre, place, 0, randomBytes(1000))).toMatchObject({
    status: 400,
    body: { code: 'bad-input' },
  });
  expect(await got(centre, 'day', hash, token)).toBe(404);
  expect(await put(centre, place, 0, Buffer.concat([content, content]))).toMatchObject({ status: 400 });
  expect(await put(centre, place, 0, content)).toMatchObject({ body: { whole: true } });
});

test('only what an event of the team announced is taken, and only the team reads it', async () => {
  const centre = await centreOn(await staffedDatabase());
  const { token } = await centre.signIn('lucia');
  const content = randomBytes(1000);
  const hash = sum(content);
  const event = await announce(centre, token, hash, content.length);
  const place = { hash, event, token };
  expect(await put(centre, { ...place, event: `${randomUUID()}:0` }, 0, content)).toMatchObject({
    status: 404,
  });
  expect(await put(centre, { ...place, hash: sum(randomBytes(3)) }, 0, content)).toMatchObject({
    status: 404,
  });
  // Lucía does not work for the night, and nothing of the day is the night's.
  expect(await put(centre, { ...place, team: 'night' }, 0, content)).toMatchObject({ status: 404 });
  expect(await put(centre, { ...place, token: '' }, 0, content)).toMatchObject({ status: 401 });
  expect(await put(centre, place, 0, content)).toMatchObject({ body: { whole: true } });
  expect(await got(centre, 'day', hash, token)).toEqual(content);
  expect(await got(centre, 'night', hash, token)).toBe(404);
  const admin = await centre.signIn('nuria');
  expect(await got(centre, 'day', hash, admin.token)).toEqual(content);
  const stranger = await centre.get(`/attachments/day/${hash}?at=0`, 'x');
  expect(stranger.statusCode).toBe(401);
});

test('a part that is too long, a content that is too large and a hash that is none are refused', async () => {
  const centre = await centreOn(await staffedDatabase());
  const { token } = await centre.signIn('lucia');
  const hash = sum(randomBytes(10));
  const large = await announce(centre, token, hash, mostBytes + 1);
  expect(await put(centre, { hash, event: large, token }, 0, Buffer.alloc(0))).toMatchObject({ status: 413 });
  const event = await announce(centre, token, hash, 2_000_000);
  expect(await put(centre, { hash, event, token }, 0, randomBytes(600_000))).toMatchObject({ status: 413 });
  expect(await put(centre, { hash: '../etc', event, token }, 0, Buffer.alloc(1))).toMatchObject({
    status: 404,
  });
  expect(await put(centre, { hash: 'A'.repeat(64), event, token }, 0, Buffer.alloc(1))).toMatchObject({
    status: 400,
  });
});

test('a content that comes while its customer is erased is not kept', async () => {
  const url = await staffedDatabase();
  const centre = await centreOn(url);
  const { token } = await centre.signIn('lucia');
  const pool = poolOf(url);
  const content = randomBytes(5_000);
  const hash = sum(content);
  const event = await announce(centre, token, hash, content.length);
  const late: ReturnType<typeof put>[] = [];
  await asCentre(pool, async (client) => {
    await eraseCustomers(client, { team: 'day', customerIds: ['c1'], at: 1 });
    late.push(put(centre, { hash, event, token }, 0, content));
    // It stands before the lock by then, or was through: what was announced is there as long as this is not done.
    await setTimeout(300);
  });
  expect(await Promise.all(late)).toMatchObject([{ status: 404 }]);
  expect((await pool.query('SELECT 1 FROM attachment')).rowCount).toBe(0);
});

test('what is asked of contents is found by an index', async () => {
  const pool = poolOf(await staffedDatabase(), { size: 1 });
  await fillTeam(pool, 'day', 3000);
  await pool.query(
    `INSERT INTO attachment SELECT 'day', encode(sha256(n::text::bytea), 'hex'), 10, 10, n % 50 > 0, n FROM generate_series(1, 3000) AS n`,
  );
  await pool.query("INSERT INTO attachment_part SELECT team, hash, 0, 'x' FROM attachment");
  await pool.query('ANALYZE');
  const lists = [
    { sql: announcedSql, values: ['day', 'a:0'], index: 'change_event' },
    { sql: numberedSql, values: ['a:0'], index: 'change_event' },
    { sql: partAtSql, values: ['day', 'a', 5], index: 'attachment_part_pkey' },
    { sql: partsSql, values: ['day', 'a', 5], index: 'attachment_part_pkey' },
    { sql: unfinishedSql, values: [5], index: 'attachment_unfinished' },
  ];
  for (const { sql, values, index } of lists) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n'), sql).toContain(index);
  }
});
