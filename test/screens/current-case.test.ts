import { expect, test } from 'vitest';
import type { CaseView } from '#shared/views/case.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { currentCase } from '../../src/renderer/desk/customer/cases/current-case.ts';
import { type Form, screenAfter, startState } from '../../src/renderer/desk/customer/screen-state.ts';

const cases = ['k1', 'k2'].map(
  (id, index) =>
    ({ id, status: 'open', openedAt: index, lastContactAt: null, orderIds: [] }) as unknown as CaseView,
);
const view = { cases, inQuestion: null } as unknown as CustomerView;

test('a case that was gone to, by its number say, is the one that keys mean, and not the likely one', () => {
  expect(currentCase(view, startState)?.id).toBe('k2');
  const gone = screenAfter(startState, { move: 'go', target: { to: 'case', caseId: 'k1' } });
  expect(currentCase(view, gone)?.id).toBe('k1');
});

test('an entry that was walked to afterwards takes its place', () => {
  const gone = screenAfter(startState, { move: 'go', target: { to: 'case', caseId: 'k1' } });
  const walked = screenAfter(gone, { move: 'entry', entryId: 'e', caseId: 'k2' });
  expect(currentCase(view, walked)?.id).toBe('k2');
});

test('whoever goes to a promise of no case in the queue is brought to it, and to it again', () => {
  const target = { to: 'promise', promiseId: 'p1' } as const;
  const gone = screenAfter(startState, { move: 'go', target }, 7);
  expect(gone.jump).toEqual({ to: 'promise', id: 'p1', n: 1, since: 7 });
  expect(screenAfter(gone, { move: 'go', target }).jump?.n).toBe(2);
});

test('a form that is done with closes itself, and none that was opened since, also for the same', () => {
  const note: Form = { form: 'note', caseId: 'k1', about: 'note' };
  const written = screenAfter(startState, { move: 'write', form: note }, 3);
  expect(written).toMatchObject({ form: note, formSince: 3 });
  expect(screenAfter(written, { move: 'close', form: note }).form).toBeNull();
  const again = screenAfter(written, { move: 'write', form: { ...note } });
  expect(screenAfter(again, { move: 'close', form: note }).form).toEqual(note);
});

test('what was asked for earlier and comes now is of then', () => {
  const target = { to: 'case', caseId: 'k1' } as const;
  expect(screenAfter(startState, { move: 'go', target, since: 2 }, 5).jump?.since).toBe(2);
});
