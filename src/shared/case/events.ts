import { z } from 'zod';
import { claimEvents } from '../claim/events.ts';
import { fileEventData } from '../customer/file-events.ts';
import { incidentEvents } from '../incident/events.ts';
import { instant, zone } from '../instant.ts';
import { money } from '../order/money.ts';
import { compensation, compensationBesides } from './compensation.ts';
import { stepEvents } from './step-events.ts';
import { caseKind, flagWhy, promiseState, proofEvent, wrapUpCode } from './words.ts';

const id = z.string().min(1).max(200);
const person = z.string().min(1).max(128);
const prose = z.string().min(1).max(20_000);

const contact = z.strictObject({
  contactId: id,
  channel: z.enum(['call', 'email', 'chat', 'visit', 'letter']),
  direction: z.enum(['in', 'out']),
  /** As the phone system or the person gave it. Null where it was withheld or there is none. */
  number: z.string().max(200).nullable(),
  start: instant,
  /** Null when nobody answered. */
  end: instant.nullable(),
  code: wrapUpCode.nullable(),
});
const promise = z.strictObject({ promiseId: id, text: z.string().min(1).max(500), until: instant });
const solved = z.strictObject({ how: z.string().max(2000) });

/** What each event says, by its versioned name. Names are never reused and shapes never changed: a new shape is a new number. */
export const eventData = {
  'case.opened.1': z.strictObject({
    number: z.string().regex(/^\d{12}$/),
    subject: z.string().min(1).max(200),
    /** The customer's own words. */
    words: z.string().max(20_000),
    kind: caseKind,
    orderId: id.nullable(),
  }),
  'contact.recorded.1': contact,
  /** `language`: in which it was spoken or written, ISO 639-1; null: nobody said. */
  'contact.recorded.2': contact.extend({
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .nullable(),
  }),
  /** `tried` is something that was asked, checked or tried, so that nobody asks it again. */
  'note.added.1': z.strictObject({ text: prose, about: z.enum(['note', 'tried']) }),
  'promise.made.1': promise,
  /** `proof`: what keeps it by itself when it comes, or null. `zone`: on whose clock `until` was told. */
  'promise.made.2': promise.extend({
    proof: z.strictObject({ orderId: id, event: proofEvent }).nullable(),
    zone,
  }),
  'promise.ended.1': z.strictObject({
    promiseId: id,
    outcome: promiseState.exclude(['pending']),
    text: z.string().max(500),
  }),
  'order.linked.1': z.strictObject({ orderId: id }),
  /** Somebody no shop knows yet: what they said of themselves. The customer's id is new, made by the page (a UUID). */
  'customer.introduced.1': z.strictObject({
    name: z.string().min(1).max(200),
    number: z.string().max(200).nullable(),
    email: z.string().max(200).nullable(),
  }),
  'case.solved.1': solved,
  /** `released`: promises that were still open, and what the customer was told about each. */
  'case.solved.2': solved.extend({
    released: z.array(z.strictObject({ promiseId: id, said: z.string().trim().min(1).max(500) })).max(100),
  }),
  'case.reopened.1': z.strictObject({ why: z.string().max(2000) }),
  /** Its owner asks one person by name to take it. It stays the owner's until that person does. */
  'case.offered.1': z.strictObject({ to: person, why: z.string().max(2000) }),
  /** The person who wrote this is its owner from now on. `from`: whose it was, as they saw it. */
  'case.taken.1': z.strictObject({ from: person }),
  /** Who was asked said no (and why), or the owner asks no longer. */
  'case.offer-ended.1': z.strictObject({
    outcome: z.enum(['declined', 'withdrawn']),
    why: z.string().max(2000),
  }),
  /** The customer was told the case's number, by which they can ask about it (Ley 10/2025: clave identificativa). */
  'case.key-told.1': z.strictObject({}),
  /** How long the person who wrote this worked on it, measured by the window: whole seconds of one stretch or several, never counted twice. */
  'time.spent.1': z.strictObject({ seconds: z.int().min(1).max(86_400) }),
  /**
   * A photo or a document, whose bytes lie beside the store and go to the centre on their own way. `hash`: SHA-256 of the bytes, hex. `name`
   * is for showing and saving only; `mime` is what the content was found to be.
   */
  'attachment.added.1': z.strictObject({
    attachmentId: id,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().min(1).max(200),
    mime: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
    bytes: z
      .int()
      .min(1)
      .max(2 ** 31),
    orderId: id.nullable(),
    /** What it shows, where somebody said so. */
    about: z.string().max(500),
  }),
  /** It was attached by mistake (to the wrong customer, for one): it is not shown any more, and who took it away and why stays. */
  'attachment.removed.1': z.strictObject({ attachmentId: id, why: z.string().min(1).max(500) }),
  ...claimEvents,
  ...incidentEvents,
  ...stepEvents,
  ...fileEventData,
  /** Given at once, within somebody's authority. */
  'compensation.given.1': compensation,
  'compensation.given.2': compensationBesides,
  /** Above it: somebody who may is asked. `why`: what they should know. */
  'compensation.requested.1': compensation.extend({ why: z.string().max(2000) }),
  'compensation.requested.2': compensationBesides.extend({ why: z.string().max(2000) }),
  /** Said yes to: from now on it is given. */
  'compensation.approved.1': z.strictObject({ compensationId: id, text: z.string().max(2000) }),
  /** Said yes to less than was asked for: `amount` is what the customer gets. */
  'compensation.approved.2': z.strictObject({
    compensationId: id,
    text: z.string().max(2000),
    amount: money,
  }),
  'compensation.declined.1': z.strictObject({ compensationId: id, text: z.string().max(2000) }),
  /** Taken back: a request, or what was given by mistake and the customer was told so. */
  'compensation.withdrawn.1': z.strictObject({ compensationId: id, text: z.string().min(1).max(2000) }),
  /** Whoever asked for it has read what became of it. */
  'compensation.answer-read.1': z.strictObject({ compensationId: id }),
  /** A fact that was kept although it broke a rule: somebody has to look at it. `eventId`: the event of that fact. */
  'fact.flagged.1': z.strictObject({ eventId: z.string().min(1).max(250), why: flagWhy }),
} as const;
export type EventType = keyof typeof eventData;

/** Something that is now true. `caseId` null: it belongs to the customer alone. */
type Envelope<T extends EventType> = {
  /** `${commandId}:${index}`: the same on every machine that decides the command. */
  id: string;
  type: T;
  customerId: string;
  caseId: string | null;
  /** The desk's clock when it was asked for. For showing; order comes from the ledger's numbers. */
  at: number;
  by: string;
  data: z.infer<(typeof eventData)[T]>;
};
export type CaseEvent = { [T in EventType]: Envelope<T> }[EventType];

/** An event as it travels. `data` of a type that this program does not know is kept as it came and not projected. */
export const eventEnvelope = z.strictObject({
  id: z.string().min(1).max(250),
  type: z.string().min(1).max(100),
  customerId: id,
  caseId: id.nullable(),
  at: instant,
  by: person,
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** The event that an envelope holds, or null when its type is newer than this program or its data are not of that type. */
export function readEvent(envelope: EventEnvelope): CaseEvent | null {
  const shape = Object.hasOwn(eventData, envelope.type) ? eventData[envelope.type as EventType] : undefined;
  const data = shape?.safeParse(envelope.data);
  return data?.success ? ({ ...envelope, data: data.data } as CaseEvent) : null;
}
