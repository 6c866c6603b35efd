import type { CompensationNow } from '#shared/case/compensation.ts';
import { unseenFlag } from '#shared/case/flags.ts';
import type { CaseState } from '#shared/case/fold.ts';
import { withPeople } from '#shared/case/steps.ts';
import type { ClaimNow } from '#shared/claim/fold.ts';
import { claimOwner } from '#shared/claim/refusal.ts';
import type { PromiseNow } from '#shared/promise/fold.ts';
import type { CaseView, ClaimView, CompensationView, PromiseView } from '#shared/views/case.ts';
import type { People } from './people.ts';

export type StoredCase = CaseState & { promises: PromiseNow[]; claims: ClaimNow[] };

export function caseView(
  stored: StoredCase,
  concerns: CaseView['concerns'],
  pending: boolean,
  people: People,
): CaseView {
  const {
    owner,
    takenFrom,
    offer,
    handed,
    declined,
    spokeTo,
    tried,
    promises,
    claims,
    keyTold,
    spent,
    steps,
    compensations,
    flags,
    lastAt: _,
    ...rest
  } = stored;
  return {
    ...rest,
    owner: people.who(owner),
    takenFrom: takenFrom === null ? null : people.who(takenFrom),
    offer: offerView(offer, people.who),
    handed: handed ? { ...handed, by: people.who(handed.by) } : null,
    declined: declinedView(declined, people.who),
    spokeTo: spokeTo.map(people.who),
    keyTold: keyTold && { ...keyTold, by: people.who(keyTold.by) },
    spent: spent.map((one) => ({ ...one, by: people.who(one.by) })),
    tried: tried.map((t) => ({ ...t, by: people.who(t.by) })),
    steps: withPeople(steps, people.who),
    promises: promises.map((p) => promiseView(p, rest.id, people)),
    claims: claims
      .map((one) => claimView(one, owner, people.who))
      .sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || b.at - a.at),
    compensations: compensations.map((one) => compensationView(one, people.who)),
    watched: watchedView(flags, people),
    concerns,
    pending,
  };
}

/** The newest fact that broke a rule and that nobody who decides has seen. */
export function watchedView(flags: CaseState['flags'], people: People): CaseView['watched'] {
  const flag = unseenFlag(flags, people.decides);
  return flag && { why: flag.why, by: people.who(flag.by), at: flag.at };
}

export function compensationView(one: CompensationNow, who: People['who']): CompensationView {
  const { by, answered } = one;
  return { ...one, by: who(by), answered: answered && { ...answered, by: who(answered.by) } };
}

export function offerView(offer: CaseState['offer'], who: People['who']): CaseView['offer'] {
  return offer && { ...offer, to: who(offer.to), by: who(offer.by) };
}

export function declinedView(declined: CaseState['declined'], who: People['who']): CaseView['declined'] {
  return declined && { ...declined, by: who(declined.by) };
}

function claimView(claim: ClaimNow, caseOwner: string, who: People['who']): ClaimView {
  return {
    ...claim,
    owner: who(claimOwner(claim, caseOwner)),
    offer: offerView(claim.offer, who),
    notes: claim.notes.map((one) => ({ ...one, by: who(one.by) })),
    by: who(claim.by),
    closed: claim.closed && { ...claim.closed, by: who(claim.closed.by) },
  };
}

export function promiseView(p: PromiseNow, caseId: string | null, people: People): PromiseView {
  return {
    id: p.id,
    caseId,
    text: p.text,
    until: p.until,
    state: p.state,
    by: people.who(p.by),
    madeAt: p.at,
    proof: p.proof,
    zone: p.zone,
    ended: p.ended && { ...p.ended, by: people.who(p.ended.by) },
    said: p.said,
  };
}
