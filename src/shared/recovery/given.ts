import type { CompensationView } from '../views/case.ts';

type One = Pick<
  CompensationView,
  'compensationId' | 'remedy' | 'amount' | 'state' | 'by' | 'at' | 'answered'
>;

/** The same thing, of the same worth, and each time that it was given, the newest first. */
export type GivenAlike = Pick<One, 'remedy' | 'amount'> & { each: [One, ...One[]] };

/** When it was given: at once, or with the yes to what was asked for. */
export function givenAt({ at, answered }: Pick<One, 'at' | 'answered'>): number {
  return answered?.at ?? at;
}

/** What was given in a case, alike ones together: a voucher of €10.00 three times is one line. The last given first. */
export function givenAlike(compensations: readonly One[]): GivenAlike[] {
  const given = compensations
    .filter(({ state }) => state === 'given')
    .toSorted((a, b) => givenAt(b) - givenAt(a));
  const alike = Map.groupBy(given, ({ remedy, amount }) => `${remedy} ${amount?.minor} ${amount?.currency}`);
  return [...alike.values()].flatMap(([first, ...more]) =>
    first ? [{ remedy: first.remedy, amount: first.amount, each: [first, ...more] }] : [],
  );
}
