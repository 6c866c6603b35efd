import { expect, test } from 'vitest';
import { dayIn, dayText } from '#shared/calendar/day.ts';
import { holidaysText } from '#shared/calendar/words.ts';
import { answerClock } from '#shared/law/answer.ts';
import { burningOf, calendarFor } from '#shared/promise/burning.ts';
import { type Holidays, holidays, ownHolidays } from '#shared/rules/holidays.ts';
import { untilChoices } from '../../src/renderer/desk/customer/forms/until.ts';
import { tidyHolidays } from '../../src/renderer/desk/rules/tidy.ts';

const madrid = { country: 'ES', region: 'MD' } as const;
const page: Holidays = {
  about: 'holidays',
  days: [
    { day: '2026-12-09', name: 'Inventory', where: null },
    { day: '2026-12-10', name: 'Madrid office moves', where: 'ES-MD' },
    { day: '2026-12-11', name: 'Lisbon', where: 'PT' },
    { day: '2026-12-14', name: 'Spain', where: 'ES' },
  ],
};
// Wednesday 2 December 2026, noon in Madrid. 7 and 8 December are free there anyway.
const now = Date.UTC(2026, 11, 2, 11);
const with_ = calendarFor(madrid, null, 'UTC', ownHolidays(page, madrid));
const without = calendarFor(madrid, null, 'UTC');
const day = (at: number) => dayText(dayIn('Europe/Madrid', at));

test('a page is read as it is published, and holds places that the calendar knows', () => {
  expect(holidays.safeParse(page).success).toBe(true);
  for (const where of ['XX', 'ES-XX', 'es', 'PT-11', ''])
    expect(holidays.safeParse({ ...page, days: [{ ...page.days[0], where }] }).success, where).toBe(false);
});

test.each([
  [madrid, ['2026-12-09', '2026-12-10', '2026-12-14']],
  [{ country: 'ES', region: null }, ['2026-12-09', '2026-12-14']],
  [{ country: 'PT', region: null }, ['2026-12-09', '2026-12-11']],
  [{ country: null, region: null }, ['2026-12-09']],
] as const)('whom a day off is for: %j', (place, days) => {
  expect([...ownHolidays(page, place)].map(dayText)).toEqual(days);
});

test('a promise’s term moves over the company’s own days, and so does the law’s clock', () => {
  const inFive = (calendar: typeof without) => day(untilChoices(now, calendar).at(-1)?.at ?? 0);
  expect([inFive(without), inFive(with_)]).toEqual(['2026-12-11', '2026-12-16']);
  const due = (calendar: typeof without) =>
    day(answerClock({ openedAt: now, solvedAt: null }, now, calendar).due);
  expect([due(without), due(with_)]).toEqual(['2026-12-28', '2026-12-31']);
  // The evening before two free days: what is due the morning after them is two hours of work away.
  const evening = Date.UTC(2026, 11, 4, 16);
  const until = Date.UTC(2026, 11, 11, 9);
  expect([burningOf(until, evening, without), burningOf(until, evening, with_)]).toEqual(['later', 'soon']);
  expect(holidaysText(with_, 'es')).toContain('días libres de la empresa');
  expect(holidaysText(without, 'es')).not.toContain('empresa');
});

test('what is published stands in its order, without lines that nobody wrote; a name without a day is not published', () => {
  const empty = { day: '', name: ' ', where: null };
  const [first, second] = page.days;
  if (!first || !second) throw new Error('no days');
  expect(tidyHolidays({ ...page, days: [second, empty, first] })?.days).toEqual([first, second]);
  expect(tidyHolidays({ ...page, days: [{ ...empty, name: 'Half day' }] })).toBeNull();
});
