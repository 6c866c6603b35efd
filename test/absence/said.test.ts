import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whereaboutsIn } from '#shared/absence/cover.ts';
import { type AbsenceRecord, type Away, absenceRecord } from '#shared/absence/records.ts';
import { asRecorded, meet, notOver, saidIn, withAway, withoutAway } from '#shared/absence/said.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 11, n)).toISOString().slice(0, 10);
const away = (from: number, until: number, standIn: string | null = null): Away => ({
  from: day(from),
  until: day(until),
  zone: 'Europe/Madrid',
  why: null,
  standIn,
});
const noonOf = (n: number): number => Date.UTC(2026, 11, n, 11);
const days = (list: readonly Away[]) => list.map(({ from, until }) => [from.slice(8), until.slice(8)]);

test.each([
  [
    'another one later',
    away(10, 12),
    [
      ['02', '04'],
      ['07', '08'],
      ['10', '12'],
    ],
  ],
  [
    'one between two',
    away(5, 6),
    [
      ['02', '04'],
      ['05', '06'],
      ['07', '08'],
    ],
  ],
  [
    'the same one made longer',
    away(2, 5),
    [
      ['02', '05'],
      ['07', '08'],
    ],
  ],
  [
    'one over the end of another',
    away(4, 5),
    [
      ['04', '05'],
      ['07', '08'],
    ],
  ],
  ['one over all of them', away(1, 20), [['01', '20']]],
])('%s is said', (_, next, expected) => {
  expect(days(withAway([away(2, 4), away(7, 8)], next))).toEqual(expected);
});

test('what is taken back is the one of that day, else the first; the others stay', () => {
  const list = [away(2, 4), away(7, 8)];
  expect(days(withoutAway(list, day(7)))).toEqual([['02', '04']]);
  expect(days(withoutAway(list, undefined))).toEqual([['07', '08']]);
  expect(days(withoutAway(list, day(3)))).toEqual(days(list));
});

test('of a person who said two absences the desk knows which holds today, whom it names, and what comes next', () => {
  const record: AbsenceRecord = {
    type: 'absence',
    id: 'lucia',
    ...asRecorded([away(2, 4, 'mateo'), away(7, 8, 'tom')]),
    at: 0,
    by: 'lucia',
  };
  const at = (n: number) => whereaboutsIn([], [record], null, noonOf(n))('lucia');
  expect(at(1)).toMatchObject({ is: 'here', later: { from: day(2) } });
  expect(at(3)).toMatchObject({ is: 'away', away: { standIn: 'mateo' } });
  expect(at(5)).toMatchObject({ is: 'here', later: { from: day(7) } });
  expect(at(8)).toMatchObject({ is: 'away', away: { standIn: 'tom' } });
  expect(at(9)).toEqual({ is: 'here', later: null });
});

test('whatever is said and taken back, no two absences share a day, they stand in order, and the record holds just them', () => {
  const said = fc.record({ from: fc.integer({ min: 1, max: 25 }), long: fc.nat({ max: 6 }) });
  const step = fc.oneof(said, fc.record({ back: fc.option(fc.integer({ min: 1, max: 25 })) }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), (steps, now) => {
      const list = steps.reduce<readonly Away[]>(
        (before, one) =>
          'from' in one
            ? withAway(before, away(one.from, one.from + one.long))
            : withoutAway(before, one.back === null ? undefined : day(one.back)),
        [],
      );
      expect(list.map(({ from }) => from)).toEqual(list.map(({ from }) => from).toSorted());
      for (const [index, one] of list.entries())
        for (const other of list.slice(index + 1)) expect(meet(one, other)).toBe(false);
      const record = { type: 'absence', id: 'lucia', ...asRecorded(list), at: 0, by: 'lucia' } as const;
      expect(saidIn(absenceRecord.parse(JSON.parse(JSON.stringify(record))))).toEqual(list);
      expect(notOver(list, noonOf(now))).toEqual(list.filter(({ until }) => until >= day(now)));
    }),
  );
});
