import type { CommandAsk } from '#shared/case/commands.ts';
import type { Compensation } from '#shared/case/compensation.ts';
import { type Alternative, withAmount } from '#shared/recovery/alternatives.ts';
import type { Stop } from '#shared/recovery/stop.ts';
import type { Manual } from '#shared/rules/manual.ts';
import type { InForce } from '#shared/rules/of.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { GiveDraft } from './give-shape.ts';
import type { Giving } from './use-giving.ts';

/** The alternative that is chosen, with the person's own amount where they wrote one; null: none. */
export function chosenOf(draft: GiveDraft, giving: Giving, manual: Manual): Alternative | null {
  const found = giving.choices.find(({ offerId }) => offerId === draft.offer);
  if (!found) return null;
  return found.amount && draft.amount ? withAmount(found, draft.amount, manual, giving.asked) : found;
}

/** What the tick stands for. */
export function seenOf({ earlier }: Giving): string {
  return earlier.map(({ compensation: { compensationId, state } }) => `${compensationId} ${state}`).join();
}

/** The first thing that is missing before it can be given. */
export type Missing = 'offer' | 'amount' | 'seen' | 'checked';

export function missingIn(
  draft: GiveDraft,
  chosen: Alternative | null,
  stop: Stop | null,
  giving: Giving,
): Missing | null {
  if (chosen === null) return 'offer';
  if (chosen.amount && (draft.amountWrong || chosen.amount.minor <= 0)) return 'amount';
  if (giving.earlier.length > 0 && draft.seen !== seenOf(giving)) return 'seen';
  return stop && draft.checked.trim() === '' ? 'checked' : null;
}

/** Gives it at once where this person may, else asks for it. `newId` makes its id. */
export function giveAsk(
  one: CaseView,
  {
    draft,
    chosen,
    stop,
    giving,
  }: { draft: GiveDraft; chosen: Alternative; stop: Stop | null; giving: Giving },
  manual: InForce<Manual>,
  newId: () => string,
): CommandAsk {
  const about = { customerId: one.customerId, caseId: one.id };
  const data: Compensation = {
    compensationId: newId(),
    remedy: chosen.remedy,
    amount: chosen.amount,
    cost: chosen.cost,
    ...(chosen.besides === null ? {} : { besides: chosen.besides }),
    orderId: giving.order?.id ?? null,
    what: draft.what.trim(),
    decidedFrom: {
      kind: one.kind,
      severity: giving.asked.severity,
      segment: giving.segment.segment,
      valueAtRisk: giving.atRisk?.amount ?? null,
      offer: chosen.offerId,
      manual: manual.version,
    },
    despite: giving.earlier.map(({ compensation }) => compensation.compensationId).slice(0, 100),
    stop: stop && { times: stop.times, checked: draft.checked.trim() },
  };
  return chosen.beyond === null
    ? { ...about, type: 'compensation.give', data }
    : { ...about, type: 'compensation.request', data: { ...data, why: draft.why.trim() } };
}
