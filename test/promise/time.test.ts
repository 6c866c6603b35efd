import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  counted,
  handedOver,
  idleAfter,
  least,
  type Meter,
  moved,
  stopped,
  turned,
} from '#shared/time/meter.ts';
import { minutesOf } from '#shared/time/spent.ts';

const minute = 60_000;
const k1 = { customerId: 'c1', caseId: 'k1' };
const k2 = { customerId: 'c1', caseId: null };
const ms = (meter: Meter) => meter.counted.map((one) => one.ms);

test('time in front counts for what is in front, and stops when the person is elsewhere', () => {
  let meter = turned(stopped(0), k1, 0);
  meter = moved(meter, minute);
  meter = turned(meter, k2, 2 * minute);
  meter = counted(meter, 60 * minute);
  expect(meter.counted).toEqual([
    { ...k1, ms: 2 * minute },
    // Nothing was done since the first minute.
    { ...k2, ms: minute + idleAfter - 2 * minute },
  ]);
  expect(ms(counted(turned(meter, null, 60 * minute), 90 * minute))).toEqual(ms(meter));
});

test('a call counts whatever the hands do', () => {
  const meter = moved(turned(stopped(0), k1, 0), 0, true);
  expect(ms(moved(meter, 40 * minute, false))).toEqual([40 * minute]);
});

test('whole seconds are handed over, once; what is short waits for more', () => {
  const meter = counted(moved(turned(stopped(0), k1, 0), 90_500), 90_500);
  const first = handedOver(meter);
  expect(first.spent).toEqual([{ ...k1, seconds: 90 }]);
  expect(handedOver(first.meter).spent).toEqual([]);
  expect(handedOver(counted(turned(stopped(0), k1, 0), (least - 1) * 1000)).spent).toEqual([]);
});

test('nothing is counted twice and never more than passed, however often it is looked at', () => {
  const steps = fc.array(
    fc.record({
      after: fc.integer({ min: -5 * minute, max: 10 * minute }),
      what: fc.constantFrom('look', 'input', 'call', 'hang up', 'one', 'other', 'none', 'hand over'),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      let now = 0;
      let latest = 0;
      let forward = 0;
      let out = 0;
      let meter: Meter = stopped(0);
      for (const { after, what } of list) {
        now += after;
        if (after > 0) forward += after;
        latest = Math.max(latest, now);
        if (what === 'look') meter = counted(meter, now);
        else if (what === 'input') meter = moved(meter, now);
        else if (what === 'call') meter = moved(meter, now, true);
        else if (what === 'hang up') meter = moved(meter, now, false);
        else if (what === 'hand over') {
          const { meter: rest, spent } = handedOver(meter);
          meter = rest;
          out += spent.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
        } else meter = turned(meter, what === 'none' ? null : what === 'one' ? k1 : k2, now);
      }
      const all = out + ms(meter).reduce((sum, one) => sum + one, 0);
      expect(all).toBeLessThanOrEqual(forward);
      expect(ms(meter).every((one) => one > 0)).toBe(true);
    }),
  );
});

test('minutes are rounded up', () => {
  expect(minutesOf({ spent: [] })).toEqual({ minutes: 0, people: 0 });
  expect(minutesOf({ spent: [{ seconds: 61 }, { seconds: 60 }] })).toEqual({ minutes: 3, people: 2 });
});
