import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, runMain } from './main-run.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-folder-'));
  // PostgreSQL's account goes through it.
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that somebody has, as long as the test lasts. */
async function takenPort(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the port has no number');
  return address.port;
}

test.skipIf(process.platform !== 'linux')(
  'a folder where none can be made is told in one sentence at once',
  async () => {
    const run = runMain({ HILO_DATA: '/proc/hilo' });
    expect(await run.ended).toBe(2);
    expect(run.log()).toBe(
      'The folder /proc/hilo for the database cannot be made (there can be none in that place): set HILO_DATA to another one.\n',
    );
  },
  15_000,
);

test('a file where the folder should be, or on the way to it, is told in one sentence', async () => {
  const file = join(place(), 'file');
  writeFileSync(file, 'kept');
  for (const folder of [file, join(file, 'centre'), join(file, 'deep', 'centre')]) {
    const run = runMain({ HILO_DATA: folder });
    expect(await run.ended).toBe(2);
    expect(run.log()).toBe(
      `The folder ${folder} for the database cannot be made (a file is in its way): set HILO_DATA to another one.\n`,
    );
  }
  expect(readFileSync(file, 'utf8')).toBe('kept');
});

/** Where an embedded PostgreSQL says that it runs; it is stopped after the test at the latest. */
function pidFileIn(folder: string): string {
  const pidFile = join(folder, 'cluster', 'postmaster.pid');
  onTestFinished(async () => {
    if (!existsSync(pidFile)) return;
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), 20_000);
  });
  return pidFile;
}

test('a server that finds its port taken, or crashes, takes its PostgreSQL along; one that is killed leaves it to the next start, which stops it in the end', async () => {
  const folder = join(place(), 'centre');
  const pidFile = pidFileIn(folder);
  const refused = runMain({ HILO_DATA: folder, HILO_PORT: String(await takenPort()) });
  expect(await refused.ended).toBe(1);
  expect(refused.log()).toMatch(/Something else listens at this port already/);
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  expect(existsSync(pidFile)).toBe(false);

  const clumsy = 'process.on("SIGUSR2", () => { throw new Error("nobody caught it"); })';
  const env = {
    HILO_DATA: folder,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clumsy)}`,
  };
  const crashed = runMain(env);
  const address = await crashed.listens;
  // A connection that is kept open does not keep it.
  expect((await ask(address, '/health/live')).status).toBe(200);
  crashed.kill('SIGUSR2');
  expect(await crashed.ended).toBe(1);
  expect(crashed.log()).toContain('"msg":"crashed"');
  expect(crashed.log()).not.toContain('nobody caught it');
  expect(existsSync(pidFile)).toBe(false);

  const killed = runMain(env);
  await killed.listens;
  killed.kill('SIGKILL');
  await killed.ended;
  const left = readFileSync(pidFile, 'utf8');

  const next = runMain(env);
  expect((await ask(await next.listens, '/health/ready')).status).toBe(200);
  expect(readFileSync(pidFile, 'utf8')).toBe(left);
  next.kill('SIGTERM');
  expect(await next.ended).toBe(0);
  expect(existsSync(pidFile)).toBe(false);
});
