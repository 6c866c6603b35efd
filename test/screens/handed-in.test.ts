import { createHash, randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { AdminAsk } from '#shared/admin.ts';
import { readHandedIn } from '../../src/renderer/desk/quarantine/content.ts';

type Ask = Extract<AdminAsk, { ask: 'handed-in-content' }>;

/** What stands for the desktop: gives out contents by number, in pieces. */
function desktop(contents: Record<number, Buffer>, piece: number) {
  const asked: string[] = [];
  const admin = async ({ n, from }: Ask) => {
    asked.push(`${n} ${from}`);
    const content = contents[n];
    if (!content) return { ok: true, value: { done: false, trouble: { what: 'not-found', ref: 'r' } } };
    return { ok: true, value: { done: true, answer: new Uint8Array(content.subarray(from, from + piece)) } };
  };
  Object.assign(globalThis, { window: { hilo: { admin } } });
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'window'));
  return asked;
}

const about = (n: number, content: Buffer) => ({
  n,
  hash: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
});

test('contents that wait for a review come one at a time, and only the very content of its hash is shown', async () => {
  const [one, two] = [randomBytes(25), randomBytes(12)];
  const asked = desktop({ 1: one, 2: two, 3: randomBytes(12), 4: two }, 10);
  const wanted = () => true;
  const given = await Promise.all([
    readHandedIn(about(1, one), wanted),
    readHandedIn(about(2, two), wanted),
    readHandedIn(about(3, two), wanted),
    readHandedIn({ ...about(4, two), bytes: 11 }, wanted),
    readHandedIn({ ...about(4, two), bytes: 13 }, wanted),
    readHandedIn(about(5, two), wanted),
    readHandedIn(about(2, two), () => false),
  ]);
  expect(given.map((bytes) => bytes && Buffer.from(bytes))).toEqual([one, two, null, null, null, null, null]);
  expect(asked).toEqual([
    '1 0',
    '1 10',
    '1 20',
    '2 0',
    '2 10',
    '3 0',
    '3 10',
    '4 0',
    '4 10',
    '4 0',
    '4 10',
    '4 12',
    '5 0',
  ]);
});
