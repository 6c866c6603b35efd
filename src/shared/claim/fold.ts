import type { z } from 'zod';
import type { CaseEvent } from '../case/events.ts';
import type { Money } from '../order/money.ts';
import type { claimEvents } from './events.ts';
import type { ClaimNote, ClaimOutcome } from './words.ts';

type Opened = z.infer<(typeof claimEvents)['claim.opened.1']>;

/** A claim as its events left it. People are ids, moments ms. */
export type ClaimNow = Omit<Opened, 'claimId' | 'filed' | 'text'> & {
  id: string;
  /** Why, in the words of who opened it. */
  text: string;
  status: 'open' | 'closed';
  /** It must still be sent (`file`), or answered (`answer`), until `dueAt`. */
  step: 'file' | 'answer';
  /** Who sees to it; null: the owner of its case, whoever that is. */
  owner: string | null;
  offer: { to: string; by: string; why: string; at: number } | null;
  notes: { what: ClaimNote; text: string; attachmentIds: string[]; at: number; by: string }[];
  by: string;
  at: number;
  closed: { outcome: ClaimOutcome; back: Money; text: string; by: string; at: number } | null;
};

export type ClaimEvent = Extract<CaseEvent, { type: `claim.${string}` }>;

export const isClaimEvent = (event: CaseEvent): event is ClaimEvent => event.type.startsWith('claim.');

/** The claims of a stream after one more event. What is said of one that nobody opened here changes none. */
export function claimsAfter(claims: ClaimNow[], event: ClaimEvent): ClaimNow[] {
  if (event.type === 'claim.opened.1') {
    const { claimId } = event.data;
    return claims.some(({ id }) => id === claimId) ? claims : [...claims, opened(event)];
  }
  return claims.map((one) => (one.id === event.data.claimId ? claimAfter(one, event) : one));
}

function opened({ data, by, at }: Extract<ClaimEvent, { type: 'claim.opened.1' }>): ClaimNow {
  const { claimId, filed, ...same } = data;
  return {
    ...same,
    id: claimId,
    status: 'open',
    step: filed ? 'answer' : 'file',
    owner: null,
    offer: null,
    notes: [],
    by,
    at,
    closed: null,
  };
}

function claimAfter(before: ClaimNow, event: Exclude<ClaimEvent, { type: 'claim.opened.1' }>): ClaimNow {
  const { by, at } = event;
  switch (event.type) {
    case 'claim.noted.1':
    case 'claim.noted.2': {
      const { what, text, reference, dueAt } = event.data;
      const attachmentIds = 'attachmentIds' in event.data ? event.data.attachmentIds : [];
      // Sending it ends the time in which it had to be sent, whether or not anybody knows when they answer.
      const due = what === 'filed' ? dueAt : (dueAt ?? before.dueAt);
      return {
        ...before,
        notes: [...before.notes, { what, text, attachmentIds, at, by }],
        reference: reference ?? before.reference,
        step: what === 'filed' || what === 'answer' ? 'answer' : before.step,
        dueAt: due,
      };
    }
    case 'claim.closed.1': {
      if (before.closed) return before;
      const { outcome, back, text } = event.data;
      return { ...before, status: 'closed', offer: null, closed: { outcome, back, text, by, at } };
    }
    case 'claim.offered.1': {
      const { to, why } = event.data;
      return { ...before, offer: to === null ? null : { to, by, why, at } };
    }
    case 'claim.taken.1':
      return { ...before, owner: by, offer: null };
  }
}
