import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runMain } from './main-run.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-folder-'));
  // PostgreSQL's account goes through it.
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
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
