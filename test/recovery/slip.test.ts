import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Money } from '#shared/order/money.ts';
import { beyond, bordersOf, monthOf, spentIn } from '#shared/recovery/authority.ts';
import {
  type Ended,
  hasEnded,
  isOf,
  lifeOf,
  type Slip,
  slip,
  slipAt,
  slipLife,
  slipTerms,
  spentOf,
} from '#shared/recovery/slip.ts';
import { slipOf } from './sample.ts';

const day = 86_400_000;
const november = slipOf({
  period: '2026-11',
  issued: Date.UTC(2026, 10, 20),
  ...lifeOf('2026-11', Date.UTC(2026, 10, 20)),
});
const late = Date.UTC(2026, 10, 28);
const last = slipOf({ period: '2026-11', issued: late, ...lifeOf('2026-11', late) });
const december = slipOf({ period: '2026-12', issued: late, ...lifeOf('2026-12', late) });

test('a slip is good for seven days, never beyond its month, and from the first of a month that has not begun', () => {
  expect(lifeOf('2026-11', Date.UTC(2026, 10, 20))).toEqual({
    from: Date.UTC(2026, 10, 1),
    until: Date.UTC(2026, 10, 27),
  });
  expect(last.until).toBe(Date.UTC(2026, 11, 1));
  expect([december.from, december.until]).toEqual([Date.UTC(2026, 11, 1), Date.UTC(2026, 11, 8)]);
  expect(bordersOf('2026-12')).toEqual({ from: Date.UTC(2026, 11, 1), until: Date.UTC(2027, 0, 1) });
});

test.each<[string, Slip[], number, Slip | Ended]>([
  ['none at all', [], late, { why: 'none', period: null }],
  ['good', [november], november.issued + day, november],
  ['on its last moment', [november], november.until - 1, november],
  ['older than it is good', [november], november.until, { why: 'age', period: '2026-11' }],
  ['of the month before', [last], Date.UTC(2026, 11, 1), { why: 'month', period: '2026-11' }],
  [
    'of a month that has not begun, by a clock that was set back',
    [last],
    Date.UTC(2026, 9, 31),
    { why: 'month', period: '2026-11' },
  ],
  ['the newer of two', [november, last], late - day, last],
  ['this month’s, where the next one’s is here too', [last, december], late + day, last],
  ['the next month’s, as soon as it begins', [last, december], Date.UTC(2026, 11, 1), december],
])('which slip is good: %s', (_, slips, at, expected) => {
  expect(slipAt(slips, at)).toEqual(expected);
});

const who = { person: 'lucia', device: november.device, team: 'es', at: november.issued };
test.each<[string, Partial<typeof who>, boolean]>([
  ['theirs', {}, true],
  ['somebody else’s', { person: 'mateo' }, false],
  ['another machine’s', { device: december.id }, false],
  ['another team’s', { team: 'mx' }, false],
  ['before its month', { at: november.from - 1 }, false],
  ['when it was over', { at: november.until }, false],
])('a slip and who gives: %s', (_, more, expected) => {
  expect(isOf(november, { ...who, ...more })).toBe(expected);
});

test('a newer centre may say more in a slip', () => {
  expect(slip.parse({ ...november, newer: true })).toEqual(november);
});

const amounts = fc.array(
  fc.record({ minor: fc.integer({ min: 0, max: 5000 }), currency: fc.constantFrom('EUR', 'MXN', 'JPY') }),
  { maxLength: 30 },
);
const slips = fc.record({
  month: fc.integer({ min: 0, max: 40_000 }),
  once: fc.integer({ min: 0, max: 40_000 }),
  spent: amounts,
});
const give = (minor: number) => ({ remedy: 'voucher' as const, worth: { minor, currency: 'EUR' } });

test('however much is given one after the other, it is never more than the slip left, and what is refused stays refused', () => {
  fc.assert(
    fc.property(slips, fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 60 }), (more, gives) => {
      const one = slipOf({ period: '2026-11', ...more });
      const terms = slipTerms(one);
      const before = spentIn(terms, one.spent);
      const since: Money[] = [];
      for (const minor of gives) {
        const now = spentIn(terms, spentOf(one, since));
        const isBeyond = beyond(terms, give(minor), now) !== null;
        // Whoever gave more meanwhile may give no more than they could.
        if (isBeyond) expect(beyond(terms, give(minor), now + 1)).not.toBeNull();
        else {
          expect(minor).toBeLessThanOrEqual(one.once);
          since.push({ minor, currency: 'EUR' });
        }
      }
      const gave = since.reduce((sum, { minor }) => sum + minor, 0);
      expect(gave).toBeLessThanOrEqual(Math.max(0, one.month - before));
    }),
  );
});

test('a desk that adds what it gave to the slip comes to what the ledger comes to, to the cent', () => {
  fc.assert(
    fc.property(amounts, fc.nat(30), (all, cut) => {
      const terms = slipTerms(november);
      const desk = spentOf({ spent: spentOf({ spent: [] }, all.slice(0, cut)) }, all.slice(cut));
      expect(spentIn(terms, desk)).toBe(spentIn(terms, all));
    }),
  );
});

test('whenever a slip is good, it is of the month of that moment', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -40, max: 40 }), (issued, later) => {
      const at = Date.UTC(2026, 0, 1) + issued * day;
      const period = monthOf(at);
      const one = slipOf({ period, issued: at, ...lifeOf(period, at) });
      const found = slipAt([one], at + later * day);
      if (!hasEnded(found)) expect(monthOf(at + later * day)).toBe(found.period);
      else expect(later < 0 || later * day >= slipLife || monthOf(at + later * day) !== period).toBe(true);
    }),
  );
});
