import { expect, test } from 'vitest';
import { isWatched, slices } from '#store/slice.ts';
import { endOfSlice } from '#store/sync/pages.ts';

const said = (customerId: string, caseId: string | null) => ({
  raw: { n: 1, at: 1, event: { customerId, caseId } },
});
const order = { raw: { n: 1, at: 1, record: { type: 'order', id: 'o', customerId: 'a' } } };
const strange = { raw: { n: 1, at: 1, event: 'of tomorrow' } };
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test.each([
  ['is as long as it should be', [...many(5, order), said('a', null), ...many(5, order)], 0, 4, 4],
  ['ends with the page', many(3, order), 0, 10, 3],
  ['holds one change at least', [said('a', null), said('b', null)], 0, 1, 1],
  ['does not end within a stream', [order, ...many(80, said('a', 'x')), order], 0, 5, 81],
  ['does not begin again within one', [order, ...many(80, said('a', 'x')), order], 81, 5, 82],
  ['ends between two cases of a customer', [said('a', 'x'), said('a', 'x'), said('a', 'y')], 0, 1, 2],
  ['ends between a case and its customer', [said('a', 'x'), said('a', null)], 0, 1, 1],
  ['ends between two customers', [said('a', null), said('b', null)], 0, 1, 1],
  ['takes records as they come', many(50, order), 0, 25, 25],
  ['takes what cannot be read as it comes', many(50, strange), 0, 25, 25],
  ['is never longer than may be', many(5000, said('a', 'x')), 100, 25, 1100],
])('a slice %s', (_, changes, at, length, end) => {
  expect(endOfSlice(changes, at, length)).toBe(end);
});

/** Works for so many ms, as a slice counts them. */
function work(ms: number): void {
  const began = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(began);
    if (user + system >= ms * 1000) return;
  }
}

test('a slice holds up whoever looks for as long as always, and is three times as long while nobody does', () => {
  let watched = true;
  const { length, measured } = slices({ first: 100, least: 1, most: 1000 }, () => watched);
  measured(100, () => work(20));
  expect(length()).toBeLessThanOrEqual(50);
  watched = false;
  measured(50, () => work(20));
  expect(length()).toBeGreaterThan(50);
  watched = true;
  measured(75, () => work(20));
  expect(length()).toBeLessThanOrEqual(38);
});

test('somebody looks from when they asked for something, for a moment', () => {
  expect(isWatched(performance.now())).toBe(true);
  expect(isWatched(performance.now() - 1000)).toBe(false);
  expect(isWatched(Number.NEGATIVE_INFINITY)).toBe(false);
});
