import { expect, test } from 'vitest';
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
