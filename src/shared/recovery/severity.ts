import type { Severity } from '../rules/manual.ts';
import { repeatedFailure } from '../story/failures.ts';
import { repeatAlarm } from '../story/repeat.ts';
import type { CaseView } from '../views/case.ts';
import type { CustomerView } from '../views/customer.ts';

/** How bad a case is for its customer, as far as the record shows, and what speaks for it. A person may see it otherwise. */
export type SeverityReading = {
  severity: Severity;
  because: ('again' | 'third' | 'calls' | 'broken' | 'reopened')[];
};

/**
 * High: the same failure for the third time, or two things at once that each would be bad. Medium: one of them: the same failure again, a third
 * contact about it, a broken promise, a case that was reopened. Low: none.
 */
export function severityOf(
  one: CaseView,
  view: Pick<CustomerView, 'cases' | 'recentContacts'>,
  now: number,
): SeverityReading {
  const failure = repeatedFailure(view, now);
  const isAgain = failure?.caseIds.includes(one.id) === true;
  const calls = repeatAlarm(view, now);
  const because: SeverityReading['because'] = [];
  if (isAgain) because.push(failure.times >= 3 ? 'third' : 'again');
  if (calls.caseId === one.id && calls.level === 'third-or-more') because.push('calls');
  if (one.promises.some(({ state, until }) => state === 'broken' || (state === 'pending' && until < now)))
    because.push('broken');
  if (one.timesReopened > 0) because.push('reopened');
  const isHigh = because.includes('third') || because.length >= 2;
  return { severity: isHigh ? 'high' : because.length === 1 ? 'medium' : 'low', because };
}
