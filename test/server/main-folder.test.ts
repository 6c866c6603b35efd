import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runMain } from './main-run.ts';

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

test('a port that is taken leaves no PostgreSQL behind', async () => {
  const folder = join(place(), 'centre');
  const pidFile = join(folder, 'cluster', 'postmaster.pid');
  const run = runMain({ HILO_DATA: folder, HILO_PORT: String(await takenPort()) });
  onTestFinished(async () => {
    if (!existsSync(pidFile)) return;
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), 20_000);
  });
  expect(await run.ended).toBe(1);
  expect(run.log()).toMatch(/Something else listens at this port already/);
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  expect(existsSync(pidFile)).toBe(false);
});
