import type { CaseKind } from '../case/words.ts';
import type { CaseView } from '../views/case.ts';
import type { CustomerView } from '../views/customer.ts';

/** How far back the same failure counts as the same. */
export const failureDays = 365;

/** Kinds of case in which we, the shop or a carrier did something wrong to what was ordered. */
export const failures: ReadonlySet<CaseKind> = new Set<CaseKind>([
  'late',
  'lost',
  'damaged',
  'wrong-product',
  'missing-part',
  'not-as-described',
]);

/** Of these the carrier may be what they have in common. */
const onTheWay: ReadonlySet<CaseKind> = new Set<CaseKind>(['late', 'lost', 'damaged']);

/** The same failure once more: what it is, how often, and what the times have in common, if anything is known. */
export type FailureAlarm = {
  kind: CaseKind;
  /** The team's own leaf, where all of them have the same. */
  failure: string | null;
  times: number;
  product: string | null;
  carrier: string | null;
  /** The cases behind it, newest first; one of them is open. */
  caseIds: string[];
};

/**
 * The failure that this customer has met most often in a year, when it is at least the second time and one of its cases is open. A case that was reopened happened once more. What the times share is told as narrowly as it is known: the product, else the
 * carrier, else the kind alone.
 */
export function repeatedFailure(view: Pick<CustomerView, 'cases'>, now: number): FailureAlarm | null {
  const recent = met(view.cases, now).toSorted((a, b) => b.openedAt - a.openedAt);
  const kinds = [...new Set(recent.map(({ kind }) => kind))];
  const alarms = kinds.flatMap((kind) => alarmsOf(recent.filter((one) => one.kind === kind)));
  return alarms.reduce<FailureAlarm | null>(
    (most, one) => (most === null || one.times > most.times ? one : most),
    null,
  );
}

const met = (cases: readonly CaseView[], now: number): CaseView[] =>
  cases.filter((one) => failures.has(one.kind) && one.openedAt > now - failureDays * 86_400_000);

/** How often something went wrong in a year, of whatever kind. */
export function failuresMet(cases: readonly CaseView[], now: number): number {
  return timesOf(met(cases, now));
}

const timesOf = (cases: readonly CaseView[]): number =>
  cases.reduce((sum, { timesReopened }) => sum + 1 + timesReopened, 0);

const sharedFailure = ([first, ...others]: readonly CaseView[]): string | null =>
  first && others.every(({ failure }) => failure === first.failure) ? first.failure : null;

/** Of cases of one kind, the narrowest first. */
function alarmsOf(cases: readonly CaseView[]): FailureAlarm[] {
  const [first] = cases;
  if (!first) return [];
  const { kind } = first;
  const alarm = (of: readonly CaseView[], product: string | null, carrier: string | null): FailureAlarm[] =>
    timesOf(of) >= 2 && of.some(({ status }) => status === 'open')
      ? [
          {
            kind,
            failure: sharedFailure(of),
            times: timesOf(of),
            product,
            carrier,
            caseIds: of.map(({ id }) => id),
          },
        ]
      : [];
  const products = shared(cases, ({ concerns }) => concerns.products);
  const carriers = onTheWay.has(kind) ? shared(cases, ({ concerns }) => concerns.carriers) : [];
  return [
    ...products.flatMap(({ value, of }) => alarm(of, value, null)),
    ...carriers.flatMap(({ value, of }) => alarm(of, null, value)),
    ...alarm(cases, null, null),
  ];
}

/**
 * What several of the cases have, with those. A case alone has something in common with itself only where there is nothing else that it
 * could be: of three products in an order nobody knows which one failed.
 */
function shared(
  cases: readonly CaseView[],
  valuesOf: (one: CaseView) => readonly string[],
): { value: string; of: CaseView[] }[] {
  const values = new Set(cases.flatMap(valuesOf));
  return [...values].flatMap((value) => {
    const of = cases.filter((one) => valuesOf(one).includes(value));
    const isCertain = of.length > 1 || of.every((one) => valuesOf(one).length === 1);
    return isCertain ? [{ value, of }] : [];
  });
}
