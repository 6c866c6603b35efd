import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays } from '#shared/calendar/working-days.ts';
import { answerClock } from '#shared/law/answer.ts';

const at = (text: string) => new Date(text).getTime();
const madrid = { zone: 'Europe/Madrid', place: { country: 'ES', region: 'MD' } } as const;
const openedAt = at('2026-11-27T10:00:00Z');
const clock = (now: string, solved: string | null = null) =>
  answerClock({ openedAt, solvedAt: solved === null ? null : at(solved) }, at(now), madrid);

test.each([
  ['on the day itself', '2026-11-27T15:00:00Z', { taken: 0, left: 15, state: 'running' }],
  ['after the bridge of December', '2026-12-09T10:00:00Z', { taken: 6, left: 9, state: 'running' }],
  ['three days before the end', '2026-12-17T10:00:00Z', { taken: 12, left: 3, state: 'near' }],
  ['on the last day', '2026-12-22T22:00:00Z', { taken: 15, left: 0, state: 'near' }],
  ['the day after', '2026-12-23T10:00:00Z', { taken: 16, left: -1, state: 'overdue' }],
  ['on the Saturday after a last Friday it is over too', '2026-12-26T10:00:00Z', { state: 'overdue' }],
])('%s', (_, now, expected) => {
  expect(clock(now)).toMatchObject({ due: at('2026-12-22T22:59:59.999Z'), ...expected });
});

test('it stops when the case is solved', () => {
  expect(clock('2027-03-01T10:00:00Z', '2026-12-22T22:30:00Z')).toMatchObject({
    taken: 15,
    state: 'in-time',
  });
  expect(clock('2027-03-01T10:00:00Z', '2026-12-23T08:00:00Z')).toMatchObject({ taken: 16, state: 'late' });
});

test('it is overdue exactly when its last moment has passed, and counts down by one a working day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 * 86_400_000 }),
      fc.integer({ min: 0, max: 40 * 86_400_000 }),
      (later, passed) => {
        const opened = openedAt + later;
        const now = opened + passed;
        const one = answerClock({ openedAt: opened, solvedAt: null }, now, madrid);
        expect(one.state === 'overdue').toBe(now > one.due);
        expect(one.left < 0).toBe(one.state === 'overdue');
        if (one.state !== 'overdue') expect(one.taken + one.left).toBe(15);
        expect(one.due).toBe(addWorkingDays(opened, 15, madrid));
      },
    ),
  );
});
