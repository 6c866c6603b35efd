import type { CompensationView } from '../views/case.ts';

type One = Pick<
  CompensationView,
  'compensationId' | 'remedy' | 'amount' | 'state' | 'by' | 'at' | 'answered'
>;

/** The same thing, of the same worth, each time that it was. */
export type Alike<T> = Pick<One, 'remedy' | 'amount'> & { each: T[] };

/** Alike ones together, in the order of their first: a voucher of €10.00 three times is one. */
export function alike<T extends Pick<One, 'remedy' | 'amount'>>(list: readonly T[]): Alike<T>[] {
  const groups = Map.groupBy(list, ({ remedy, amount }) => `${remedy} ${amount?.minor} ${amount?.currency}`);
  return [...groups.values()].flatMap((each) =>
    each[0] ? [{ remedy: each[0].remedy, amount: each[0].amount, each }] : [],
  );
}

/** When it was given: at once, or with the yes to what was asked for. */
export function givenAt({ at, answered }: Pick<One, 'at' | 'answered'>): number {
  return answered?.at ?? at;
}

/** What was given in a case, alike ones together, the last given first. */
export function givenAlike(compensations: readonly One[]): Alike<One>[] {
  return alike(
    compensations.filter(({ state }) => state === 'given').toSorted((a, b) => givenAt(b) - givenAt(a)),
  );
}
