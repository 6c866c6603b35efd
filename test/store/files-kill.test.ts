import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AttachmentView } from '#shared/views/attachment.ts';
import { vaultFolder } from '#store/files/vault.ts';
import { openStore } from '#store/store.ts';
import { contentOf } from './files-content.ts';
import { desk, type Place, place } from './fixture.ts';

const kills = 10;

/** Lets a desk attach for a moment and kills it; what it had said was attached. */
async function killed({ folder, key }: Place, fresh: boolean): Promise<string[]> {
  const writer = new URL('./files-writer.ts', import.meta.url).pathname;
  const args = [writer, folder, key.toString('hex'), fresh ? 'fresh' : 'again'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const begun = new Promise<void>((resolve) =>
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('\n')) resolve();
    }),
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await Promise.race([begun, ended]);
  await wait(randomInt(60));
  child.kill('SIGKILL');
  await ended;
  return said.split('\n').slice(0, -1);
}

test('killed at any moment, a desk has every photo that it said it had, whole, and nothing else lies beside its store', async () => {
  const at = place();
  const all: string[] = [];
  let halves = 0;
  for (let round = 0; round < kills; round += 1) {
    const said = await killed(at, round === 0);
    expect(said.length).toBeGreaterThan(0);
    all.push(...said);
    const before = readdirSync(join(at.folder, vaultFolder));
    const store = await openStore({ ...at, fresh: false, desk });
    const files = store.view({ view: 'attachments', customerId: 'c1' }) as AttachmentView[];
    const ids = files.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(all));
    const blobs = store.files.rows.all();
    expect(readdirSync(join(at.folder, vaultFolder)).sort()).toEqual(blobs.map(({ file }) => file).sort());
    expect(blobs).toHaveLength(ids.length);
    if (before.length > blobs.length) halves += 1;
    for (const id of ids.filter((id) => said.includes(id) || !all.includes(id))) {
      const { hash = '' } = store.files.rows.attachment('c1', id) ?? {};
      const { file = '' } = store.files.rows.blob(hash) ?? {};
      expect((await store.files.vault.read(file, 0, 2 ** 20)).equals(contentOf(id))).toBe(true);
    }
    store.close();
  }
  // A kill between two photos would prove nothing: some came in the middle of one, and what was begun went.
  expect(halves).toBeGreaterThan(0);
});
