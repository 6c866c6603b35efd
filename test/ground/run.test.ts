import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { add, countOf, fromPlaywright, fromVitest, none } from '../../scripts/counts.mjs';
import { run } from '../../scripts/setup/child.mjs';
import { alone, isGone } from '../../scripts/setup/lock.mjs';
import { duration, explain, stopped } from '../../scripts/setup/say.mjs';

const place = mkdtempSync(join(tmpdir(), 'hilo-ground-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const dead = spawnSync(process.execPath, ['-e', '']).pid;

test('two at a time take turns', async () => {
  const folder = join(place, 'turns');
  const order: string[] = [];
  const work = (name: string) => () =>
    wait(150).then(() => {
      order.push(`${name} in`, `${name} out`);
      return name;
    });
  const began = performance.now();
  expect(await Promise.all([alone(folder, 'x', work('a')), alone(folder, 'x', work('b'))])).toEqual([
    'a',
    'b',
  ]);
  expect(performance.now() - began).toBeGreaterThan(280);
  expect(readdirSync(folder)).toEqual([]);
  expect(order.map((step) => step.slice(0, 1))).toEqual(order[0] === 'a in' ? [...'aabb'] : [...'bbaa']);
});

test('the lock of a set-up that was killed is taken over at once', async () => {
  writeFileSync(join(place, 'y.lock'), JSON.stringify({ pids: [dead], host: hostname() }));
  expect(await alone(place, 'y', async () => 'done')).toBe('done');
});

test('a lock is given back when the work fails', async () => {
  await expect(alone(place, 'z', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await alone(place, 'z', async () => 'done')).toBe('done');
});

test.each([
  ['its set-up lives', { pids: [1], host: 'here' }, 60_000, (pid: number) => pid === 1, false],
  [
    'only a program that it started lives',
    { pids: [1, 2], host: 'here' },
    60_000,
    (pid: number) => pid === 2,
    false,
  ],
  ['nothing of it lives', { pids: [1, 2], host: 'here' }, 10, () => false, true],
  ['its numbers must be someone else’s by now', { pids: [1], host: 'here' }, 400_000, () => true, true],
  ['it is elsewhere and moves', { pids: [1], host: 'there' }, 5000, () => false, false],
  ['it is elsewhere and silent', { pids: [1], host: 'there' }, 25_000, () => false, true],
  ['it was just being written', null, 5, () => false, false],
] as const)('whether a holder is gone when %s', (_when, holder, age, alive, gone) => {
  expect(isGone(holder && { pids: [...holder.pids], host: holder.host }, age, 'here', alive)).toBe(gone);
});

test('a program that is not there is code 127, and a log keeps what another one says', async () => {
  expect((await run('no-such-program-here', [], { log: join(place, 'a.log') })).code).toBe(127);
  const log = join(place, 'b.log');
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
  const { code, output } = await run(process.execPath, ['-e', script], { log });
  expect(code).toBe(3);
  expect(output).toContain('out');
  expect(output).toContain('err');
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('err');
});

test('whatever is thrown becomes one sentence', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: 'node_modules' });
  expect(explain(full).sentence).toBe('Set-up stopped at node_modules: the disk is full (ENOSPC).');
  expect(explain(stopped('Try again.', 7))).toEqual({ sentence: 'Try again.', code: 7, stack: null });
  expect(explain(new Error('a bug')).stack).toContain('a bug');
});

test('durations are short to read', () => {
  expect([40, 9_940, 59_000, 72_000, 119_900].map(duration)).toEqual([
    '0.0 s',
    '9.9 s',
    '59 s',
    '1 min 12 s',
    '2 min 0 s',
  ]);
});

test('the sum adds what vitest and Playwright report', () => {
  const unit = fromVitest(
    JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }),
  );
  const e2e = fromPlaywright(JSON.stringify({ stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 1 } }));
  expect(add(unit, e2e)).toEqual({ passed: 9, failed: 3, skipped: 4 });
});

test('a step that fails without a failed test still counts as a failure', () => {
  expect(countOf(true, null)).toEqual(none);
  expect(countOf(false, null).failed).toBe(1);
  expect(countOf(false, { passed: 8, failed: 0, skipped: 0 })).toEqual({ passed: 8, failed: 1, skipped: 0 });
  expect(countOf(false, { passed: 8, failed: 2, skipped: 0 }).failed).toBe(2);
});

test('a Node that is too old is told so in one sentence, before anything else is read', () => {
  const script = readFileSync(join(import.meta.dirname, '..', '..', 'scripts', 'run.mjs'), 'utf8');
  expect(script).not.toMatch(/^import /m);
  const old = "Object.defineProperty(process.versions, 'node', { value: '18.20.0' });\n";
  const path = join(place, 'run.mjs');
  writeFileSync(path, old + script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, 'start'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Hilo needs Node 20 or newer to set itself up; this is 18.\n',
  });
});
