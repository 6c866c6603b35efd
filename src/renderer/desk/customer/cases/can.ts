import type { CommandAsk } from '#shared/case/commands.ts';
import { refusalOf } from '#shared/case/decide.ts';
import type { StreamState } from '#shared/case/fold.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import { withPeople } from '#shared/case/steps.ts';
import { emptyFile } from '#shared/customer/file.ts';
import type { CaseView } from '#shared/views/case.ts';

/** Why this ask would be refused to this person for this case as the screen knows it, or null. Rules live in `decide` alone. */
export function refusalFor(view: CaseView, ask: CommandAsk, self: string): Refusal | null {
  return refusalOf(streamOf(view), ask, self);
}

/** The case goes from who has it on this screen to whoever asks. */
export function takeAsk({ id, customerId, owner }: CaseView): CommandAsk {
  return { type: 'case.take', customerId, caseId: id, data: { from: owner.id } };
}

/** Asks a colleague (an id) to take it. */
export function offerAsk({ id, customerId }: CaseView, to: string, why: string): CommandAsk {
  return { type: 'case.offer', customerId, caseId: id, data: { to, why } };
}

/** The case is a part of a known incident. */
export function tieAsk({ id, customerId }: CaseView, incidentId: string): CommandAsk {
  return { type: 'case.tie-incident', customerId, caseId: id, data: { incidentId } };
}

export function endOfferAsk(
  { id, customerId }: CaseView,
  outcome: 'declined' | 'withdrawn',
  why: string,
): CommandAsk {
  return { type: 'case.end-offer', customerId, caseId: id, data: { outcome, why } };
}

function streamOf(view: CaseView): StreamState {
  const {
    pending: _pending,
    concerns: _concerns,
    watched: _watched,
    promises,
    claims,
    owner,
    takenFrom,
    offer,
    handed,
    declined,
    spokeTo,
    tried,
    compensations,
    keyTold,
    spent,
    steps,
    ...same
  } = view;
  return {
    case: {
      ...same,
      owner: owner.id,
      takenFrom: takenFrom?.id ?? null,
      offer: offer && { ...offer, to: offer.to.id, by: offer.by.id },
      handed: handed ? { ...handed, by: handed.by.id } : null,
      declined: declined && { ...declined, by: declined.by.id },
      spokeTo: spokeTo.map((who) => who.id),
      keyTold: keyTold && { ...keyTold, by: keyTold.by.id },
      spent: spent.map((one) => ({ ...one, by: one.by.id })),
      compensations: compensations.map((each) => ({
        ...each,
        by: each.by.id,
        answered: each.answered && { ...each.answered, by: each.answered.by.id },
      })),
      tried: tried.map((one) => ({ ...one, by: one.by.id })),
      steps: withPeople(steps, ({ id }) => id),
      flags: [],
      lastAt: view.lastContactAt ?? view.openedAt,
    },
    claims: claims.map((claim) => ({
      ...claim,
      // As the screen shows it: whoever sees to it now.
      owner: claim.owner.id,
      offer: claim.offer && { ...claim.offer, to: claim.offer.to.id, by: claim.offer.by.id },
      notes: claim.notes.map((note) => ({ ...note, by: note.by.id })),
      by: claim.by.id,
      closed: claim.closed && { ...claim.closed, by: claim.closed.by.id },
    })),
    promises: promises.map((promise) => ({
      id: promise.id,
      text: promise.text,
      until: promise.until,
      state: promise.state,
      by: promise.by.id,
      at: promise.madeAt,
      proof: promise.proof,
      zone: promise.zone,
      ended: promise.ended && { ...promise.ended, by: promise.ended.by.id },
      said: promise.said,
    })),
    attachments: [],
    file: emptyFile,
  };
}
