import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Reply } from '#shared/bridge.ts';
import { createDrafts, draftDelay, readDraft } from '../../src/renderer/drafts.ts';

const done: Reply<null> = { ok: true, value: null };
const full: Reply<null> = { ok: false, fault: { code: 'disk-full', what: 'no room', ref: 'r1' } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const desk = (replies: Reply<null>[] = []) => {
  const disk = new Map<string, string>();
  const written: [string, string | null][] = [];
  const failures: Reply<null>[] = [];
  const drafts = createDrafts(
    async (key, body) => {
      written.push([key, body]);
      const reply = replies.shift() ?? done;
      if (reply.ok && body === null) disk.delete(key);
      else if (reply.ok && body !== null) disk.set(key, body);
      return reply;
    },
    (reply) => failures.push(reply),
  );
  drafts.load([]);
  return { drafts, disk, written, failures };
};

test('typing is on the screen at once and on the disk within the delay, however fast it goes on', async () => {
  const { drafts, disk, written } = desk();
  for (let n = 1; n <= 10; n++) {
    drafts.set('note', 'x'.repeat(n));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(drafts.store.getState().bodies.note).toBe('x'.repeat(10));
  // 1 s of typing without a pause was kept at least every 400 ms, not only at its end
  expect(written.length).toBeGreaterThanOrEqual(2);
  await vi.advanceTimersByTimeAsync(draftDelay);
  expect(disk.get('note')).toBe('x'.repeat(10));
});

test('flushing writes what waits without waiting for the delay', async () => {
  const { drafts, disk } = desk();
  drafts.set('note', 'one');
  drafts.set('subject', 'two');
  await drafts.flush();
  expect([...disk]).toEqual([
    ['note', 'one'],
    ['subject', 'two'],
  ]);
});

test('a draft that is cleared after saving does not come back with a write that was waiting', async () => {
  const { drafts, disk, written } = desk();
  drafts.set('note', 'saved already');
  drafts.clear('note');
  await vi.advanceTimersByTimeAsync(draftDelay * 3);
  expect(disk.has('note')).toBe(false);
  expect(written.at(-1)).toEqual(['note', null]);
});

test('an empty text is no draft', async () => {
  const { drafts, disk } = desk();
  drafts.set('note', 'a');
  await drafts.flush();
  drafts.set('note', '');
  await drafts.flush();
  expect(disk.has('note')).toBe(false);
});

test('a write that failed keeps the text, is told, and is tried again', async () => {
  const { drafts, disk, failures } = desk([full]);
  drafts.set('note', 'still here');
  await vi.advanceTimersByTimeAsync(draftDelay);
  expect(failures).toEqual([full]);
  expect(drafts.store.getState().bodies.note).toBe('still here');
  await vi.advanceTimersByTimeAsync(5000);
  expect(disk.get('note')).toBe('still here');
});

test('writes of one key never overtake each other', async () => {
  const order: (string | null)[] = [];
  let slow = 300;
  const drafts = createDrafts(
    async (_key, body) => {
      await new Promise((resolve) => setTimeout(resolve, slow));
      slow = 0;
      order.push(body);
      return done;
    },
    () => undefined,
  );
  drafts.set('note', 'first');
  void drafts.flush();
  drafts.set('note', 'second');
  void drafts.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(order.at(-1)).toBe('second');
});

test('what was typed before the drafts were read is not overwritten by them', () => {
  const { drafts } = desk();
  drafts.set('note', 'new');
  drafts.load([
    { key: 'note', body: 'old', at: 1 },
    { key: 'other', body: 'kept', at: 1 },
  ]);
  expect(drafts.store.getState().bodies).toEqual({ note: 'new', other: 'kept' });
});

test('a draft of another shape is empty instead of an error', () => {
  const shape = z.object({ name: z.string() });
  const empty = { name: '' };
  expect(readDraft('{"name":"Ana"}', shape, empty)).toEqual({ name: 'Ana' });
  expect(readDraft('{"name":1}', shape, empty)).toBe(empty);
  expect(readDraft('not json', shape, empty)).toBe(empty);
  expect(readDraft(undefined, shape, empty)).toBe(empty);
});
