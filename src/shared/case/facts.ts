import type { CommandAsk } from './commands.ts';
import { type Compensation, isForSame } from './compensation.ts';
import { commandOf } from './event-of.ts';
import type { CaseEvent, EventEnvelope } from './events.ts';
import type { CaseState, StreamState } from './fold.ts';
import type { FlagWhy } from './words.ts';

const facts = [
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
] as const satisfies readonly CommandAsk['type'][];

/** Something that was said to a customer. */
export type FactAsk = Extract<CommandAsk, { type: (typeof facts)[number] }>;

const factTypes: ReadonlySet<CommandAsk['type']> = new Set(facts);

/** Whether this is something that was said to a customer, and so is kept whatever rule it breaks. */
export function isFact(ask: CommandAsk): ask is FactAsk {
  return factTypes.has(ask.type);
}

/** Whether a decision looks at what happened before: a fact that belongs to a customer alone is kept and not flagged, whatever that is. */
export function looksBack(ask: CommandAsk): boolean {
  return !isFact(ask) || ask.caseId !== null;
}

/** The rules that a fact breaks. */
export function flagsOf(state: StreamState, ask: FactAsk): FlagWhy[] {
  if (ask.caseId === null) return [];
  if (!state.case) return ['case-unknown'];
  if (state.case.customerId !== ask.customerId) return ['other-customer'];
  if (ask.type === 'compensation.give') return givingFlags(state.case, ask.data);
  return ask.type === 'promise.make' && state.case.status === 'solved' ? ['case-solved'] : [];
}

/** So many replacements in one case are enough to stop before the next. */
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
