import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noSteps } from '#shared/case/steps.ts';
import { fiveSteps, stepsTaken } from '#shared/recovery/five-steps.ts';
import type { CaseView } from '#shared/views/case.ts';
import { iris, matter, now, omar, promise } from '../story/sample.ts';

const taken = (more: Partial<CaseView>) => {
  const marks = stepsTaken(matter('k1', more));
  return fiveSteps.filter((step) => marks[step] !== null);
};
const by = { by: omar, at: now };
const steps = (more: Partial<CaseView['steps']>) => ({ steps: { ...noSteps, ...more } });

const gift = (state: CaseView['compensations'][number]['state'], at: number) =>
  ({ state, what: `gift ${at}`, by: iris, at }) as CaseView['compensations'][number];

test.each<[string, Partial<CaseView>, string[]]>([
  ['nothing', {}, []],
  ["the customer's words", { words: 'Llegó rota' }, ['listen']],
  ['a contact', { contacts: 1, lastContactAt: now, spokeTo: [iris] }, ['listen']],
  ['something that was asked', { tried: [{ text: 'Asked for a photo', at: now, by: iris }] }, ['listen']],
  ['an apology', steps({ apologised: { ...by, text: 'Lo siento' } }), ['apologise']],
  [
    'an explanation',
    steps({ explained: { ...by, text: 'A strike', source: 'carrier', ref: null } }),
    ['explain'],
  ],
  ['a cause', steps({ cause: { ...by, cause: 'supplier', text: '' } }), ['for-good']],
  // What was promised was owed anyway: it makes nothing good.
  ['a promise that was kept', { promises: [promise('p', { state: 'kept' })] }, []],
  ['a promise that waits', { promises: [promise('p')] }, []],
  ['a broken promise', { promises: [promise('p', { state: 'broken' })] }, []],
])('after %s the steps taken are those', (_, more, wanted) => {
  expect(taken(more)).toEqual(wanted);
});

test('what was given makes it good, what was only asked for or taken back does not; the newest is told', () => {
  for (const state of ['requested', 'declined', 'withdrawn'] as const)
    expect(taken({ compensations: [gift(state, 1)] })).toEqual([]);
  const both = { compensations: [gift('given', now + 9), gift('given', now)] };
  expect(stepsTaken(matter('k1', both))['make-good']).toMatchObject({ text: `gift ${now + 9}`, by: iris });
});

test('any order leaves the same marks', () => {
  const all = [
    { words: 'x' },
    steps({ apologised: { ...by, text: 'a' } }),
    { compensations: [gift('given', now)] },
  ] as Partial<CaseView>[];
  const first = taken(Object.assign({}, ...all));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (list) => {
      expect(taken(Object.assign({}, ...list))).toEqual(first);
    }),
  );
});
