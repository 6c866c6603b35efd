import { expect, test } from 'vitest';
import { failureDays, repeatedFailure } from '#shared/story/failures.ts';
import type { CaseView } from '#shared/views/case.ts';
import { day, matter, now } from './sample.ts';

const toner = 'Toner TN-2410';
const lamp = 'Lámpara de pie';

/** A case so many days old, of orders of these products, carried by these. */
const failed = (
  id: string,
  age: number,
  { products = [], carriers = [], ...more }: Partial<CaseView> & { products?: string[]; carriers?: string[] },
): CaseView =>
  matter(id, { kind: 'wrong-product', openedAt: now - age * day, concerns: { products, carriers }, ...more });
const solved = { status: 'solved', solvedAt: now } as const;
const again = (...cases: CaseView[]) => repeatedFailure({ cases }, now);

test('one failure is none too many to tell', () => {
  expect(again()).toBeNull();
  expect(again(failed('k1', 3, { products: [toner] }))).toBeNull();
});

test('the same wrong product twice is told with its name and both cases, the newest first', () => {
  const first = failed('k1', 40, { products: [toner, lamp], ...solved });
  const second = failed('k2', 2, { products: [toner] });
  expect(again(first, second)).toEqual({
    kind: 'wrong-product',
    failure: null,
    times: 2,
    product: toner,
    carrier: null,
    caseIds: ['k2', 'k1'],
  });
});

test('the failure is named where every time has the same', () => {
  const first = failed('k1', 40, { products: [toner], failure: 'other-model', ...solved });
  const same = failed('k2', 2, { products: [toner], failure: 'other-model' });
  expect(again(first, same)).toMatchObject({ failure: 'other-model', product: toner });
  expect(again(first, { ...same, failure: 'other-size' })).toMatchObject({ failure: null, times: 2 });
  expect(again(first, { ...same, failure: null })).toMatchObject({ failure: null });
});

test('a case that was reopened happened once more', () => {
  expect(again(failed('k1', 9, { products: [toner], timesReopened: 1 }))).toMatchObject({
    times: 2,
    product: toner,
    caseIds: ['k1'],
  });
  // Which of the two it was, nobody knows.
  expect(again(failed('k1', 9, { products: [toner, lamp], timesReopened: 1 }))).toMatchObject({
    times: 2,
    product: null,
  });
});

test('of something that breaks on the way it is the carrier that is named, of a wrong product never', () => {
  const [a, b] = [
    { products: [toner], carriers: ['NorteLog'] },
    { products: [lamp], carriers: ['NorteLog', 'Correo Sur'] },
  ];
  const damaged = { kind: 'damaged' } as const;
  expect(again(failed('k1', 9, { ...a, ...damaged }), failed('k2', 1, { ...b, ...damaged }))).toMatchObject({
    kind: 'damaged',
    carrier: 'NorteLog',
    product: null,
  });
  expect(again(failed('k1', 9, a), failed('k2', 1, b))).toMatchObject({
    carrier: null,
    product: null,
    times: 2,
  });
});

test.each<[string, CaseView[]]>([
  ['longer ago than a year', [failed('k1', failureDays + 1, {}), failed('k2', 1, {})]],
  ['another kind', [failed('k1', 9, {}), failed('k2', 1, { kind: 'late' })]],
  ['no failure', [failed('k1', 9, { kind: 'question' }), failed('k2', 1, { kind: 'question' })]],
  ['all of it solved', [failed('k1', 9, solved), failed('k2', 1, solved)]],
])('%s is not the same failure again', (_, cases) => {
  expect(again(...cases)).toBeNull();
});

test('of several the one that happened most often is told', () => {
  const late = [1, 2, 3].map((age) => failed(`l${age}`, age, { kind: 'late' }));
  const wrong = [4, 5].map((age) => failed(`w${age}`, age, { products: [toner] }));
  expect(again(...wrong, ...late)).toMatchObject({ kind: 'late', times: 3, caseIds: ['l1', 'l2', 'l3'] });
});
