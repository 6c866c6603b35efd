import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Embedded, openEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import { note } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { deskOf, makeTeams, person, processOn, sent, streamOf } from './desk.ts';
import { quick } from './postgres.ts';

const asRoot = process.getuid?.() === 0;

function place(mode = 0o755): string {
  const parent = mkdtempSync(join(tmpdir(), 'hilo-embedded-'));
  chmodSync(parent, mode);
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'centre');
}

const opened = (folder: string): Promise<Embedded> => openEmbedded({ folder, settings: quick });

const pidIn = (folder: string): number =>
  Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Whether somebody answers at this address. */
const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((told) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (answer: boolean) => {
      socket.destroy();
      told(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });

/** All at once. What the system has of its files stays: this is no power cut, and `fsync` has nothing to say in it. */
async function kill(folder: string, url: string): Promise<number> {
  const pid = pidIn(folder);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => answers('127.0.0.1', Number(new URL(url).port))).toBe(false);
  return pid;
}

test('two processes that come to an empty folder at once share one server, and the last one out stops it', async () => {
  const folder = place();
  const [one, two] = await Promise.all([opened(folder), opened(folder)]);
  expect(two.url).toBe(one.url);
  const pool = poolOf(two.url);
  const { rows } = await pool.query(
    `SELECT current_user AS account, current_setting('data_checksums') AS checksums, pg_encoding_to_char(encoding) AS encoding,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super
     FROM pg_database WHERE datname = current_database()`,
  );
  expect(rows).toEqual([{ account: 'hilo', checksums: 'on', encoding: 'UTF8', super: false }]);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
  const port = Number(new URL(one.url).port);
  expect(await answers('127.0.0.1', port)).toBe(true);
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  if (outside) expect(await answers(outside.address, port)).toBe(false);
  await pool.query('CREATE TABLE kept AS SELECT 1 AS one');
  await one.stop();
  expect(await answers('127.0.0.1', port)).toBe(true);
  await two.stop();
  expect(await answers('127.0.0.1', port)).toBe(false);
  const again = await opened(folder);
  onTestFinished(() => again.stop());
  expect((await poolOf(again.url).query('SELECT one FROM kept')).rows).toEqual([{ one: 1 }]);
});

test('a server that was killed is started again, whatever its files say', async () => {
  const folder = place();
  const { url } = await opened(folder);
  const pid = await kill(folder, url);
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(true);
  const again = await opened(folder);
  onTestFinished(() => again.stop());
  expect(pidIn(folder)).not.toBe(pid);
});

test.runIf(asRoot)('a folder that PostgreSQL’s account cannot reach is said so in a sentence', async () => {
  const folder = place(0o700);
  await expect(opened(folder)).rejects.toThrow(/may not run as root.*cannot go into/);
});

test('a database that is killed three times under load keeps every command that was acknowledged, with its number', async () => {
  const folder = place();
  let server = await opened(folder);
  onTestFinished(() => server.stop());
  await migrate(server.url);
  await makeTeams(poolOf(server.url), 'es');
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    const { app, ledger } = await processOn(server.url);
    await ledger.heads.read();
    let working = true;
    let here = 0;
    const desks = Array.from({ length: 4 }, () => deskOf(person('lucia', 'es')));
    const writers = desks.map(async (desk) => {
      while (working) {
        const commands = Array.from({ length: 5 }, (_, index) => sent(note(`c${index}`, null)));
        const answer = await desk.exchange(app, { commands }).catch(() => null);
        if (answer === null) break;
        for (const one of answer.answers) {
          if (one.outcome !== 'accepted') throw new Error(one.outcome);
          acknowledged.set(one.id, one.n);
          here += 1;
        }
      }
    });
    await vi.waitFor(() => expect(here).toBeGreaterThan(20), { timeout: 60_000 });
    await kill(folder, server.url);
    working = false;
    await Promise.all(writers);
    server = await opened(folder);
  }
  const stream = await streamOf(poolOf(server.url), 'es');
  const numbers = new Map(stream.map(({ key, n }) => [key, n]));
  expect(acknowledged.size).toBeGreaterThan(60);
  for (const [id, n] of acknowledged) expect(numbers.get(`${id}:0`)).toBe(n);
  expect(stream.map(({ n }) => n)).toEqual(stream.map((_, index) => index + 1));
});
