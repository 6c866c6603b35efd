import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queuesOf, standInOf, whereaboutsIn } from '#shared/absence/cover.ts';
import type { AbsenceRecord, Away } from '#shared/absence/records.ts';
import { decide } from '#shared/case/decide.ts';
import { emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import type { Role } from '#shared/people.ts';

const at = Date.UTC(2026, 11, 2, 12);
const away = (from: string, until: string, standIn: string | null = null): Away => ({
  from,
  until,
  zone: 'Europe/Madrid',
  why: null,
  standIn,
});
const record = (id: string, said: Away | null): AbsenceRecord => ({
  type: 'absence',
  id,
  away: said,
  at,
  by: id,
});
type Worker = { id: string; role: Role; active: boolean; teams: string[] };
const works = (id: string, more: Partial<Worker> = {}): Worker => ({
  id,
  role: 'agent',
  active: true,
  teams: ['day'],
  ...more,
});
const now = (standIn: string | null) => away('2026-12-01', '2026-12-04', standIn);
const whereOf = (people: readonly Worker[], records: readonly AbsenceRecord[], moment = at) =>
  whereaboutsIn(people, records, 'day', moment);

test.each([
  ['2026-12-04', '2026-12-04', Date.UTC(2026, 11, 3, 22, 59), 'here', 'the evening before'],
  ['2026-12-04', '2026-12-04', Date.UTC(2026, 11, 3, 23), 'away', 'from midnight on the clock of that zone'],
  ['2026-12-01', '2026-12-04', Date.UTC(2026, 11, 4, 22, 59), 'away', 'to the end of the last day'],
  ['2026-12-01', '2026-12-04', Date.UTC(2026, 11, 4, 23), 'here', 'and back at midnight'],
])('away from %s until %s', (from, until, moment, is, _) => {
  const where = whereOf([works('lucia')], [record('lucia', away(from, until))], moment);
  expect(where('lucia').is).toBe(is);
});

test('whoever said nothing is here, and whoever left or was moved is not, whatever they said', () => {
  const said = [record('lucia', now('mateo')), record('tom', away('2026-12-24', '2027-01-02'))];
  const where = whereOf(
    [works('lucia', { active: false }), works('mateo', { teams: ['night'] }), works('tom')],
    said,
  );
  expect(['lucia', 'mateo', 'ines'].map((id) => where(id).is)).toEqual(['gone', 'gone', 'here']);
  expect(where('tom')).toMatchObject({ is: 'here', later: { from: '2026-12-24' } });
  // Old records do not say for which teams somebody works.
  expect(whereOf([works('lucia', { teams: [] })], [])('lucia').is).toBe('here');
});

const people: Worker[] = [
  works('lucia'),
  works('mateo'),
  works('tom'),
  works('ines', { role: 'supervisor' }),
];
const without = (id: string) => people.map((one) => (one.id === id ? { ...one, active: false } : one));

test.each<[string, Worker[], AbsenceRecord[], string | null, string[]]>([
  ['here', people, [], null, ['lucia']],
  ['a stand-in', people, [record('lucia', now('mateo'))], 'mateo', ['lucia', 'mateo']],
  ['nobody stands in', people, [record('lucia', now(null))], null, ['lucia', 'ines']],
  [
    'the stand-in is away and named another',
    people,
    [record('lucia', now('mateo')), record('mateo', now('tom'))],
    'tom',
    ['lucia', 'tom'],
  ],
  [
    'two stand in for each other and both are away',
    people,
    [record('lucia', now('mateo')), record('mateo', now('lucia'))],
    null,
    ['lucia', 'ines'],
  ],
  ['the stand-in has left', without('mateo'), [record('lucia', now('mateo'))], null, ['lucia', 'ines']],
  ['left', without('lucia'), [], null, ['lucia', 'ines']],
  [
    'the supervisor is away as well: whoever is here sees it',
    without('lucia'),
    [record('ines', now(null))],
    null,
    ['lucia', 'mateo', 'tom'],
  ],
  [
    'back since yesterday',
    people,
    [record('lucia', away('2026-11-20', '2026-12-01', 'mateo'))],
    null,
    ['lucia'],
  ],
])('whose queue Lucía’s things are in: %s', (_, staff, records, standIn, queues) => {
  const where = whereOf(staff, records);
  expect(standInOf('lucia', where)).toBe(standIn);
  expect([...queuesOf('lucia', staff, where)].sort()).toEqual([...queues].sort());
});

const ids = people.map(({ id }) => id);
type Move =
  | { what: 'say'; who: string; standIn: string | null; back: boolean }
  | { what: 'teams'; who: string; teams: string[] }
  | { what: 'take'; who: string };

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    what: fc.constant('say' as const),
    who: fc.constantFrom(...ids),
    standIn: fc.option(fc.constantFrom(...ids)),
    back: fc.boolean(),
  }),
  fc.record({
    what: fc.constant('teams' as const),
    who: fc.constantFrom(...ids),
    teams: fc.constantFrom<string[]>([], ['day'], ['night'], ['day', 'night']),
  }),
  fc.record({ what: fc.constant('take' as const), who: fc.constantFrom(...ids) }),
);

test('no sequence of absences, of people who leave or are moved, leaves an open case in nobody’s queue', () => {
  let covered = 0;
  fc.assert(
    fc.property(fc.array(moves, { minLength: 5, maxLength: 30 }), (steps) => {
      let staff = people;
      let records: AbsenceRecord[] = [];
      let state: StreamState = emptyStream;
      const worksHere = (id: string) => staff.some((one) => one.id === id && one.teams.includes('day'));
      const ask = (by: string, from: string | null) => {
        const about = { customerId: 'c', caseId: 'k' };
        const command =
          from === null
            ? ({
                ...about,
                type: 'case.open',
                data: { subject: 'Toner', words: '', kind: 'late', orderId: null },
              } as const)
            : ({ ...about, type: 'case.take', data: { from } } as const);
        const stamp = { id: crypto.randomUUID(), at, by, number: from === null ? '123456789012' : null };
        const decision = decide(state, { v: 1, stamp, ask: command });
        if ('events' in decision) state = fold(decision.events, state);
      };
      ask('lucia', null);
      for (const step of steps) {
        const owner = state.case?.owner ?? '';
        if (step.what === 'take') {
          if (worksHere(step.who)) ask(step.who, owner);
        } else if (step.what === 'teams') {
          const { teams } = step;
          const active = teams.length > 0;
          staff = staff.map((one) => (one.id === step.who ? { ...one, active, teams } : one));
        } else {
          const said = record(step.who, step.back ? null : now(step.standIn));
          records = [...records.filter(({ id }) => id !== step.who), said];
        }
        const where = whereOf(staff, records);
        const here = staff.filter(({ id }) => where(id).is === 'here').map(({ id }) => id);
        const queues = queuesOf(state.case?.owner ?? '', staff, where);
        // One owner by name, always; and while anybody of the team is here, somebody who is here has it before them.
        expect(ids).toContain(state.case?.owner);
        expect(queues.has(state.case?.owner ?? '')).toBe(true);
        if (here.length > 0) expect(here.some((id) => queues.has(id))).toBe(true);
        if (here.length > 0 && !here.includes(state.case?.owner ?? '')) covered += 1;
        for (const id of queues) if (id !== state.case?.owner) expect(here).toContain(id);
      }
    }),
  );
  expect(covered).toBeGreaterThan(100);
});
