import { z } from 'zod';
import { claimCommands } from '../claim/events.ts';
import { incidentCommands } from '../incident/events.ts';
import { instant } from '../instant.ts';
import { statement } from '../sync/statement.ts';
import { eventData } from './events.ts';

const id = z.string().min(1).max(200);

/** What each command asks for. `case.open` is stamped with the case's number by the store. */
export const commandData = {
  'case.open': eventData['case.opened.1'].omit({ number: true }),
  // Desks of before send the shape of before; it becomes the event of before.
  'contact.record': z.union([eventData['contact.recorded.2'], eventData['contact.recorded.1']]),
  'note.add': eventData['note.added.1'],
  'promise.make': z.union([eventData['promise.made.2'], eventData['promise.made.1']]),
  'promise.end': eventData['promise.ended.1'],
  'case.link-order': eventData['order.linked.1'],
  'customer.introduce': eventData['customer.introduced.1'],
  'case.solve': z.union([eventData['case.solved.2'], eventData['case.solved.1']]),
  'case.reopen': eventData['case.reopened.1'],
  'case.offer': eventData['case.offered.1'],
  'case.take': eventData['case.taken.1'],
  'case.end-offer': eventData['case.offer-ended.1'],
  'case.tell-key': eventData['case.key-told.1'],
  'time.spend': eventData['time.spent.1'],
  'attachment.add': eventData['attachment.added.1'],
  'attachment.remove': eventData['attachment.removed.1'],
  ...claimCommands,
  ...incidentCommands,
  'case.classify': eventData['case.classified.1'],
  'playbook.use': eventData['playbook.used.1'],
  'playbook.answer': eventData['playbook.answered.1'],
  'case.apologise': eventData['case.apologised.1'],
  'case.explain': eventData['case.explained.1'],
  'case.find-cause': eventData['case.cause-found.1'],
  'case.ask-supervisor': eventData['case.supervisor-asked.1'],
  'case.answer-supervisor': eventData['case.supervisor-answered.1'],
  'customer.set-remark': eventData['customer.remark-set.1'],
  'customer.remove-remark': eventData['customer.remark-removed.1'],
  'customer.add-contact-point': eventData['customer.contact-point-added.1'],
  'customer.remove-contact-point': eventData['customer.contact-point-removed.1'],
  'customer.prefer': eventData['customer.preferred.1'],
  'customer.link': eventData['customer.linked.1'],
  'customer.unlink': z.union([eventData['customer.unlinked.2'], eventData['customer.unlinked.1']]),
  'customer.not-twin': eventData['customer.not-twin.1'],
  'customer.reveal': eventData['customer.revealed.1'],
  'compensation.give': z.union([eventData['compensation.given.2'], eventData['compensation.given.1']]),
  'compensation.request': z.union([
    eventData['compensation.requested.2'],
    eventData['compensation.requested.1'],
  ]),
  'compensation.approve': z.union([
    eventData['compensation.approved.2'],
    eventData['compensation.approved.1'],
  ]),
  'compensation.decline': eventData['compensation.declined.1'],
  'compensation.withdraw': eventData['compensation.withdrawn.1'],
  'compensation.read-answer': eventData['compensation.answer-read.1'],
} as const;
export type CommandType = keyof typeof commandData;

const ask = <T extends CommandType>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    customerId: id,
    /** Made by the page for `case.open` (a UUID); null for what belongs to the customer alone. */
    caseId: id.nullable(),
    data: commandData[type],
  });

/** Of what belongs to a customer and to no case. */
const fileAsk = <T extends CommandType>(type: T) =>
  z.strictObject({ type: z.literal(type), customerId: id, caseId: z.null(), data: commandData[type] });

/** What a page asks the store to do: a command before it is stamped with id, time and person. */
export const commandAsk = z.discriminatedUnion('type', [
  ask('case.open'),
  ask('contact.record'),
  ask('note.add'),
  ask('promise.make'),
  ask('promise.end'),
  ask('case.link-order'),
  ask('customer.introduce'),
  ask('case.solve'),
  ask('case.reopen'),
  ask('case.offer'),
  ask('case.take'),
  ask('case.end-offer'),
  ask('case.tell-key'),
  ask('time.spend'),
  ask('attachment.add'),
  ask('attachment.remove'),
  ask('claim.open'),
  ask('claim.note'),
  ask('claim.close'),
  ask('claim.offer'),
  ask('claim.take'),
  ask('case.tie-incident'),
  ask('incident.call-back'),
  ask('case.classify'),
  ask('playbook.use'),
  ask('playbook.answer'),
  ask('case.apologise'),
  ask('case.explain'),
  ask('case.find-cause'),
  ask('case.ask-supervisor'),
  ask('case.answer-supervisor'),
  fileAsk('customer.set-remark'),
  fileAsk('customer.remove-remark'),
  fileAsk('customer.add-contact-point'),
  fileAsk('customer.remove-contact-point'),
  fileAsk('customer.prefer'),
  fileAsk('customer.link'),
  fileAsk('customer.unlink'),
  fileAsk('customer.not-twin'),
  fileAsk('customer.reveal'),
  ask('compensation.give'),
  ask('compensation.request'),
  ask('compensation.approve'),
  ask('compensation.decline'),
  ask('compensation.withdraw'),
  ask('compensation.read-answer'),
]);
export type CommandAsk = z.infer<typeof commandAsk>;

/** What the store adds. `number` is used by `case.open` only. */
export const stamp = z.strictObject({
  id: z.uuid(),
  at: instant,
  by: z.string().min(1).max(128),
  number: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
});

/**
 * A command as it stands in the outbox and travels: its JSON bytes are hashed, so they are never written again. `slip`: with what gives
 * something, what the store had from the centre that says the person may (recovery/slip.ts); a page neither writes nor sees it.
 */
export const command = z.strictObject({
  v: z.literal(1),
  stamp,
  ask: commandAsk,
  slip: statement.optional(),
});
export type Command = z.infer<typeof command>;
