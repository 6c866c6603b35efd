import { expect, test } from 'vitest';
import { rateResult, table, timesResult } from './result.ts';

test('a rate is met when it is at least so many times the floor, and missed below', () => {
  const at = (value: number) => rateResult('sync', 'floor', [100, 120, 80], [value], 0.8);
  expect(at(80)).toMatchObject({ met: true, goal: '≥ 0.8 × floor', unit: '1/s', ratio: { p50: 0.8 } });
  expect(at(79).met).toBe(false);
  expect(rateResult('sync', 'floor', [100], [1], null)).toMatchObject({ met: null, goal: null });
});

test('rates of the same rounds show how far the rounds differ', () => {
  expect(rateResult('sync', 'floor', [100, 200], [50, 150], 0.7).spread).toEqual({ low: 0.5, high: 0.75 });
  expect(rateResult('sync', 'floor', [100, 200], [50], 0.7).spread).toBe(null);
});

test('what was measured once stands in the table once', () => {
  const text = table([rateResult('sync', 'floor', [100], [50], 0.8), timesResult('alone', '', null, [1, 2])]);
  expect(text).toContain('| 100 1/s ');
  expect(text).toContain('| 50.0 1/s ');
  expect(text).toContain('| missed |');
  expect(text).toContain('| 1.00 / 2.00 ms |');
});
