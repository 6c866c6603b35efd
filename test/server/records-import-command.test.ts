import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { type ImportView, importReport } from '#shared/sync/import.ts';
import { poolOf } from './centre.ts';
import { streamOf } from './records-centre.ts';
import { wooFile } from './records-files.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

const place = mkdtempSync(join(tmpdir(), 'hilo-send-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

function fileOf(name: string, content: string): string {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
}

async function listening() {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("UPDATE team SET takes_rest = true WHERE team = 'day'");
  const { app } = await centreOn(url);
  return { pool, address: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** `npm run import -- --server …` without the set-up around it; the password comes on the standard input. */
function send(address: string, args: string[], typed = password) {
  const all = [
    '--server',
    address,
    '--login',
    'nuria@casalumbre.example',
    '--password-stdin',
    '--language',
    'en',
    ...args,
  ];
  return run(all, typed);
}

function run(all: string[], typed: string) {
  const script = new URL('../../src/main/import-to-centre.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, ...all], {
    stdio: 'pipe',
    env: { ...process.env, INIT_CWD: place },
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  child.stdin.end(`${typed}\n`);
  const code = new Promise<number | null>((done) => child.once('close', done));
  return { child, code, out: () => out, err: () => err };
}

const woo = ['--from', 'woocommerce-json', '--shop', 'casa', '--country', 'ES'];

test('a file is sent from the command line, with progress beside the report, and again changes nothing', async () => {
  const { pool, address } = await listening();
  fileOf('orders.json', wooFile(150));
  const run = send(address, [...woo, '--json', 'report.json', 'orders.json']);
  expect([await run.code, run.err()]).toEqual([
    0,
    // What comes after is seen only as far as the centre takes longer than from one question to the next.
    expect.stringMatching(/Sending: 100 %\n/),
  ]);
  expect(run.out()).toMatch(/^Rows: 150\n[\s\S]*Orders: 150 read: 150 new, /);
  const report = importReport.parse(JSON.parse(readFileSync(join(place, 'report.json'), 'utf8')));
  expect(report).toMatchObject({ file: 'orders.json', orders: { new: 150 } });
  const { length } = await streamOf(pool, 'day');
  const again = send(address, [...woo, 'orders.json']);
  expect(await again.code).toBe(0);
  expect(again.out()).toMatch(/Orders: 150 read: 0 new, 0 changed, 150 unchanged/);
  expect(await streamOf(pool, 'day')).toHaveLength(length);
  // Nothing that it was given stays good: its device was signed out.
  const { rows } = await pool.query('SELECT FROM device WHERE tokens_after = 0');
  expect(rows).toEqual([]);
});

test('what cannot be is said in a sentence and an exit code, and neither the password nor the file is in it', async () => {
  const { pool, address } = await listening();
  fileOf('bad.json', 'this is no JSON');
  const codeOf = async (run: ReturnType<typeof send>) => [
    await run.code,
    run.out(),
    run.err().trim().split('\n').at(-1),
  ];
  expect(await codeOf(send(address, [...woo, 'bad.json']))).toEqual([
    1,
    '',
    expect.stringMatching(
      /^The file was not brought in: This is not a JSON file\. Nothing was changed\. Reference: /,
    ),
  ]);
  const wrong = send(address, [...woo, 'bad.json'], 'not the password');
  expect(await codeOf(wrong)).toEqual([4, '', 'Login, password or code is wrong. Nothing was brought in.']);
  const agent = send(address, [...woo, '--login', 'lucia@casalumbre.example', 'bad.json']);
  expect(await codeOf(agent)).toEqual([4, '', expect.stringMatching(/takes an admin/)]);
  expect(await codeOf(send(address, [...woo, 'nowhere.json']))).toEqual([
    1,
    '',
    expect.stringMatching(/cannot be read/),
  ]);
  expect(await codeOf(send(address, [...woo, place]))).toEqual([
    1,
    '',
    'This is a folder. Name one file in it.',
  ]);
  const helped = send(address, ['--help']);
  expect([await helped.code, helped.out(), helped.err()]).toEqual([
    0,
    expect.stringMatching(/^(Usage|Uso): npm run import -- --from /),
    '',
  ]);
  expect(await codeOf(send('http://127.0.0.1:9', [...woo, 'bad.json']))).toEqual([
    3,
    '',
    expect.stringMatching(/cannot be reached/),
  ]);
  expect(await codeOf(send('http://hilo.example', [...woo, 'bad.json']))).toEqual([
    2,
    '',
    expect.stringMatching(/^Usage/),
  ]);
  const { rows } = await pool.query('SELECT FROM record_now');
  expect(rows).toEqual([]);
});

test('a sign-in page of a network is not taken for a centre', async () => {
  const portal = createServer((_, answer) => answer.end('<html>Welcome to the hotel</html>'));
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void portal.close());
  fileOf('orders.json', wooFile(1));
  const run = send(`http://127.0.0.1:${(portal.address() as AddressInfo).port}`, [...woo, 'orders.json']);
  expect([await run.code, run.err()]).toEqual([3, expect.stringMatching(/no centre of Hilo/)]);
});

test('Ctrl+C while the centre reads cancels the import there', async () => {
  const { pool, address } = await listening();
  fileOf('long.json', wooFile(40_000));
  const run = send(address, [...woo, 'long.json']);
  await vi.waitFor(() => expect(run.err()).toMatch(/Reading/), { timeout: 30_000, interval: 10 });
  run.child.kill('SIGINT');
  expect([await run.code, run.out(), run.err()]).toEqual([
    130,
    '',
    expect.stringMatching(/Stopped\. Nothing was brought in\.\n$/),
  ]);
  const { rows } = await pool.query<ImportView>('SELECT state FROM import');
  expect(rows).toEqual([{ state: 'cancelled' }]);
  await vi.waitFor(async () => expect((await pool.query('SELECT FROM import_staged')).rowCount).toBe(0), {
    timeout: 60_000,
  });
  expect((await pool.query('SELECT FROM record_now')).rowCount).toBe(0);
});

test('Ctrl+C while the centre publishes is too late, and says so', async () => {
  const { pool, address } = await listening();
  fileOf('orders.json', wooFile(1500));
  const run = send(address, [...woo, 'orders.json']);
  await vi.waitFor(() => expect(run.err()).toMatch(/Bringing in/), { timeout: 30_000, interval: 10 });
  run.child.kill('SIGINT');
  expect([await run.code, run.err()]).toEqual([5, expect.stringMatching(/read whole already/)]);
  await vi.waitFor(
    async () => expect((await pool.query('SELECT state FROM import')).rows).toEqual([{ state: 'done' }]),
    { timeout: 50_000, interval: 100 },
  );
});

test('an admin with an app is told how a script sends; its token does, and one that was withdrawn is told so', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("UPDATE team SET takes_rest = true WHERE team = 'day'");
  const { app, post, signIn } = await centreOn(url);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const { token } = await signIn('nuria');
  const made = (await post('/integrations', { name: 'nightly', scope: 'records' }, token)).json();
  await pool.query("INSERT INTO second_factor (person, secret, confirmed) VALUES ('nuria', 'x', 1)");
  fileOf('nightly.json', wooFile(3));
  const refused = send(address, [...woo, 'nightly.json']);
  expect(await refused.code).toBe(4);
  expect(refused.err()).toMatch(/--token-stdin/);
  const byToken = ['--server', address, '--token-stdin', '--language', 'en', ...woo, 'nightly.json'];
  const sent = run(byToken, made.token);
  expect(await sent.code).toBe(0);
  expect(sent.out()).toMatch(/^Orders: 3 read: 3 new/m);
  expect(await streamOf(pool, 'day')).not.toEqual([]);
  const { rows } = await pool.query("SELECT person FROM admin_act WHERE what = 'import.begun'");
  expect(rows).toEqual([{ person: `integration:${made.id}` }]);
  await post(`/integrations/${made.id}/revoke`, {}, token);
  const over = run(byToken, made.token);
  expect(await over.code).toBe(4);
  expect(over.err()).toMatch(/token is not good/);
});
