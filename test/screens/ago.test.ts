import { expect, test } from 'vitest';
import { agoText, clockText } from '../../src/renderer/ui/ago-text.ts';

const at = (text: string): number => new Date(text).getTime();
const now = at('2026-11-24T19:30:00');
const en = (text: string): string => agoText(at(text), now, 'en-GB', 'just now');

test.each([
  ['2026-11-24T19:29:31', 'just now'],
  ['2026-11-24T19:05:00', '25 minutes ago'],
  ['2026-11-24T21:31:00', 'in 2 hours'],
  ['2026-11-25T18:00:00', 'in 22 hours'],
  ['2026-11-25T20:00:00', 'tomorrow'],
  ['2026-11-26T18:00:00', 'in 2 days'],
  ['2026-11-23T18:00:00', 'yesterday'],
  ['2026-11-22T23:59:00', '2 days ago'],
  ['2026-10-15T12:00:00', '40 days ago'],
  ['2026-08-24T12:00:00', '3 months ago'],
  ['2024-11-20T12:00:00', '2 years ago'],
])('%s is %s', (text, words) => {
  expect(en(text)).toBe(words);
});

test('days are those of the calendar, in the person’s language', () => {
  expect(agoText(at('2026-11-26T18:00:00'), now, 'es-ES', '')).toBe('pasado mañana');
  expect(agoText(at('2026-11-22T23:59:00'), now, 'es-419', '')).toBe('anteayer');
});

test('a call’s clock shows hours only when there are some', () => {
  expect([clockText(-5), clockText(59_999), clockText(61_000), clockText(3_661_000)]).toEqual([
    '0:00',
    '0:59',
    '1:01',
    '1:01:01',
  ]);
});
