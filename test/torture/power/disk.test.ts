import { expect, test } from 'vitest';
import { diceOf, diskAfter } from './disk.ts';
import { type Operation, readTrace } from './trace.ts';

const write = (offset: number, text: string): Operation => ({
  kind: 'write',
  file: 'f',
  offset,
  data: Buffer.from(text),
});
const sync: Operation = { kind: 'sync', file: 'f' };

test('what was synced before the cut is on the disk, whole and in order', () => {
  const operations = [write(0, 'aaaa'), write(2, 'bb'), sync, write(0, 'zzzz')];
  for (let seed = 0; seed < 50; seed += 1) {
    expect(diskAfter(new Map(), operations, 3, diceOf(seed)).get('f')?.toString()).toBe('aabb');
  }
});

test('what was not synced may be there, may be missing, and may come in another order', () => {
  const operations = [write(0, 'aaaa'), sync, write(0, 'b'), write(0, 'c')];
  const seen = new Set<string | undefined>();
  for (let seed = 0; seed < 200; seed += 1) {
    seen.add(diskAfter(new Map(), operations, 4, diceOf(seed)).get('f')?.toString());
  }
  expect(seen).toEqual(new Set(['aaaa', 'baaa', 'caaa']));
});

test('a long write may be torn between sectors', () => {
  const operations = [write(0, 'a'.repeat(4096)), sync, write(0, 'b'.repeat(4096))];
  const torn = Array.from({ length: 100 }, (_, seed) =>
    diskAfter(new Map(), operations, 3, diceOf(seed)).get('f')?.toString(),
  ).filter((text) => text?.includes('a') && text.includes('b'));
  expect(torn.length).toBeGreaterThan(10);
  for (const text of torn) expect(/^(a{512}|b{512})*$/.test(text ?? '')).toBe(true);
});

test('a trace of strace is read: writes, syncs, cut files and what was answered', () => {
  const hex = (text: string) =>
    Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const path = hex('/tmp/s/hilo.db-wal');
  const trace = [
    `pwrite64(21<${path}>, "${hex('ab')}", 2, 4096) = 2`,
    `fdatasync(21<${path}>)                 = 0`,
    `ftruncate(21<${path}>, 100)            = 0`,
    `write(1<${hex('/dev/null')}>, "${hex('answered x1\n')}", 12) = 12`,
    `write(1<${hex('/dev/null')}>, "${hex('received 7\n')}", 11) = 11`,
    `unlink("${path}") = 0`,
    `pwrite64(9<${hex('/tmp/other')}>, "${hex('zz')}", 2, 0) = 2`,
    `fsync(21<${path}>) = -1 EIO (Input/output error)`,
  ].join('\n');
  expect(readTrace(trace, 'hilo.db')).toEqual([
    { kind: 'write', file: 'hilo.db-wal', offset: 4096, data: Buffer.from('ab') },
    { kind: 'sync', file: 'hilo.db-wal' },
    { kind: 'truncate', file: 'hilo.db-wal', size: 100 },
    { kind: 'answer', id: 'x1' },
    { kind: 'received', n: 7 },
    { kind: 'remove', file: 'hilo.db-wal' },
  ]);
});
