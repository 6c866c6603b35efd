import { expect, test } from 'vitest';
import { restore } from './restore.ts';

test('a cluster that is set back to its backup while desks work gets everything back that any of them held', async () => {
  const { wrong, ...result } = await restore(4000);
  console.log(JSON.stringify(result));
  expect(wrong).toEqual([]);
  // It was really set back, and somebody noticed.
  expect(result.backedUp).toBeGreaterThan(20);
  expect(result.before).toBeGreaterThan(result.backedUp + 20);
  expect(result.after).toBeGreaterThan(result.before);
  expect(result.forks).toBeGreaterThan(0);
  expect(result.recovered).toBeGreaterThan(0);
}, 180_000);
