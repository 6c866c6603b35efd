import type { Command, CommandAsk } from './commands.ts';
import type { CaseEvent, EventType } from './events.ts';

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
    case 'customer.unlink':
      return 'hints' in ask.data ? 'customer.unlinked.2' : 'customer.unlinked.1';
    case 'compensation.give':
      return 'besides' in ask.data ? 'compensation.given.2' : 'compensation.given.1';
    case 'compensation.request':
      return 'besides' in ask.data ? 'compensation.requested.2' : 'compensation.requested.1';
    case 'compensation.approve':
      return 'amount' in ask.data ? 'compensation.approved.2' : 'compensation.approved.1';
    default:
      return eventTypes[ask.type];
  }
}

/** Every command of today becomes one event with the same data (and flags beside it); `case.open` gets its number from the stamp. */
export function eventOf({ ask, stamp }: Command): CaseEvent {
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
