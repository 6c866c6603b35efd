import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byItem, compare, percentile, rates, sorted } from './stats.ts';

const times = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 300 });

test('a percentile is the nearest rank of the series', () => {
  const hundred = sorted(Array.from({ length: 100 }, (_, i) => 100 - i));
  expect([1, 50, 99, 100].map((p) => percentile(hundred, p))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 99)).toBe(7);
  expect(percentile([1, 2], 50)).toBe(1);
  expect(() => percentile([], 50)).toThrow(RangeError);
});

test('of rates the p99 is the one that 99 of 100 rounds reach: a slow one, as with times', () => {
  const hundred = Array.from({ length: 200 }, (_, i) => 200 - i);
  expect(rates(hundred)).toEqual({ p50: 100, p99: 2 });
  expect(rates([7, 5, 9])).toEqual({ p50: 7, p99: 5 });
});

test('at least p per cent of a series are at or below its percentile, and fewer below the value before', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 100 }), (list, p) => {
      const series = sorted(list);
      const value = percentile(series, p);
      expect(series).toContain(value);
      expect(series.filter((x) => x <= value).length / series.length).toBeGreaterThanOrEqual(p / 100);
      expect(series.filter((x) => x < value).length / series.length).toBeLessThan(p / 100);
    }),
  );
});

test('one slow visit of an item does not count, a slow item does', () => {
  const rounds = [
    [1, 10],
    [90, 10],
    [1, 10],
  ];
  expect(byItem(rounds)).toEqual([1, 10]);
});

test('a side that always takes k times as long has ratio k everywhere', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.double({ min: 0.01, max: 10, noNaN: true }),
          fc.double({ min: 0.01, max: 10, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
      fc.constantFrom(0.5, 2, 4),
      (rounds, k) => {
        const { ratio, spread } = compare(
          rounds,
          rounds.map((round) => round.map((time) => time * k)),
        );
        for (const value of [ratio.p50, ratio.p99, spread.low, spread.high]) expect(value).toBeCloseTo(k, 9);
      },
    ),
  );
});

test('sides of other shapes are not compared', () => {
  expect(() => compare([[1, 2]], [[1]])).toThrow(RangeError);
  expect(() => compare([[1]], [[1], [1]])).toThrow(RangeError);
  expect(() => compare([], [])).toThrow(RangeError);
});
