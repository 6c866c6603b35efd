import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test, vi } from 'vitest';
import { nextLink, noLink } from '#shared/sync/chain.ts';
import type { SentCommand } from '#shared/sync/exchange.ts';
import { note, openCase } from '../store/fixture.ts';
import { freshDatabase } from './centre.ts';
import { makeTeams, type Process, person, processOn, sent, sha256, streamOf } from './desk.ts';

const lucia = person('lucia', 'es', 'fr');
const paul = person('paul', 'fr');
const solve = (customerId: string, caseId: string) =>
  ({ type: 'case.solve', customerId, caseId, data: { how: 'Sent a new one' } }) as const;

async function twoProcesses(): Promise<[Process, Process]> {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es', 'fr');
  return [one, await processOn(url)];
}

const take = (at: Process, commands: SentCommand[], who = lucia) =>
  at.ledger.take(commands, { who, incarnation: randomUUID(), parted: new Set() });

async function expectGapless(pool: pg.Pool, team: string): Promise<number> {
  const changes = await streamOf(pool, team);
  expect(changes.map(({ n }) => n)).toEqual(changes.map((_, index) => index + 1));
  let link = noLink;
  for (const change of changes) {
    link = nextLink(sha256, link, change.body);
    expect(change.link).toBe(link);
    expect(JSON.stringify(JSON.parse(change.body))).toBe(change.body);
  }
  const { rows } = await pool.query('SELECT n, link FROM team_head WHERE team = $1', [team]);
  expect(rows).toEqual([{ n: changes.length, link }]);
  return changes.length;
}

test('the same command with the same bytes is taken once, however and wherever it comes', async () => {
  const [one, two] = await twoProcesses();
  const command = sent(note('c1', null));
  const inOneBatch = await take(one, [command, command, command]);
  const again = await take(one, [command]);
  const elsewhere = await take(two, [command]);
  for (const answer of [...inOneBatch, ...again, ...elsewhere])
    expect(answer).toEqual({ id: command.id, outcome: 'accepted', team: 'es', n: 1, count: 1 });
  expect(await expectGapless(one.pool, 'es')).toBe(1);
});

test('two processes that get the same commands at the same moment number each of them once', async () => {
  const [one, two] = await twoProcesses();
  const commands = Array.from({ length: 200 }, (_, index) =>
    sent(note(`c${index % 7}`, null, `Note ${index}`)),
  );
  const answers = await Promise.all([
    take(one, commands),
    take(two, [...commands].reverse()),
    take(two, commands),
    take(one, commands.slice(50)),
  ]);
  const numbers = new Map<string, number>();
  for (const answer of answers.flat()) {
    expect(answer.outcome).toBe('accepted');
    if (answer.outcome !== 'accepted') continue;
    expect(numbers.get(answer.id) ?? answer.n).toBe(answer.n);
    numbers.set(answer.id, answer.n);
  }
  expect(answers.flat()).toHaveLength(750);
  expect([...numbers.values()].sort((a, b) => a - b)).toEqual(commands.map((_, index) => index + 1));
  expect(await expectGapless(one.pool, 'es')).toBe(200);
});

test('the same id with other bytes is a conflict, in one batch, in two, and for another customer', async () => {
  const [one, two] = await twoProcesses();
  const command = sent(note('c1', null, 'first'));
  const other = sent(note('c1', null, 'second'), 'lucia', command.id);
  const third = sent(note('c2', null, 'third'), 'lucia', command.id);
  const conflict = { id: command.id, outcome: 'conflict' };
  expect((await take(one, [command, other]))[1]).toEqual(conflict);
  expect(await take(two, [other, third])).toEqual([conflict, conflict]);
  expect(await take(one, [command])).toMatchObject([{ outcome: 'accepted', n: 1 }]);
  expect(await expectGapless(one.pool, 'es')).toBe(1);
});

test('of two commands with one id on different streams at one moment, one is taken and the other is a conflict', async () => {
  const [one, two] = await twoProcesses();
  for (let round = 0; round < 10; round += 1) {
    const command = sent(note(`a${round}`, null));
    const other = sent(note(`b${round}`, null), 'lucia', command.id);
    const [[first], [second]] = await Promise.all([take(one, [command]), take(two, [other])]);
    expect([first?.outcome, second?.outcome].sort()).toEqual(['accepted', 'conflict']);
  }
  expect(await expectGapless(one.pool, 'es')).toBe(10);
});

test('two desks solve the same case from two processes: one did, the other is told why not, and is told the same again', async () => {
  const [one, two] = await twoProcesses();
  for (let round = 0; round < 10; round += 1) {
    const caseId = randomUUID();
    await take(one, [sent(openCase('c1', caseId))]);
    const first = sent(solve('c1', caseId));
    const second = sent(solve('c1', caseId));
    const answers = (await Promise.all([take(one, [first]), take(two, [second])])).flat();
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
    const refused = answers.find(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject({ refusal: { code: 'already-solved' } });
    const again = refused?.id === first.id ? first : second;
    await take(one, [sent({ type: 'case.reopen', customerId: 'c1', caseId, data: { why: 'Not solved' } })]);
    expect(await take(two, [again])).toEqual([refused]);
  }
  expect(await expectGapless(one.pool, 'es')).toBe(30);
});

test('a fact that breaks a rule is kept and flagged beside it', async () => {
  const [one] = await twoProcesses();
  const command = sent(note('c1', 'a-case-nobody-opened'));
  expect(await take(one, [command])).toEqual([
    { id: command.id, outcome: 'accepted', team: 'es', n: 1, count: 2 },
  ]);
  const changes = await streamOf(one.pool, 'es');
  expect(changes.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'note.added.1' },
    { type: 'fact.flagged.1', data: { eventId: `${command.id}:0`, why: 'case-unknown' } },
  ]);
});

test('a command that nobody here can read is answered so, not kept, and what follows it waits', async () => {
  const [one] = await twoProcesses();
  const id = randomUUID();
  const newer = { id, team: null, text: JSON.stringify({ v: 2, stamp: { id } }) };
  const noText = sent(note('c\u0000', null));
  for (const command of [newer, noText]) {
    const before = sent(note('c1', null));
    expect(await take(one, [before, command, sent(note('c1', null))])).toMatchObject([
      { id: before.id, outcome: 'accepted' },
      { id: command.id, outcome: 'unreadable' },
    ]);
  }
  const { rows } = await one.pool.query('SELECT count(*) AS n FROM answer');
  expect(rows).toEqual([{ n: 2 }]);
});

test('somebody else’s stamp is refused, and nothing becomes known of its customer', async () => {
  const [one] = await twoProcesses();
  const answers = await take(one, [sent(note('c1', null), 'paul')]);
  expect(answers).toMatchObject([{ outcome: 'refused', refusal: { code: 'other-person' } }]);
  const { rows } = await one.pool.query('SELECT customer_id FROM customer_team');
  expect(rows).toEqual([]);
});

test('a customer belongs to who is first, also when two processes hear of them at one moment', async () => {
  const [one, two] = await twoProcesses();
  const marie = person('marie', 'fr');
  for (let round = 0; round < 20; round += 1) {
    const customer = `new${round}`;
    const [[first], [second]] = await Promise.all([
      take(one, [sent(note(customer, null), 'lucia')]),
      take(two, [sent(note(customer, null), 'marie')], marie),
    ]);
    if (first?.outcome !== 'accepted' || second?.outcome !== 'accepted') throw new Error('not accepted');
    const { rows } = await one.pool.query('SELECT team FROM customer_team WHERE customer_id = $1', [
      customer,
    ]);
    expect([first.team, second.team]).toEqual([rows[0]?.team, rows[0]?.team]);
    // Marie does not work for the other team: what she said to the customer is kept, and flagged.
    expect(second.count).toBe(rows[0]?.team === 'es' ? 2 : 1);
  }
  const es = await expectGapless(one.pool, 'es');
  const fr = await expectGapless(one.pool, 'fr');
  expect(es + fr).toBeGreaterThanOrEqual(40);
});

test('a customer who comes to another team while the batch waits takes their commands there, and the rest stays', async () => {
  const [one] = await twoProcesses();
  const other = await one.pool.connect();
  await other.query('BEGIN');
  await other.query("INSERT INTO customer_team VALUES ('c1', 'fr')");
  const taking = take(one, [sent(note('c1', null)), sent(note('c2', null)), sent(note('c1', null))]);
  await vi.waitFor(async () => {
    const { rowCount } = await one.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(rowCount).toBe(1);
  }, 10_000);
  await other.query('COMMIT');
  other.release();
  expect(await taking).toMatchObject([
    { outcome: 'accepted', team: 'fr', n: 1 },
    { outcome: 'accepted', team: 'es', n: 1 },
    { outcome: 'accepted', team: 'fr', n: 2 },
  ]);
});

test('whoever does not work for the team may say what was said to a customer, and move nothing', async () => {
  const [one] = await twoProcesses();
  const caseId = randomUUID();
  await take(one, [sent(openCase('c1', caseId))]);
  const answers = await take(
    one,
    [sent(note('c1', caseId), 'paul'), sent(solve('c1', caseId), 'paul')],
    paul,
  );
  expect(answers).toMatchObject([
    { outcome: 'accepted', team: 'es', count: 2 },
    { outcome: 'refused', refusal: { code: 'other-team' } },
  ]);
});

test('commands of one push are decided in their order, each on top of the ones before it', async () => {
  const [one] = await twoProcesses();
  const caseId = randomUUID();
  const promiseId = randomUUID();
  const promise = { promiseId, text: 'We call tomorrow', until: 2000 };
  const answers = await take(one, [
    sent(openCase('c1', caseId)),
    sent({ type: 'promise.make', customerId: 'c1', caseId, data: promise }),
    sent(solve('c1', caseId)),
    sent({ type: 'promise.end', customerId: 'c1', caseId, data: { promiseId, outcome: 'kept', text: '' } }),
    sent(solve('c1', caseId)),
  ]);
  expect(answers).toMatchObject([
    { outcome: 'accepted', n: 1 },
    { outcome: 'accepted', n: 2 },
    { outcome: 'refused', refusal: { code: 'open-promise', text: 'We call tomorrow' } },
    { outcome: 'accepted', n: 3 },
    { outcome: 'accepted', n: 4 },
  ]);
});

test('one command that cannot be kept delays what follows it in its stream, and nothing else', async () => {
  const [one] = await twoProcesses();
  // As a rule of the database that somebody broke: it fails for this one command, each time.
  await one.pool.query(`ALTER TABLE change ADD CHECK (body NOT LIKE '%spoilt%')`);
  const commands = Array.from({ length: 100 }, (_, index) =>
    sent(note(`c${index % 10}`, null, index === 37 ? 'spoilt' : 'good')),
  );
  const answers = await take(one, commands);
  const held = (index: number) => index > 37 && index % 10 === 7;
  expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual(
    commands.flatMap(({ id }, index) =>
      held(index) ? [] : [[id, index === 37 ? 'unreadable' : 'accepted']],
    ),
  );
  expect(one.failures).toHaveLength(1);
  expect(await expectGapless(one.pool, 'es')).toBe(93);
});

test('where the ledger has forgotten a customer, the desk knows their team', async () => {
  const [one] = await twoProcesses();
  const abroad = { ...sent(note('c1', null)), team: 'fr' };
  const nowhere = { ...sent(note('c2', null)), team: 'gone' };
  expect(await take(one, [abroad, nowhere])).toMatchObject([{ team: 'fr' }, { team: 'es' }]);
  const again = { ...sent(note('c1', null)), team: 'es' };
  expect(await take(one, [again])).toMatchObject([{ team: 'fr' }]);
});

test('pushes gather while a transaction runs, and share the next commit', async () => {
  const [one] = await twoProcesses();
  const commits = async () => {
    const { rows } = await one.pool.query(
      'SELECT count(DISTINCT at) AS n FROM (SELECT DISTINCT xmin::text AS at FROM change) AS c',
    );
    return Number(rows[0]?.n);
  };
  await Promise.all(Array.from({ length: 400 }, (_, index) => take(one, [sent(note(`c${index}`, null))])));
  expect(await expectGapless(one.pool, 'es')).toBe(400);
  expect(await commits()).toBeLessThan(40);
});

test('who waits for a lock too long is told that it is busy, and nothing is half done', async () => {
  const url = await freshDatabase();
  const one = await processOn(url, { settings: { lock_timeout: '50ms' } });
  await makeTeams(one.pool, 'es');
  const client = await one.pool.connect();
  await client.query('BEGIN');
  await client.query("SELECT FROM team_head WHERE team = 'es' FOR UPDATE");
  const command = sent(note('c1', null));
  await expect(take(one, [command])).rejects.toMatchObject({ code: 'busy', retryAfter: 2 });
  await client.query('ROLLBACK');
  client.release();
  expect(await take(one, [command])).toMatchObject([{ outcome: 'accepted', n: 1 }]);
});

test('a connection that is cut in the middle costs a try and nothing else', async () => {
  const [one, two] = await twoProcesses();
  const cut = async () => {
    const { rowCount } = await two.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND query NOT LIKE 'LISTEN%'`,
    );
    return rowCount ?? 0;
  };
  let cuts = 0;
  let numbered = 0;
  for (let round = 0; cuts < 5; round += 1) {
    const commands = Array.from({ length: 100 }, () => sent(note(`c${round}`, null)));
    const taking = take(one, commands).catch(() => []);
    cuts += await cut();
    await taking;
    const answers = await take(one, commands);
    expect(answers.map(({ outcome }) => outcome)).toEqual(commands.map(() => 'accepted'));
    numbered += 100;
  }
  expect(await expectGapless(one.pool, 'es')).toBe(numbered);
});

test('a ledger that stops finishes what it took, and tells who comes later to come again', async () => {
  const [one] = await twoProcesses();
  const taking = Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => take(one, [sent(note(`c${index}`, null))])),
  );
  // Let them come in.
  await one.pool.query('SELECT 1');
  const closed = one.ledger.close();
  await expect(take(one, [sent(note('late', null))])).rejects.toMatchObject({ code: 'busy', retryAfter: 1 });
  await closed;
  const { rows } = await one.pool.query('SELECT count(*) AS n FROM answer');
  const taken = (await taking).filter(({ status }) => status === 'fulfilled').length;
  expect(rows).toEqual([{ n: taken }]);
  expect(taken).toBeGreaterThan(0);
});

test('a record is linked with another of its team, and never with one of another team', async () => {
  const [one] = await twoProcesses();
  await take(one, [sent(note('c1', null)), sent(note('c2', null))]);
  await take(one, [sent(note('f1', null), 'paul')], paul);
  const link = (customerId: string, into: string) =>
    sent({ type: 'customer.link', customerId, caseId: null, data: { into, why: 'said so' } });
  expect(
    await take(one, [link('c1', 'c2'), link('c1', 'c2'), link('c2', 'f1'), link('f1', 'c2')]),
  ).toMatchObject([
    { outcome: 'accepted' },
    { outcome: 'refused', refusal: { code: 'linked-already' } },
    { outcome: 'refused', refusal: { code: 'link-other-team' } },
    { outcome: 'refused', refusal: { code: 'link-other-team' } },
  ]);
});
