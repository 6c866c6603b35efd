import { z } from 'zod';
import { placeOf, taken } from '../calendar/place.ts';
import { eventEnvelope, readEvent } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import { caseKind, caseStatus, promiseState, proofEvent } from '../case/words.ts';
import type { CustomerRecord } from '../customer/records.ts';
import { instant, zone } from '../instant.ts';
import { answerClock, answerWithin } from '../law/answer.ts';
import { calendarFor } from '../promise/burning.ts';
import { type Holidays, ownHolidays } from '../rules/holidays.ts';
import { minutesOf } from '../time/spent.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });
const done = z.strictObject({ at: instant, by: named });

/** An event with both clocks: `at` is the desk's, `ledgerAt` the centre's. Both null where no ledger has numbered it yet. */
const auditEvent = z.strictObject({
  ...eventEnvelope.shape,
  n: z.int().nullable(),
  ledgerAt: instant.nullable(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** Everything that is on record of one case, for whoever audits it: a line of the centre's export, and the file that a desk saves. */
export const auditCase = z.strictObject({
  v: z.literal(1),
  company: z.string(),
  exportedAt: instant,
  case: z.strictObject({
    id: z.string(),
    number: z.string(),
    customerId: z.string(),
    customerName: z.string().nullable(),
    subject: z.string(),
    words: z.string(),
    kind: caseKind,
    status: caseStatus,
    owner: named,
    openedAt: instant,
    solvedAt: instant.nullable(),
    how: z.string().nullable(),
    timesReopened: z.int(),
  }),
  /** The answer that the law asks for (law/answer.ts). `holidays`: which were taken into account. */
  answer: z.strictObject({
    withinWorkingDays: z.int(),
    due: instant,
    workingDaysTaken: z.int(),
    state: z.enum(['running', 'near', 'overdue', 'in-time', 'late']),
    zone,
    holidays: z.strictObject({
      holidays: z.enum(['regional', 'national', 'none']),
      country: z.string().nullable(),
      region: z.string().nullable(),
    }),
  }),
  /** When the customer was told the number of the case; null: nobody wrote that down. */
  keyTold: done.nullable(),
  /** ISO 639-1, of its contacts. */
  languages: z.array(z.string()),
  contacts: z.int(),
  spokeTo: z.array(named),
  minutes: z.int(),
  promises: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      madeAt: instant,
      by: named,
      until: instant,
      zone: z.string().nullable(),
      proof: z.strictObject({ orderId: z.string(), event: proofEvent }).nullable(),
      state: promiseState,
      ended: done.nullable(),
      said: z.string().nullable(),
    }),
  ),
  /** Everybody who recorded something. */
  people: z.array(named),
  /** In the order of their numbers; those without one last. */
  events: z.array(auditEvent),
});
export type AuditCase = z.infer<typeof auditCase>;

export type AuditFacts = {
  company: string;
  /** ms. */
  now: number;
  customer: Pick<CustomerRecord, 'name' | 'addresses'> | null;
  /** Where the customer's is not known. */
  zone: string;
  /** Free days of the team's own. */
  holidays: Holidays;
  /** Of one case, in their order. */
  events: readonly AuditEvent[];
  nameOf: (person: string) => string;
};

/** The record of one case; null where nothing opened it. */
export function auditOf({
  company,
  now,
  customer,
  zone,
  holidays,
  events,
  nameOf,
}: AuditFacts): AuditCase | null {
  const readable = events.flatMap(({ n: _, ledgerAt: __, ...envelope }) => readEvent(envelope) ?? []);
  const { case: one, promises } = fold(readable);
  if (one === null) return null;
  const who = (id: string) => ({ id, name: nameOf(id) });
  const place = placeOf(customer?.addresses ?? []);
  const calendar = calendarFor(place, null, zone, ownHolidays(holidays, place));
  const { due, taken: workingDaysTaken, state } = answerClock(one, now, calendar);
  const { number, subject, words, kind, status, openedAt, solvedAt, how, timesReopened } = one;
  return {
    v: 1,
    company,
    exportedAt: now,
    case: {
      id: one.id,
      number,
      customerId: one.customerId,
      customerName: customer?.name ?? null,
      subject,
      words,
      kind,
      status,
      owner: who(one.owner),
      openedAt,
      solvedAt,
      how,
      timesReopened,
    },
    answer: {
      withinWorkingDays: answerWithin,
      due,
      workingDaysTaken,
      state,
      zone: calendar.zone,
      holidays: taken(place),
    },
    keyTold: one.keyTold && { at: one.keyTold.at, by: who(one.keyTold.by) },
    languages: one.languages,
    contacts: one.contacts,
    spokeTo: one.spokeTo.map(who),
    minutes: minutesOf(one).minutes,
    promises: promises.map((p) => ({
      id: p.id,
      text: p.text,
      madeAt: p.at,
      by: who(p.by),
      until: p.until,
      zone: p.zone,
      proof: p.proof,
      state: p.state,
      ended: p.ended && { at: p.ended.at, by: who(p.ended.by) },
      said: p.said,
    })),
    people: [...new Set(events.map(({ by }) => by))].map(who),
    events: [...events],
  };
}

/** Whether somebody may save the record of a case: its owner, and whoever answers for more than their own. */
export function mayExport(person: { id: string; role: string }, owner: string): boolean {
  return person.role !== 'agent' || person.id === owner;
}
