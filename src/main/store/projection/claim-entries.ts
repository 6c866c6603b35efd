import type { StreamState } from '#shared/case/fold.ts';
import type { ClaimEvent } from '#shared/claim/fold.ts';
import type { StoryRow } from './entries.ts';

/** The story's entry of what happened with a claim. One that nobody opened here has no name. */
export function claimEntry(event: ClaimEvent, { claims }: StreamState): StoryRow {
  const claim = claims.find(({ id }) => id === event.data.claimId);
  const base = {
    id: event.id,
    at: event.at,
    caseId: event.caseId,
    orderId: claim?.orderId ?? null,
    by: event.by,
  };
  const side = { against: claim?.against ?? 'carrier', name: claim?.name ?? '' };
  switch (event.type) {
    case 'claim.opened.1': {
      const { against, name, amount, reason, text, dueAt } = event.data;
      return { ...base, kind: 'claim-opened', data: { against, name, amount, reason, text, dueAt } };
    }
    case 'claim.noted.1':
    case 'claim.noted.2': {
      const { what, text, reference, dueAt } = event.data;
      return { ...base, kind: 'claim-noted', data: { ...side, what, text, reference, dueAt } };
    }
    case 'claim.closed.1': {
      const { outcome, back, text } = event.data;
      return { ...base, kind: 'claim-closed', data: { ...side, outcome, back, text } };
    }
    case 'claim.offered.1': {
      const { to, why: text } = event.data;
      return to === null
        ? { ...base, kind: 'claim-offer-ended', data: { ...side, text } }
        : { ...base, kind: 'claim-offered', data: { ...side, text, other: to } };
    }
    case 'claim.taken.1':
      return { ...base, kind: 'claim-taken', data: { ...side, other: event.data.from } };
  }
}
