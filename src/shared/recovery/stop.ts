import type { Remedy } from '../rules/manual.ts';
import { type FailureAlarm, repeatedFailure } from '../story/failures.ts';
import type { CaseView } from '../views/case.ts';
import type { CustomerView } from '../views/customer.ts';

/** What has gone wrong before, that must not simply be sent once more. */
export type Stop = Pick<FailureAlarm, 'kind' | 'failure' | 'times' | 'product' | 'carrier'>;

/** Remedies that put something on its way again. */
const sends: ReadonlySet<Remedy> = new Set<Remedy>(['replacement', 'partial-shipment', 'express']);

/** Whoever has met it so often is not sent the same thing again without a look: seen at the second time, the third is stopped. */
const enough = 2;

/**
 * Why a remedy must not be given in a case before somebody has said what was checked by hand; null: nothing speaks against it. The same failure
 * twice in a year, or two replacements in the case already.
 */
export function stopBefore(
  one: CaseView,
  remedy: Remedy,
  view: Pick<CustomerView, 'cases'>,
  now: number,
): Stop | null {
  if (!sends.has(remedy)) return null;
  const failure = repeatedFailure(view, now);
  if (failure && failure.times >= enough && failure.caseIds.includes(one.id)) return failure;
  const sent = one.compensations.filter((each) => each.state === 'given' && each.remedy === 'replacement');
  return sent.length >= enough
    ? { kind: one.kind, failure: one.failure, times: sent.length, product: null, carrier: null }
    : null;
}
