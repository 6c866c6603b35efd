import { claimRefusal } from '../claim/refusal.ts';
import type { Role } from '../people.ts';
import type { Command, CommandAsk } from './commands.ts';
import { compensationRefusal } from './compensation-refusal.ts';
import { eventOf } from './event-of.ts';
import type { CaseEvent } from './events.ts';
import { flagged, flagsOf, isFact } from './facts.ts';
import type { CaseState, StreamState } from './fold.ts';
import type { Refusal } from './refusals.ts';
import type { FlagWhy } from './words.ts';

export type Decision = { events: CaseEvent[] } | { refusal: Refusal };

/**
 * Either what now is true, or why not. The same on the desk, at once, and in the ledger, which has the last word.
 * What was said to a customer (contacts, notes, promises made) is a fact and never refused: where it breaks a rule it is kept and
 * flagged. `alsoWrong`: what only the ledger can know to be wrong with it.
 */
export function decide(state: StreamState, command: Command, alsoWrong: readonly FlagWhy[] = []): Decision {
  const refusal = refusalOf(state, command.ask, command.stamp.by) ?? reasonRefusal(command.ask);
  if (refusal) return { refusal };
  const event = eventOf(command);
  const wrong = [...(isFact(command.ask) ? flagsOf(state, command.ask) : []), ...alsoWrong];
  return { events: [event, ...wrong.map((why, index) => flagged(event, why, index + 1))] };
}

/** What somebody else meets later is not undone or answered with no without a word of why. A button is there before it is written. */
function reasonRefusal(ask: CommandAsk): Refusal | null {
  const why = reasonOf(ask);
  return why === null || why.trim() !== '' ? null : { code: 'reason-needed' };
}

/** The reason that the form of a command asks for, or null where it goes without. */
function reasonOf(ask: CommandAsk): string | null {
  switch (ask.type) {
    case 'customer.link':
    case 'customer.unlink':
    case 'attachment.remove':
      return ask.data.why;
    case 'compensation.decline':
    case 'compensation.withdraw':
      return ask.data.text;
    default:
      return null;
  }
}

/** Why this would be refused now to the person `by`, whatever reason they give, or null: what a button asks before it is enabled. */
export function refusalOf(state: StreamState, ask: CommandAsk, by: string): Refusal | null {
  // Written down where it belongs, or not at all: no page offers it without a case.
  if (ask.type === 'claim.open' || ask.type === 'claim.note')
    return ask.caseId === null ? { code: 'case-needed' } : null;
  if (isFact(ask)) return null;
  switch (ask.type) {
    case 'customer.link':
      if (ask.data.into === ask.customerId) return { code: 'same-record' };
      return state.file.linked === null ? null : { code: 'linked-already' };
    case 'customer.unlink':
      return state.file.linked?.into === ask.data.into ? null : { code: 'not-linked' };
    case 'promise.end':
      return promiseRefusal(state, ask.data.promiseId);
    case 'attachment.remove':
      return attachmentRefusal(state, ask.data.attachmentId);
    case 'case.open':
      if (ask.caseId === null) return { code: 'case-needed' };
      return state.case ? { code: 'case-exists' } : null;
    case 'compensation.request':
    case 'compensation.approve':
    case 'compensation.decline':
    case 'compensation.withdraw':
    case 'compensation.read-answer':
      return compensationRefusal(state, ask, by);
    default:
      return moveRefusal(state, ask, by);
  }
}

/** Whether a role may ask for this at all. Asked by the ledger, which knows the role; a screen offers nothing else. */
export function mayAsk(ask: CommandAsk['type'], role: Role): boolean {
  const isAnswer = ask === 'compensation.approve' || ask === 'compensation.decline';
  return !isAnswer || role === 'supervisor' || role === 'admin';
}

function promiseRefusal(state: StreamState, promiseId: string): Refusal | null {
  const promise = state.promises.find((p) => p.id === promiseId);
  if (!promise) return { code: 'promise-unknown' };
  return promise.state === 'pending' ? null : { code: 'promise-ended' };
}

function attachmentRefusal(state: StreamState, attachmentId: string): Refusal | null {
  const attachment = state.attachments.find(({ id }) => id === attachmentId);
  if (!attachment) return { code: 'attachment-unknown' };
  return attachment.removed === null ? null : { code: 'attachment-removed' };
}

type OwnerMove = Extract<CommandAsk, { type: 'case.take' | 'case.offer' | 'case.end-offer' }>;

type ClaimMove = Extract<CommandAsk, { type: 'claim.close' | 'claim.offer' | 'claim.take' }>;

type Move =
  | OwnerMove
  | ClaimMove
  | Extract<
      CommandAsk,
      { type: 'case.link-order' | 'case.tie-incident' | 'case.solve' | 'case.reopen' | 'case.classify' }
    >;

function moveRefusal(state: StreamState, ask: Move, by: string): Refusal | null {
  if (ask.caseId === null) return { code: 'case-needed' };
  if (!state.case) return { code: 'case-unknown' };
  if (state.case.customerId !== ask.customerId) return { code: 'other-customer' };
  if (ask.type === 'case.link-order') {
    return state.case.orderIds.includes(ask.data.orderId) ? { code: 'already-linked' } : null;
  }
  if (ask.type === 'case.tie-incident')
    return state.case.incidentIds.includes(ask.data.incidentId) ? { code: 'already-tied' } : null;
  if (ask.type === 'claim.close' || ask.type === 'claim.offer' || ask.type === 'claim.take')
    return claimRefusal(state.case, state.claims, ask, by);
  // What it was is found out later too, by whoever looks into it.
  if (ask.type === 'case.classify') return null;
  if (ask.type === 'case.reopen') return state.case.status === 'solved' ? null : { code: 'not-solved' };
  if (state.case.status === 'solved') return { code: 'already-solved' };
  return ask.type === 'case.solve' ? solveRefusal(state, ask) : ownerRefusal(state.case, ask, by);
}

/** Over an open promise a case is solved only by saying what the customer was told about it. */
function solveRefusal(state: StreamState, { data }: Extract<Move, { type: 'case.solve' }>): Refusal | null {
  const said = new Set('released' in data ? data.released.map(({ promiseId }) => promiseId) : []);
  const open = state.promises.find((p) => p.state === 'pending' && !said.has(p.id));
  // Kept as JSON in the ledger's database, which holds no zeros and no halves of characters.
  return open ? { code: 'open-promise', text: open.text.toWellFormed().replaceAll('\u0000', '') } : null;
}

/**
 * Who may move a case (it moves only to someone who takes it). Taking is free to everybody of its team, asked or not: the
 * person whom the customer reaches must not wait for one who is on leave or gone. But it is taken from whom they saw as its owner: of two
 * who take it at once, the second is told. No move here leaves a case without an owner.
 */
function ownerRefusal(now: CaseState, ask: OwnerMove, by: string): Refusal | null {
  switch (ask.type) {
    case 'case.take':
      if (now.owner === by) return { code: 'own-case' };
      return now.owner === ask.data.from ? null : { code: 'owner-changed' };
    case 'case.offer':
      if (now.owner !== by) return { code: 'not-owner' };
      return ask.data.to === by ? { code: 'own-case' } : null;
    case 'case.end-offer':
      if (ask.data.outcome === 'withdrawn' && now.owner !== by) return { code: 'not-owner' };
      if (now.offer === null) return { code: 'not-offered' };
      return ask.data.outcome === 'declined' && now.offer.to !== by ? { code: 'not-offered' } : null;
  }
}
