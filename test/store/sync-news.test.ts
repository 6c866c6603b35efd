import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gathered } from '#store/sync/news.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function heard() {
  const told: (string[] | 'all')[] = [];
  return { told, news: gathered((customers) => void told.push(customers), 250) };
}

test('the first news is told at once, what follows is gathered', () => {
  const { told, news } = heard();
  news.add(['a']);
  news.add(['b']);
  news.add(['c', 'b']);
  expect(told).toEqual([['a']]);
  vi.advanceTimersByTime(250);
  expect(told).toEqual([['a'], ['b', 'c']]);
  vi.advanceTimersByTime(250);
  news.add('all');
  expect(told).toEqual([['a'], ['b', 'c'], 'all']);
});

test('a customer does not wait because lists were told of a moment ago; without an end they still are gathered', () => {
  const { told, news } = heard();
  for (let i = 0; i < 100; i += 1) {
    news.add([]);
    news.add(['a']);
    vi.advanceTimersByTime(10);
  }
  expect(told.slice(0, 2)).toEqual([[], ['a']]);
  // A second of them: five pauses' worth, and the one that had not to wait.
  expect(told.length).toBeLessThanOrEqual(6);
  news.end();
  expect(vi.getTimerCount()).toBe(0);
});
