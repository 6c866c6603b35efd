import { z } from 'zod';
import { instant } from '../instant.ts';
import { caseKind, flagWhy, promiseState, wrapUpCode } from './words.ts';

const id = z.string().min(1).max(200);
const person = z.string().min(1).max(128);
const prose = z.string().min(1).max(20_000);

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
  'contact.recorded.1': z.strictObject({
    contactId: id,
    channel: z.enum(['call', 'email', 'chat', 'visit', 'letter']),
    direction: z.enum(['in', 'out']),
    /** As the phone system or the person gave it. Null where it was withheld or there is none. */
    number: z.string().max(200).nullable(),
    start: instant,
    /** Null when nobody answered. */
    end: instant.nullable(),
    code: wrapUpCode.nullable(),
  }),
  /** `tried` is something that was asked, checked or tried, so that nobody asks it again. */
  'note.added.1': z.strictObject({ text: prose, about: z.enum(['note', 'tried']) }),
  'promise.made.1': z.strictObject({ promiseId: id, text: z.string().min(1).max(500), until: instant }),
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
  'case.solved.1': z.strictObject({ how: z.string().max(2000) }),
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
