import { type AttachmentNow, attachmentsAfter } from '../attachment/fold.ts';
import { type ClaimNow, claimsAfter, isClaimEvent } from '../claim/fold.ts';
import { type CustomerFile, emptyFile, fileAfter } from '../customer/file.ts';
import { type PromiseNow, promisesAfter } from '../promise/fold.ts';
import type { CompensationNow } from './compensation.ts';
import { compensationsAfter, readBy } from './compensation-fold.ts';
import type { CaseEvent } from './events.ts';
import { noSteps, type Steps, stepsAfter } from './steps.ts';
import type { CaseKind, CaseStatus, FlagWhy } from './words.ts';

/** Who was asked to take a case: from the owner's asking until somebody takes it, says no, or it is solved. */
export type OfferNow = { to: string; by: string; why: string; at: number };

/** One matter of one customer, as its events left it. People are ids. */
export type CaseState = {
  id: string;
  customerId: string;
  number: string;
  subject: string;
  words: string;
  kind: CaseKind;
  /** The team's own leaf under the kind; null while nobody chose one. */
  failure: string | null;
  status: CaseStatus;
  /** Who answers for it: whoever opened it, and then always the last person who took it. Never nobody. */
  owner: string;
  /** Whose it was before somebody took it; null while nobody did. */
  takenFrom: string | null;
  offer: OfferNow | null;
  /** With which words it was handed to its owner, who was asked and took it: a decision, or what is next. Until it is solved or somebody else takes it. */
  handed?: { by: string; why: string; at: number } | null;
  /** Who said no when they were asked last, until the owner does something here. */
  declined: { by: string; why: string; at: number } | null;
  openedAt: number;
  solvedAt: number | null;
  how: string | null;
  timesReopened: number;
  orderIds: string[];
  /** Known incidents that it is a part of. */
  incidentIds: string[];
  contacts: number;
  /** People of ours the customer spoke to, in the order of the first contact. */
  spokeTo: string[];
  lastContactAt: number | null;
  /** Languages of its contacts, in the order in which they came up. */
  languages: string[];
  /** When and by whom the customer was told its number first; null: nobody wrote that down. */
  keyTold: { at: number; by: string } | null;
  /** Seconds of work on it, by person, in the order of the first. */
  spent: { by: string; seconds: number }[];
  tried: { text: string; at: number; by: string }[];
  steps: Steps<string>;
  /** What was given or asked for to put it right, in the order of the events. */
  compensations: CompensationNow[];
  /** Why a fact in it was flagged since its owner last wrote something here; null: there is nothing that they have not seen to. */
  flagged: FlagWhy | null;
  /** Its flagged facts, the newest last, at most ten: whose each was, and who has done something here since. */
  flags: FlagNow[];
  lastAt: number;
};

/** A fact that was kept although it broke a rule. `since`: who has done something in the case after it, in the ledger's order. */
export type FlagNow = { why: FlagWhy; by: string; at: number; since: string[] };

const mostFlags = 10;

/**
 * What a stream's events amount to. A stream is one case (`case` is null until it is opened), or what belongs to a customer
 * alone (`case` stays null, and `file` is what we noted of them). Promises and attachments of either are here; claims are of a case.
 */
export type StreamState = {
  case: CaseState | null;
  promises: PromiseNow[];
  attachments: AttachmentNow[];
  claims: ClaimNow[];
  file: CustomerFile;
};

export const emptyStream: StreamState = Object.freeze({
  case: null,
  promises: [],
  attachments: [],
  claims: [],
  file: emptyFile,
});

/** The state after one more event. Never changes the state it was given. */
export function apply(state: StreamState, event: CaseEvent): StreamState {
  if (event.type === 'case.opened.1') {
    return state.case ? state : { ...state, case: opened(event) };
  }
  const promises = promisesAfter(state.promises, event);
  const attachments = attachmentsAfter(state.attachments, event);
  const claims = isClaimEvent(event) ? claimsAfter(state.claims, event) : state.claims;
  const file = fileAfter(state.file, event);
  return { promises, attachments, claims, file, case: state.case && caseAfter(state.case, event) };
}

/** All events of a stream, oldest number first. */
export function fold(events: Iterable<CaseEvent>, from: StreamState = emptyStream): StreamState {
  let state = from;
  for (const event of events) state = apply(state, event);
  return state;
}

function opened(event: Extract<CaseEvent, { type: 'case.opened.1' }>): CaseState {
  const { number, subject, words, kind, orderId } = event.data;
  return {
    id: event.caseId ?? event.id,
    customerId: event.customerId,
    number,
    subject,
    words,
    kind,
    failure: null,
    status: 'open',
    owner: event.by,
    takenFrom: null,
    offer: null,
    declined: null,
    openedAt: event.at,
    solvedAt: null,
    how: null,
    timesReopened: 0,
    orderIds: orderId === null ? [] : [orderId],
    incidentIds: [],
    contacts: 0,
    spokeTo: [],
    lastContactAt: null,
    languages: [],
    keyTold: null,
    spent: [],
    tried: [],
    steps: noSteps,
    compensations: [],
    flagged: null,
    flags: [],
    lastAt: event.at,
  };
}

/** Whoever writes down a call that nobody answered spoke to nobody; a letter has no end to write down. */
function spokeToAfter(
  before: string[],
  { by, data }: Extract<CaseEvent, { type: `contact.recorded.${1 | 2}` }>,
): string[] {
  return before.includes(by) || (data.channel === 'call' && data.end === null) ? before : [...before, by];
}

/** Whoever was asked and takes it does so with what was written to them. */
function handedWith(offer: OfferNow | null, to: string): NonNullable<CaseState['handed']> | null {
  return offer !== null && offer.to === to && offer.why !== ''
    ? { by: offer.by, why: offer.why, at: offer.at }
    : null;
}

function caseAfter(before: CaseState, event: CaseEvent): CaseState {
  // Nothing happened in the case: somebody worked on it.
  if (event.type === 'time.spent.1') return { ...before, spent: spentAfter(before.spent, event) };
  const lastAt = Math.max(before.lastAt, event.at);
  const seen = { ...before, flags: before.flags.map((one) => seenBy(one, event.by)) };
  const owned = event.by === before.owner ? { ...seen, flagged: null, declined: null } : seen;
  const now = owned.compensations.some((one) => one.unread && one.by === event.by)
    ? { ...owned, compensations: owned.compensations.map((one) => readBy(one, event.by)) }
    : owned;
  switch (event.type) {
    case 'contact.recorded.1':
    case 'contact.recorded.2':
      return {
        ...now,
        lastAt,
        contacts: now.contacts + 1,
        spokeTo: spokeToAfter(now.spokeTo, event),
        lastContactAt: Math.max(now.lastContactAt ?? event.data.start, event.data.start),
        languages: languagesAfter(now.languages, event),
      };
    case 'case.key-told.1':
      return { ...now, lastAt, keyTold: now.keyTold ?? { at: event.at, by: event.by } };
    case 'note.added.1':
      return event.data.about === 'tried'
        ? { ...now, lastAt, tried: [...now.tried, { text: event.data.text, at: event.at, by: event.by }] }
        : { ...now, lastAt };
    case 'order.linked.1':
      return now.orderIds.includes(event.data.orderId)
        ? { ...now, lastAt }
        : { ...now, lastAt, orderIds: [...now.orderIds, event.data.orderId] };
    case 'case.tied-to-incident.1':
      return { ...now, lastAt, incidentIds: [...new Set([...now.incidentIds, event.data.incidentId])] };
    case 'case.solved.1':
    case 'case.solved.2':
      return {
        ...now,
        lastAt,
        status: 'solved',
        solvedAt: event.at,
        how: event.data.how,
        offer: null,
        handed: null,
      };
    case 'case.reopened.1':
      return { ...now, lastAt, status: 'open', solvedAt: null, timesReopened: now.timesReopened + 1 };
    case 'case.offered.1':
      return { ...now, lastAt, offer: { ...event.data, by: event.by, at: event.at } };
    case 'case.taken.1':
      return {
        ...now,
        lastAt,
        owner: event.by,
        takenFrom: now.owner,
        offer: null,
        handed: handedWith(now.offer, event.by),
        declined: null,
      };
    case 'case.offer-ended.1': {
      const { outcome, why } = event.data;
      const declined = outcome === 'declined' ? { by: event.by, why, at: event.at } : null;
      return { ...now, lastAt, offer: null, declined };
    }
    case 'case.classified.1':
      return { ...now, lastAt, ...event.data };
    case 'compensation.given.1':
    case 'compensation.given.2':
    case 'compensation.requested.1':
    case 'compensation.requested.2':
    case 'compensation.approved.1':
    case 'compensation.approved.2':
    case 'compensation.declined.1':
    case 'compensation.withdrawn.1':
    case 'compensation.answer-read.1':
      return { ...now, lastAt, compensations: compensationsAfter(now.compensations, event) };
    case 'fact.flagged.1':
      return {
        ...now,
        lastAt,
        flagged: event.data.why,
        flags: [...before.flags, { why: event.data.why, by: event.by, at: event.at, since: [] }].slice(
          -mostFlags,
        ),
      };
    default: {
      const steps = stepsAfter(now.steps, event);
      return { ...now, lastAt, steps };
    }
  }
}

/** Whoever does something in a case has seen what is wrong there. */
function seenBy(one: FlagNow, by: string): FlagNow {
  return one.since.includes(by) ? one : { ...one, since: [...one.since, by] };
}

function languagesAfter(
  before: string[],
  { data }: Extract<CaseEvent, { data: { contactId: string } }>,
): string[] {
  const language = 'language' in data ? data.language : null;
  return language === null || before.includes(language) ? before : [...before, language];
}

type Spent = CaseState['spent'];

function spentAfter(before: Spent, { by, data }: Extract<CaseEvent, { type: 'time.spent.1' }>): Spent {
  if (!before.some((one) => one.by === by)) return [...before, { by, seconds: data.seconds }];
  return before.map((one) => (one.by === by ? { by, seconds: one.seconds + data.seconds } : one));
}
