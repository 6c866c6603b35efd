import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView, ClaimView } from '#shared/views/case.ts';

const of = ({ id, customerId }: CaseView) => ({ customerId, caseId: id });

/** Asks a colleague (an id) to see to a claim; null: nobody any more. */
export const offerClaimAsk = (
  one: CaseView,
  { id }: ClaimView,
  to: string | null,
  why: string,
): CommandAsk => ({
  ...of(one),
  type: 'claim.offer',
  data: { claimId: id, to, why },
});

/** The claim goes from who has it on this screen to whoever asks. */
export const takeClaimAsk = (one: CaseView, { id, owner }: ClaimView): CommandAsk => ({
  ...of(one),
  type: 'claim.take',
  data: { claimId: id, from: owner.id },
});
