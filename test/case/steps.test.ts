import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseEvent, EventType } from '#shared/case/events.ts';
import { fold } from '#shared/case/fold.ts';
import { withPeople } from '#shared/case/steps.ts';
import { triedIn } from '#shared/story/tried.ts';

let clock = 0;
const event = (type: EventType, data: object, by = 'lucia'): CaseEvent => {
  clock += 1;
  return { id: `e${clock}:0`, type, customerId: 'c1', caseId: 'k1', at: clock, by, data } as CaseEvent;
};
const opened = () =>
  event('case.opened.1', { number: '123456789012', subject: 'Late', words: '', kind: 'late', orderId: null });
const after = (...events: CaseEvent[]) => {
  const now = fold([opened(), ...events]).case;
  if (!now) throw new Error('no case');
  return now;
};
const asked = (words: string) => event('case.supervisor-asked.1', { words });
const answered = (text: string) => event('case.supervisor-answered.1', { text }, 'tom');
const answer = (en: string, said: string) =>
  event('playbook.answered.1', {
    kind: 'late',
    version: 3,
    part: 'ask',
    question: { en, es: '' },
    answer: said,
  });

test('what a case is about changes with its newest classification', () => {
  const kind = { kind: 'lost', failure: 'no-scan' };
  expect(after()).toMatchObject({ kind: 'late', failure: null });
  expect(after(event('case.classified.1', kind))).toMatchObject(kind);
  expect(
    after(event('case.classified.1', kind), event('case.classified.1', { kind: 'other', failure: null })),
  ).toMatchObject({ kind: 'other', failure: null });
});

test('the version of a playbook is that of its first use, one for every kind', () => {
  const use = (kind: string, version: number) => event('playbook.used.1', { kind, version });
  const { used } = after(use('late', 1), use('late', 2), use('lost', 0)).steps;
  expect(used.map(({ kind, version }) => [kind, version])).toEqual([
    ['late', 1],
    ['lost', 0],
  ]);
});

test('a line that was answered is among what was tried, in its order, with what came of it', () => {
  const now = after(
    answer('Was anybody in?', 'Yes'),
    event('note.added.1', { text: 'Rang the carrier', about: 'tried' }),
    answer('Read the scans', ''),
  );
  const one = { tried: now.tried, steps: now.steps } as never;
  expect(triedIn(one, 'es').map(({ text }) => text)).toEqual([
    'Was anybody in? Yes',
    'Rang the carrier',
    'Read the scans',
  ]);
});

test('who asks for a supervisor waits since the first time, until one answers; asking after that is new', () => {
  const first = asked('Your boss!');
  const waits = after(first, asked(''), asked('Now!')).steps.supervisor;
  expect(waits).toMatchObject({ at: first.at, words: 'Now!', times: 3, answer: null });
  const told = after(first, answered('I call you at five')).steps.supervisor;
  expect(told?.answer).toMatchObject({ text: 'I call you at five', by: 'tom' });
  const again = asked('Nobody called');
  expect(after(first, answered('x'), again).steps.supervisor).toMatchObject({
    at: again.at,
    times: 1,
    answer: null,
  });
  expect(after(answered('to nobody')).steps.supervisor).toBeNull();
});

test('names come and go without losing a step', () => {
  const any = fc.constantFrom(
    () => asked('x'),
    () => answered('y'),
    () => answer('q', 'a'),
    () => event('playbook.used.1', { kind: 'late', version: 0 }),
    () => event('case.apologised.1', { text: 'Sorry' }),
    () => event('case.explained.1', { text: 'Because', source: 'order', ref: '#1' }),
    () => event('case.cause-found.1', { cause: 'process', text: '' }),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (makes) => {
      const { steps } = after(...makes.map((make) => make()));
      const named = withPeople(steps, (id) => ({ id, name: id.toUpperCase() }));
      expect(withPeople(named, ({ id }) => id)).toEqual(steps);
    }),
  );
});
