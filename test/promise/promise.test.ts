import { expect, test } from 'vitest';
import { fold } from '#shared/case/fold.ts';
import { burningOf, calendarFor, daysLate } from '#shared/promise/burning.ts';
import { keptByItself, type Made } from '#shared/promise/keep.ts';
import { noon, order, parcel } from '../order/sample.ts';

const at = (text: string) => new Date(text).getTime();
const madrid = calendarFor({ country: 'ES', region: 'MD' }, null, 'UTC');
const made: Made = {
  id: 'b3a6b1a6-0000-7000-8000-000000000000:0',
  type: 'promise.made.2',
  customerId: 'c1',
  caseId: 'k1',
  at: noon,
  by: 'lucia',
  data: {
    promiseId: 'p1',
    text: 'It leaves today',
    until: noon + 3_600_000,
    proof: { orderId: 'shop:1001', event: 'shipped' },
    zone: 'Europe/Madrid',
  },
};
const whole = [
  { lineId: 'a', quantity: 2 },
  { lineId: 'b', quantity: 1 },
];
const leaving = (leftAt: number) => order({ shipments: [parcel('p', { lines: whole, leftAt })] });

test.each([
  ['its time has passed', '2026-11-27T09:00:00Z', '2026-11-27T10:00:00Z', 'overdue'],
  ['it ends today', '2026-11-27T17:00:00Z', '2026-11-27T08:00:00Z', 'soon'],
  [
    'it ends on Monday, and the office is shut until then',
    '2026-11-30T09:00:00Z',
    '2026-11-28T08:00:00Z',
    'soon',
  ],
  ['it ends on Monday, and today is still long', '2026-11-30T11:00:00Z', '2026-11-27T08:00:00Z', 'later'],
])('%s', (_, until, now, burning) => {
  expect(burningOf(at(until), at(now), madrid)).toBe(burning);
});

test('a promise keeps itself once, at the time of the fact, by an event whose id is always the same', () => {
  const state = fold([made]);
  const kept = keptByItself(made, state, leaving(noon + 60_000), noon + 9e6);
  expect(kept).toMatchObject({
    id: 'b3a6b1a6-0000-7000-8000-000000000000:50',
    at: noon + 60_000,
    by: 'hilo',
    caseId: 'k1',
  });
  expect(keptByItself(made, state, leaving(noon + 60_000), noon + 1e9)).toEqual(kept);
  const after = fold(
    [
      {
        ...made,
        id: kept?.id ?? '',
        type: 'promise.ended.1',
        by: 'hilo',
        data: { promiseId: 'p1', outcome: 'kept', text: '' },
      },
    ],
    state,
  );
  expect(keptByItself(made, after, leaving(noon), noon)).toBeNull();
  expect(keptByItself(made, state, order(), noon)).toBeNull();
  expect(keptByItself(made, state, { ...leaving(noon), id: 'shop:other' }, noon)).toBeNull();
});

test('what left before it was promised is kept from the promise on, and nothing is kept in the future', () => {
  const state = fold([made]);
  expect(keptByItself(made, state, leaving(noon - 9e6), noon + 9e6)?.at).toBe(noon);
  expect(keptByItself(made, state, leaving(noon + 9e9), noon + 60_000)?.at).toBe(noon + 60_000);
});

test('kept late is kept, with its days; by hand only the day of the mark is known', () => {
  const until = at('2026-11-26T17:00:00Z');
  const kept = (by: string, when: string) => ({ state: 'kept' as const, until, ended: { by, at: at(when) } });
  expect(daysLate(kept('hilo', '2026-11-26T16:00:00Z'), 'Europe/Madrid')).toBe(0);
  expect(daysLate(kept('hilo', '2026-11-26T18:00:00Z'), 'Europe/Madrid')).toBe(1);
  expect(daysLate(kept('hilo', '2026-11-28T08:00:00Z'), 'Europe/Madrid')).toBe(2);
  expect(daysLate(kept('lucia', '2026-11-28T08:00:00Z'), 'Europe/Madrid')).toBe(0);
});
