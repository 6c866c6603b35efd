import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Acts, actOn } from '../../src/main/act.ts';
import { sessionAnswerer } from '../../src/main/bridge/answer.ts';
import { keepSettings } from '../../src/main/settings.ts';
import { writeTo } from '../../src/main/store/files/disk.ts';

const letter = { ask: 'save-letter', name: 'Casa Lumbre 4511', title: 't', text: 'Le…', language: 'es' };

/** What a page is answered that saves a letter, where the system's dialog gives this place. */
async function savedTo(place: (name: string) => string | null) {
  const acts = {
    seat: { state: () => ({ phase: 'starting' }) },
    whereToSave: async (name: string) => place(name),
    letterPdf: async ({ text }: { text: string }) => Buffer.from(text),
  };
  const answer = sessionAnswerer({
    answer: () => ({
      state: { phase: 'starting' },
      settings: keepSettings({ read: () => undefined, write: () => undefined }, ['en']).now(),
    }),
    act: actOn(acts as unknown as Acts),
    refused: () => undefined,
    newRef: () => 'REF',
    now: () => 0,
  });
  return answer(true, letter);
}

test('whoever saves a file is told its name and its folder and no whole path, that they chose no place, or that it cannot be there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-saving-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const there = await savedTo((name) => join(folder, name));
  const name = 'Casa Lumbre 4511.pdf';
  expect(there).toMatchObject({ ok: true, value: { saved: { name, folder: basename(folder) } } });
  expect(JSON.stringify(there)).not.toContain(tmpdir());
  expect(readFileSync(join(folder, name), 'utf8')).toBe('Le…');
  expect(await savedTo(() => null)).toMatchObject({ ok: true, value: { saved: null } });
  expect(await savedTo((file) => join(folder, 'gone', file))).toMatchObject({
    ok: false,
    fault: { code: 'bad-place' },
  });
});

test('of a file whose bytes end too early nothing stays, and the place is not blamed for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-saving-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  async function* half() {
    yield Buffer.from('half of it');
    throw new TypeError('terminated');
  }
  await expect(writeTo(join(folder, 'export.html'), half())).rejects.toThrow(TypeError);
  expect(readdirSync(folder)).toEqual([]);
});
