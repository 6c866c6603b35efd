import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AbsenceRecord } from '#shared/absence/records.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { PersonRecord } from '#shared/people.ts';
import type { CoverView } from '#shared/views/queue.ts';
import { customer, noon, pageOf, place, storeAt } from './fixture.ts';

// The desk is Lucía's, on Friday the 20th of November.

const event = (
  type: string,
  by: string,
  data: object,
  caseId: string | null = null,
  customerId = 'c1',
): EventEnvelope => ({
  id: `${randomUUID()}:0`,
  type,
  customerId,
  caseId,
  at: noon,
  by,
  data,
});
const opened = (caseId: string, by: string, subject: string) =>
  event(
    'case.opened.1',
    by,
    { number: '204512345678', subject, words: '', kind: 'late', orderId: null },
    caseId,
  );
const promised = (by: string) =>
  event('promise.made.1', by, { promiseId: randomUUID(), text: 'Call back', until: noon + 3_600_000 });
const absent = (id: string, away: AbsenceRecord['away']): AbsenceRecord => ({
  type: 'absence',
  id,
  away,
  at: noon,
  by: id,
});
const leave = (standIn: string | null): AbsenceRecord['away'] => ({
  from: '2026-11-19',
  until: '2026-12-04',
  zone: 'Europe/Madrid',
  why: 'leave',
  standIn,
});
const person = (id: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
  type: 'person',
  id,
  name: id,
  role: 'agent',
  skills: [],
  level: 1,
  active: true,
  teams: ['es'],
  ...more,
});
const team = [person('lucia'), person('mateo'), person('tom'), person('ines', { role: 'supervisor' })];

test('who stands in sees what waits for a colleague who is away, and only while they are', async () => {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      ...team,
      customer('c1'),
      opened('k1', 'mateo', 'Late again'),
      opened('k2', 'tom', 'Asks for an invoice'),
      event('case.offered.1', 'tom', { to: 'mateo', why: 'Printers' }, 'k2'),
      promised('mateo'),
      absent('mateo', leave('lucia')),
    ]),
  );
  const view = store.view({ view: 'cover' }) as CoverView;
  expect(view.uncovered).toEqual([]);
  expect(view.covering).toMatchObject([
    {
      person: { id: 'mateo' },
      away: { until: '2026-12-04', why: 'leave' },
      items: [{ caseId: 'k1', owner: { id: 'mateo' } }],
      offered: [{ caseId: 'k2', owner: { id: 'tom' } }],
      promises: [{ text: 'Call back' }],
    },
  ]);
  store.absorb(pageOf(10, [absent('mateo', null)]));
  expect(store.view({ view: 'cover' })).toEqual({ covering: [], uncovered: [] });
});

test('what nobody stands in for is the supervisor’s, and everybody’s where no supervisor is here', async () => {
  const store = await storeAt(place());
  const page = [...team, customer('c1'), opened('k1', 'tom', 'Late'), person('tom', { active: false })];
  store.absorb(pageOf(0, page));
  expect(store.view({ view: 'cover' })).toEqual({ covering: [], uncovered: [] });
  store.absorb(pageOf(page.length, [absent('ines', leave(null))]));
  const view = store.view({ view: 'cover' }) as CoverView;
  expect(view.covering).toEqual([]);
  expect(view.uncovered).toMatchObject([{ person: { id: 'tom' }, away: null, items: [{ caseId: 'k1' }] }]);
});
