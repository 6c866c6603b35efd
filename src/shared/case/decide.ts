import { claimRefusal } from '../claim/refusal.ts';
import type { Role } from '../people.ts';
import type { Command, CommandAsk } from './commands.ts';
import { type Compensation, isForSame } from './compensation.ts';
import type { CaseEvent, EventEnvelope, EventType } from './events.ts';
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

/** Whether this is something that was said to a customer, and so is kept whatever rule it breaks. */
export function isFact(ask: CommandAsk): boolean {
  return facts.has(ask.type);
}

/** Whether a decision looks at what happened before: a fact that belongs to a customer alone is kept and not flagged, whatever that is. */
export function looksBack(ask: CommandAsk): boolean {
  return !isFact(ask) || ask.caseId !== null;
}

const facts: ReadonlySet<CommandAsk['type']> = new Set([
  'contact.record',
  'note.add',
  'promise.make',
  'customer.introduce',
  'case.tell-key',
  'time.spend',
  'attachment.add',
  // Said to a carrier or by it.
  'claim.open',
  'claim.note',
  'incident.call-back',
  'playbook.use',
  'playbook.answer',
  'case.apologise',
  'case.explain',
  'case.find-cause',
  'case.ask-supervisor',
  'case.answer-supervisor',
  'customer.set-remark',
  'customer.remove-remark',
  'customer.add-contact-point',
  'customer.remove-contact-point',
  'customer.prefer',
  'customer.not-twin',
  'customer.reveal',
  'compensation.give',
]);

function flagsOf(state: StreamState, ask: CommandAsk): FlagWhy[] {
  if (ask.caseId === null) return [];
  if (!state.case) return ['case-unknown'];
  if (state.case.customerId !== ask.customerId) return ['other-customer'];
  if (ask.type === 'compensation.give') return givingFlags(state.case, ask.data);
  return ask.type === 'promise.make' && state.case.status === 'solved' ? ['case-solved'] : [];
}

/** So many replacements in one case are enough to stop before the next (mission.md, C7). */
const sentBefore = 2;

/** What is wrong with giving this in a case, as its own events show. */
function givingFlags({ status, compensations }: CaseState, what: Compensation): FlagWhy[] {
  const given = compensations.filter((one) => one.state === 'given');
  const twice = given.some(
    (one) => isForSame(one, what) && one.remedy === what.remedy && !what.despite.includes(one.compensationId),
  );
  const sent = given.filter((one) => one.remedy === 'replacement' && isForSame(one, what)).length;
  return [
    ...(status === 'solved' ? (['case-solved'] as const) : []),
    ...(twice ? (['given-twice'] as const) : []),
    ...(what.remedy === 'replacement' && sent >= sentBefore && what.stop === null
      ? (['sent-again'] as const)
      : []),
  ];
}

/** The flag on a fact, an event beside the fact's own: `${commandId}:1` and on. */
export function flagged(fact: CaseEvent | EventEnvelope, why: FlagWhy, index: number): CaseEvent {
  const { customerId, caseId, at, by } = fact;
  const data = { eventId: fact.id, why };
  return { id: `${commandOf(fact.id)}:${index}`, type: 'fact.flagged.1', customerId, caseId, at, by, data };
}

/** Why this would be refused now to the person `by`, whatever reason they give, or null: what a button asks before it is enabled. */
export function refusalOf(state: StreamState, ask: CommandAsk, by: string): Refusal | null {
  switch (ask.type) {
    case 'contact.record':
    case 'note.add':
    case 'promise.make':
    case 'customer.introduce':
    case 'case.tell-key':
    case 'time.spend':
    case 'attachment.add':
    case 'playbook.use':
    case 'playbook.answer':
    case 'case.apologise':
    case 'case.explain':
    case 'case.find-cause':
    case 'case.ask-supervisor':
    case 'case.answer-supervisor':
    case 'customer.set-remark':
    case 'customer.remove-remark':
    case 'customer.add-contact-point':
    case 'customer.remove-contact-point':
    case 'customer.prefer':
    case 'customer.not-twin':
    case 'customer.reveal':
    case 'compensation.give':
    case 'incident.call-back':
      return null;
    // Written down where it belongs, or not at all: no page offers it without a case.
    case 'claim.open':
    case 'claim.note':
      return ask.caseId === null ? { code: 'case-needed' } : null;
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

type Compensating = Extract<
  CommandAsk,
  {
    type:
      | 'compensation.request'
      | 'compensation.approve'
      | 'compensation.decline'
      | 'compensation.withdraw'
      | 'compensation.read-answer';
  }
>;

/** A request is answered once, and by somebody else than who asked; what was given can be taken back, what was declined not. */
function compensationRefusal(state: StreamState, ask: Compensating, by: string): Refusal | null {
  if (ask.caseId === null) return { code: 'case-needed' };
  if (!state.case) return { code: 'case-unknown' };
  if (state.case.customerId !== ask.customerId) return { code: 'other-customer' };
  if (ask.type === 'compensation.request')
    return state.case.status === 'solved' ? { code: 'already-solved' } : null;
  const one = state.case.compensations.find(
    ({ compensationId }) => compensationId === ask.data.compensationId,
  );
  if (!one) return { code: 'compensation-unknown' };
  if (ask.type === 'compensation.read-answer')
    return one.by === by && one.unread ? null : { code: 'compensation-ended' };
  const isOpen = one.state === 'requested' || (ask.type === 'compensation.withdraw' && one.state === 'given');
  if (!isOpen) return { code: 'compensation-ended' };
  return ask.type !== 'compensation.withdraw' && one.by === by ? { code: 'own-request' } : null;
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

/** Over an open promise a case is solved only by saying what the customer was told about it (mission.md, C6). */
function solveRefusal(state: StreamState, { data }: Extract<Move, { type: 'case.solve' }>): Refusal | null {
  const said = new Set('released' in data ? data.released.map(({ promiseId }) => promiseId) : []);
  const open = state.promises.find((p) => p.state === 'pending' && !said.has(p.id));
  // Kept as JSON in the ledger's database, which holds no zeros and no halves of characters.
  return open ? { code: 'open-promise', text: open.text.toWellFormed().replaceAll('\u0000', '') } : null;
}

/**
 * Who may move a case (mission.md, C1: it moves only to someone who takes it). Taking is free to everybody of its team, asked or not: the
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

const eventTypes = {
  'case.open': 'case.opened.1',
  'contact.record': 'contact.recorded.1',
  'note.add': 'note.added.1',
  'promise.make': 'promise.made.1',
  'promise.end': 'promise.ended.1',
  'case.link-order': 'order.linked.1',
  'customer.introduce': 'customer.introduced.1',
  'case.solve': 'case.solved.1',
  'case.reopen': 'case.reopened.1',
  'case.offer': 'case.offered.1',
  'case.take': 'case.taken.1',
  'case.end-offer': 'case.offer-ended.1',
  'case.tell-key': 'case.key-told.1',
  'time.spend': 'time.spent.1',
  'attachment.add': 'attachment.added.1',
  'attachment.remove': 'attachment.removed.1',
  'claim.open': 'claim.opened.1',
  'claim.note': 'claim.noted.1',
  'claim.close': 'claim.closed.1',
  'claim.offer': 'claim.offered.1',
  'claim.take': 'claim.taken.1',
  'case.tie-incident': 'case.tied-to-incident.1',
  'incident.call-back': 'incident.called-back.1',
  'case.classify': 'case.classified.1',
  'playbook.use': 'playbook.used.1',
  'playbook.answer': 'playbook.answered.1',
  'case.apologise': 'case.apologised.1',
  'case.explain': 'case.explained.1',
  'case.find-cause': 'case.cause-found.1',
  'case.ask-supervisor': 'case.supervisor-asked.1',
  'case.answer-supervisor': 'case.supervisor-answered.1',
  'customer.set-remark': 'customer.remark-set.1',
  'customer.remove-remark': 'customer.remark-removed.1',
  'customer.add-contact-point': 'customer.contact-point-added.1',
  'customer.remove-contact-point': 'customer.contact-point-removed.1',
  'customer.prefer': 'customer.preferred.1',
  'customer.link': 'customer.linked.1',
  'customer.unlink': 'customer.unlinked.1',
  'customer.not-twin': 'customer.not-twin.1',
  'customer.reveal': 'customer.revealed.1',
  'compensation.give': 'compensation.given.1',
  'compensation.request': 'compensation.requested.1',
  'compensation.approve': 'compensation.approved.1',
  'compensation.decline': 'compensation.declined.1',
  'compensation.withdraw': 'compensation.withdrawn.1',
  'compensation.read-answer': 'compensation.answer-read.1',
} as const satisfies { [T in CommandAsk['type']]: EventType };

/** Where a command has had two shapes, each becomes the event of its own. */
function typeOf(ask: CommandAsk): EventType {
  switch (ask.type) {
    case 'contact.record':
      return 'language' in ask.data ? 'contact.recorded.2' : 'contact.recorded.1';
    case 'promise.make':
      return 'proof' in ask.data ? 'promise.made.2' : 'promise.made.1';
    case 'claim.note':
      return 'attachmentIds' in ask.data ? 'claim.noted.2' : 'claim.noted.1';
    case 'case.solve':
      return 'released' in ask.data ? 'case.solved.2' : 'case.solved.1';
    default:
      return eventTypes[ask.type];
  }
}

/** Every command of today becomes one event with the same data (and flags beside it); `case.open` gets its number from the stamp. */
function eventOf({ ask, stamp }: Command): CaseEvent {
  const data = ask.type === 'case.open' ? { ...ask.data, number: stamp.number } : ask.data;
  return {
    id: `${stamp.id}:0`,
    type: typeOf(ask),
    customerId: ask.customerId,
    caseId: ask.caseId,
    at: stamp.at,
    by: stamp.by,
    data,
  } as CaseEvent;
}

/** The id of the command that an event came from. */
export function commandOf(eventId: string): string {
  const colon = eventId.lastIndexOf(':');
  return colon < 0 ? eventId : eventId.slice(0, colon);
}
