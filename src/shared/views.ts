import { z } from 'zod';
import type { AbsenceRecord, Away } from './absence/records.ts';
import type { Place } from './calendar/place.ts';
import type { CommandAsk } from './case/commands.ts';
import type { CompensationNow, CompensationState } from './case/compensation.ts';
import type { Refusal } from './case/refusals.ts';
import type { Cause, ExplanationSource } from './case/step-events.ts';
import type { Steps, SupervisorAsked } from './case/steps.ts';
import type { CaseKind, CaseStatus, FlagWhy, PromiseState, ProofEvent, WrapUpCode } from './case/words.ts';
import type { ClaimNow } from './claim/fold.ts';
import type { ClaimAgainst, ClaimNote, ClaimOutcome, ClaimReason } from './claim/words.ts';
import type { ContactPoint, Preferred, Remark } from './customer/file.ts';
import type { CustomerRecord } from './customer/records.ts';
import type { RevealWhy } from './customer/reveal.ts';
import { type Incident, incident } from './incident/incident.ts';
import type { PublishedIncident } from './incident/of.ts';
import type { Money } from './order/money.ts';
import type {
  DeliveryState,
  OrderRecord,
  OrderSummary,
  PaymentState,
  TrackingStatus,
} from './order/records.ts';
import type { PersonRecord, Who } from './people.ts';
import type { Terms } from './recovery/authority.ts';
import type { Ended } from './recovery/slip.ts';
import type { Remedy } from './rules/manual.ts';
import type { RulesRecord } from './rules/records.ts';
import type { Texts } from './rules/texts.ts';
import type { Skill } from './skills.ts';
import type { FoundCustomer } from './sync/find.ts';

const id = z.string().min(1).max(200);

/** Every question a screen may put to the store. Reading only. */
export const viewRequest = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('ring'), from: z.string().max(200) }),
  z.strictObject({ view: z.literal('customer'), customerId: id }),
  z.strictObject({
    view: z.literal('story'),
    customerId: id,
    /** Where the last answer ended (`next`); null for the newest. */
    after: z.string().max(300).nullable(),
    limit: z.int().min(1).max(2000),
  }),
  z.strictObject({ view: z.literal('attachments'), customerId: id }),
  z.strictObject({ view: z.literal('order'), customerId: id, orderId: id }),
  z.strictObject({ view: z.literal('search'), text: z.string().max(200), limit: z.int().min(1).max(50) }),
  /** Whose a number or an address is already, before it is added to somebody. `country`: where a number is read. */
  z.strictObject({
    view: z.literal('whose'),
    kind: z.enum(['phone', 'email']),
    value: z.string().max(200),
    country: z.string().length(2).nullable(),
  }),
  z.strictObject({ view: z.literal('queue') }),
  z.strictObject({ view: z.literal('due') }),
  z.strictObject({ view: z.literal('supervisor') }),
  z.strictObject({ view: z.literal('long-open') }),
  z.strictObject({ view: z.literal('absences') }),
  z.strictObject({ view: z.literal('cover') }),
  z.strictObject({ view: z.literal('people') }),
  z.strictObject({ view: z.literal('skills') }),
  z.strictObject({ view: z.literal('rules') }),
  z.strictObject({ view: z.literal('remedies'), customerId: id }),
  z.strictObject({ view: z.literal('requests') }),
  z.strictObject({ view: z.literal('answers') }),
  z.strictObject({ view: z.literal('incidents') }),
  /** `of`: a customer. Asked again whatever changes: an incident is published to everybody. */
  z.strictObject({ view: z.literal('touching'), of: id }),
  z.strictObject({ view: z.literal('touched'), team: z.string().max(64), incidentId: z.string().max(60) }),
  /** Whom an incident would touch that nobody has published yet. */
  z.strictObject({ view: z.literal('incident-preview'), team: z.string().max(64), incident }),
  /** Who saw what is masked for them, in the last `days`. */
  z.strictObject({ view: z.literal('reveals'), days: z.int().min(1).max(366) }),
  z.strictObject({ view: z.literal('drafts') }),
  z.strictObject({ view: z.literal('unsent') }),
  z.strictObject({ view: z.literal('unsent-files') }),
  z.strictObject({ view: z.literal('refused') }),
  z.strictObject({ view: z.literal('aside') }),
  z.strictObject({ view: z.literal('sync') }),
  /** Looks for somebody at the centre who is not on this machine. Answered when the centre has answered, or cannot. */
  z.strictObject({ view: z.literal('at-centre'), text: z.string().max(200) }),
  /** Brings somebody from the centre, who is then here like everybody else. Answered when they are here, or cannot be. */
  z.strictObject({ view: z.literal('bring'), customerId: id }),
]);
export type ViewRequest = z.infer<typeof viewRequest>;

/** A customer in a line of a list. */
export type CustomerCard = {
  id: string;
  name: string | null;
  guest: boolean;
  city: string | null;
  country: string | null;
  emails: string[];
  phones: { raw: string; e164: string | null; shown: string }[];
  orderCount: number;
  openCases: number;
  /** The last contact or order, whichever is later. */
  lastAt: number | null;
  /** Names of other records of this person, where they are other names. */
  also: string[];
  /** What everybody has to see at every contact. */
  remarks: string[];
};

/** What we noted of a customer. Each thing with the record in whose stream it stands: what changes it goes there. */
export type FileView = {
  /** Oldest first. */
  remarks: (Kept<Remark> & { customerId: string })[];
  /** `e164`: null for an e-mail and for what is no number. */
  points: (Kept<ContactPoint> & { customerId: string; shown: string; e164: string | null })[];
  preferred: (Kept<Preferred & { by: string; at: number }> & { customerId: string }) | null;
};
type Kept<T extends { by: string }> = Omit<T, 'by'> & { by: Who };

/** A link between two records, as a screen shows it. */
export type LinkView = {
  from: { id: string; name: string | null };
  into: { id: string; name: string | null };
  why: string;
  by: Who;
  at: number;
};

/** Records of one person. `counting`: the links by which they are. */
export type SameView = {
  counting: LinkView[];
  /** Made against those: two people linked the same records in opposite ways, and the first in the ledger counts. */
  against: LinkView[];
};

/** Whether something is a number or an address, how it is read, and who has it already. */
export type WhoseView = { shown: string; valid: boolean; holders: CustomerCard[] };

/** Who may be calling. `withheld`: the caller hides the number. `extension`: an internal number of 2 to 5 digits. */
export type RingView = {
  number: {
    raw: string;
    e164: string | null;
    shown: string;
    withheld: boolean;
    extension: boolean;
    valid: boolean;
  };
  /** Most likely first: open case, then last contact. Never opened silently when there is more than one. */
  matches: CustomerCard[];
  /** The whole view of the customer, when there is exactly one match: no second question before the screen is full. */
  customer: CustomerView | null;
};

export type PromiseView = {
  id: string;
  caseId: string | null;
  text: string;
  until: number;
  state: PromiseState;
  by: Who;
  madeAt: number;
  /** What keeps it by itself. */
  proof: { orderId: string; event: ProofEvent } | null;
  /** On whose clock `until` was told. */
  zone: string | null;
  ended: { at: number; by: Who } | null;
  /** What the customer was told where it was given up. */
  said: string | null;
};

/** `owner`: who sees to it, the owner of its case where nobody took it. */
export type ClaimView = Omit<ClaimNow, 'owner' | 'offer' | 'notes' | 'by' | 'closed'> & {
  owner: Who;
  offer: { to: Who; by: Who; why: string; at: number } | null;
  notes: { what: ClaimNote; text: string; attachmentIds: string[]; at: number; by: Who }[];
  by: Who;
  closed: (Omit<NonNullable<ClaimNow['closed']>, 'by'> & { by: Who }) | null;
};

export type CompensationView = Omit<CompensationNow, 'by' | 'answered'> & {
  by: Who;
  answered: { by: Who; at: number; text: string } | null;
};

export type CaseView = {
  id: string;
  number: string;
  customerId: string;
  subject: string;
  words: string;
  kind: CaseKind;
  /** The team's own leaf under the kind, by its id. */
  failure: string | null;
  status: CaseStatus;
  owner: Who;
  /** Whose it was before somebody took it. */
  takenFrom: Who | null;
  /** Who was asked to take it and has not answered. */
  offer: { to: Who; by: Who; why: string; at: number } | null;
  /** Who said no last, until the owner does something here. */
  declined: { by: Who; why: string; at: number } | null;
  openedAt: number;
  solvedAt: number | null;
  how: string | null;
  timesReopened: number;
  orderIds: string[];
  /** Known incidents that it is tied to. */
  incidentIds: string[];
  contacts: number;
  /** Different people of ours the customer spoke to about this. */
  spokeTo: Who[];
  lastContactAt: number | null;
  /** ISO 639-1. */
  languages: string[];
  /** When the customer was told its number; null: nobody wrote that down. */
  keyTold: { at: number; by: Who } | null;
  /** Seconds of work on it, by person. */
  spent: { by: Who; seconds: number }[];
  promises: PromiseView[];
  /** Against carriers and others, the open ones first, then the newest. */
  claims: ClaimView[];
  tried: { text: string; at: number; by: Who }[];
  steps: Steps<Who>;
  /** What was given or asked for to put it right, oldest first. */
  compensations: CompensationView[];
  /** Why a fact in it was flagged since its owner last wrote something here. */
  flagged: FlagWhy | null;
  /** What its orders are of, where it is about a failure of the last year: titles of products, and who carried them. */
  concerns: { products: string[]; carriers: string[] };
  /** Something in it has not been answered by the centre yet. */
  pending: boolean;
};

/** Counts that the summary needs, made by the store in the same read. */
export type CustomerTotals = {
  orders: number;
  /** Minor units per currency, refunds and cancellations taken off, the largest first. */
  spent: Money[];
  firstOrderAt: number | null;
  lastOrderAt: number | null;
  contacts: number;
  lastContactAt: number | null;
  storyEntries: number;
};

export type CustomerView = {
  /** With the phones and e-mails that agents added, and those of all records of this person. Its id is the one asked for or the survivor's. */
  customer: CustomerRecord;
  /** Whose rules hold; null for somebody who was introduced here and of whom the centre has not said it yet. */
  team: string | null;
  file: FileView;
  /** Null: one record, linked with no other. */
  same: SameView | null;
  /** Phones and e-mails are masked here (customer/mask.ts): the person of this desk has to say why they need them. */
  masked: boolean;
  /** Until when they are shown because they said so, ms; null: they are masked, or nothing masks them. */
  shownUntil: number | null;
  /** Numbers as they are read in their country, in the order of `customer.phones`. */
  phonesShown: string[];
  totals: CustomerTotals;
  cases: CaseView[];
  /** Promises that belong to no case. */
  promises: PromiseView[];
  /** Newest first. All of them: a list without lines is small. */
  orders: OrderSummary[];
  /** The order that the call is most likely about, whole, or null when there is none. */
  inQuestion: OrderRecord | null;
  /** Other customers who may be the same person. */
  twins: { card: CustomerCard; why: 'same-phone' | 'same-name' | 'same-email' | 'same-address' }[];
  /** The newest entries. */
  story: StoryPage;
  /** Contacts from the customer in the last `repeatDays`, newest first: all of them, however long the story is. */
  recentContacts: ContactEntry[];
};

export type ContactEntry = Extract<StoryEntry, { kind: 'contact' }>;

/** One entry of the story. `id` is stable; `pending` until the centre has numbered it. */
type Entry<K extends string, D> = {
  id: string;
  at: number;
  kind: K;
  caseId: string | null;
  orderId: string | null;
  by: Who | null;
  pending: boolean;
} & D;

export type StoryEntry =
  | Entry<
      'contact',
      {
        channel: 'call' | 'email' | 'chat' | 'visit' | 'letter';
        direction: 'in' | 'out';
        number: string | null;
        /** Null when nobody answered. */
        seconds: number | null;
        code: WrapUpCode | null;
        /** ISO 639-1; null: nobody said. */
        language: string | null;
      }
    >
  | Entry<'note', { text: string; about: 'note' | 'tried' }>
  | Entry<
      'case-solved',
      /** `released`: promises that were still open, and what the customer was told about them. */
      { number: string; subject: string; text: string; released: { promise: string; said: string }[] }
    >
  | Entry<'case-key-told', { number: string; subject: string }>
  | Entry<
      'case-opened',
      { number: string; subject: string; words: string; caseKind: CaseKind; failure: string | null }
    >
  | Entry<'case-reopened', { number: string; subject: string; text: string }>
  /** `other`: who was asked; whose it was. */
  | Entry<'case-offered', { number: string; subject: string; text: string; other: Who }>
  | Entry<'case-taken', { number: string; subject: string; other: Who }>
  | Entry<
      'case-offer-ended',
      { number: string; subject: string; text: string; outcome: 'declined' | 'withdrawn' }
    >
  /** `removed`: why it was taken away again; its content is not shown any more. */
  | Entry<
      'attachment',
      {
        attachmentId: string;
        name: string;
        mime: string;
        bytes: number;
        text: string;
        removed: string | null;
      }
    >
  | Entry<'attachment-removed', { name: string; text: string }>
  | Entry<'case-classified', { number: string; caseKind: CaseKind; failure: string | null }>
  | Entry<'playbook-answered', { question: Texts; answer: string }>
  | Entry<'apologised', { text: string }>
  | Entry<'explained', { text: string; source: ExplanationSource; ref: string | null }>
  | Entry<'cause-found', { cause: Cause; text: string }>
  | Entry<'supervisor-asked', { number: string; text: string }>
  | Entry<'supervisor-answered', { number: string; text: string }>
  | Entry<'order-linked', { number: string; orderNumber: string | null }>
  /** `late`: how many days after it was due it kept itself. */
  | Entry<
      'promise',
      { text: string; until: number; state: PromiseState; proof: ProofEvent | null; late: number }
    >
  | Entry<
      'promise-ended',
      { text: string; promise: string; state: PromiseState; proof: ProofEvent | null; late: number }
    >
  /** `title`: null where this store does not hold the incident. */
  | Entry<'incident-tied', { number: string; incidentId: string; title: Incident['title'] | null }>
  | Entry<
      'incident-called-back',
      { reached: boolean; text: string; incidentId: string; title: Incident['title'] | null }
    >
  /** `name`: of the other side. */
  | Entry<
      'claim-opened',
      {
        against: ClaimAgainst;
        name: string;
        amount: Money;
        reason: ClaimReason;
        text: string;
        dueAt: number | null;
      }
    >
  | Entry<
      'claim-noted',
      {
        against: ClaimAgainst;
        name: string;
        what: ClaimNote;
        text: string;
        reference: string | null;
        dueAt: number | null;
      }
    >
  | Entry<
      'claim-closed',
      { against: ClaimAgainst; name: string; outcome: ClaimOutcome; back: Money; text: string }
    >
  /** `other`: who was asked to take it; whose it was. */
  | Entry<'claim-offered', { against: ClaimAgainst; name: string; text: string; other: Who }>
  | Entry<'claim-offer-ended', { against: ClaimAgainst; name: string; text: string }>
  | Entry<'claim-taken', { against: ClaimAgainst; name: string; other: Who }>
  /** Something about the customer's file. `text`: a remark, a number, or why. `whom`: the other record. */
  | Entry<
      'file',
      {
        what:
          | 'remark'
          | 'remark-changed'
          | 'remark-removed'
          | 'phone'
          | 'phone-removed'
          | 'email'
          | 'email-removed'
          | 'preferred'
          | 'linked'
          | 'unlinked'
          /** Told in the story of the other record: `whom` is the one that was linked to it. */
          | 'linked-from'
          | 'unlinked-from'
          | 'not-twin';
        text: string | null;
        label: string | null;
        preferred: Preferred | null;
        whom: { id: string; name: string | null } | null;
      }
    >
  /** Given, or asked for (`asked`); `state` is that of today. `checked`: what was checked before the same thing was sent once more. */
  | Entry<
      'compensation',
      {
        remedy: Remedy;
        amount: Money | null;
        cost: Money | null;
        text: string;
        checked: string | null;
        asked: boolean;
        state: CompensationState;
      }
    >
  /** Somebody said yes or no to what was asked for, or it was taken back. */
  | Entry<
      'compensation-answered',
      {
        answer: 'approved' | 'declined' | 'withdrawn';
        remedy: Remedy | null;
        amount: Money | null;
        text: string;
      }
    >
  /** Somebody saw phones and e-mails of this customer whole that their role sees masked. */
  | Entry<'revealed', { why: RevealWhy }>
  /** The fact before it was kept although it broke a rule. */
  | Entry<'flag', { why: FlagWhy }>
  | Entry<
      'order',
      {
        number: string;
        orderKind: OrderRecord['kind'];
        total: Money;
        payment: PaymentState;
        delivery: DeliveryState;
        lineCount: number;
        firstTitle: string | null;
      }
    >
  | Entry<'order-cancelled', { number: string }>
  | Entry<
      'payment',
      {
        number: string;
        paymentKind: 'payment' | 'refund';
        amount: Money;
        method: string | null;
        status: 'done' | 'pending' | 'failed';
      }
    >
  | Entry<'shipment', { number: string; carrier: string | null; tracking: string | null; pieces: number }>
  | Entry<
      'tracking',
      {
        number: string;
        carrier: string | null;
        tracking: string | null;
        status: TrackingStatus;
        place: string | null;
        text: string | null;
        signedBy: string | null;
      }
    >
  /** An event of a newer Hilo: kept, shown as such, not understood. */
  | Entry<'newer', { type: string }>;
export type StoryKind = StoryEntry['kind'];

export type StoryPage = {
  entries: StoryEntry[] /** Pass as `after` for older ones; null at the end. */;
  next: string | null;
};

/**
 * A photo or document of a customer. `content`: its bytes are on this machine (`here`), are coming (`done`: bytes so far), can be fetched
 * (`away`), cannot come now (`cannot`: `offline`, `later` while whoever added it has not sent all of it, `unfit` when what lies at the
 * centre or here is not what was added), or are not shown any more (`removed`).
 */
export type AttachmentView = {
  id: string;
  /** The record that it belongs to, of those that are this person. */
  customerId: string;
  caseId: string | null;
  orderId: string | null;
  name: string;
  mime: string;
  bytes: number;
  about: string;
  by: Who;
  at: number;
  removed: { by: Who; why: string; at: number } | null;
  content:
    | { is: 'here' | 'away' | 'removed' }
    | { is: 'coming'; done: number }
    | { is: 'cannot'; why: 'offline' | 'later' | 'unfit' };
  /** Of this desk's own while they are not all at the centre: bytes that are. `refused`: it does not take them. Null: nothing to send. */
  sent: number | 'refused' | null;
};

export type SearchHit = {
  /** Why it was found. */
  by: 'name' | 'phone' | 'email' | 'order' | 'tracking' | 'case';
  /** The text that matched, as it is shown. */
  match: string;
  card: CustomerCard;
  caseId: string | null;
  orderId: string | null;
};

export type QueueItem = {
  caseId: string;
  number: string;
  subject: string;
  kind: CaseKind;
  customerId: string;
  customerName: string | null;
  openedAt: number;
  lastAt: number;
  status: CaseStatus;
  /** Where the customer's working days are counted, and by whose rules. */
  place: Place;
  team: string | null;
  /** The next pending promise. */
  promise: { text: string; until: number; zone: string | null } | null;
  flagged: FlagWhy | null;
  owner: Who;
  offer: CaseView['offer'];
  declined: CaseView['declined'];
  supervisor: SupervisorAsked<Who> | null;
};

/** A pending promise of the person of this desk that belongs to no case. */
export type QueuePromise = {
  id: string;
  customerId: string;
  customerName: string | null;
  text: string;
  until: number;
  zone: string | null;
  place: Place;
  team: string | null;
};

/** An open claim, of an open case or a solved one. */
export type QueueClaim = {
  claimId: string;
  caseId: string;
  customerId: string;
  customerName: string | null;
  against: ClaimAgainst;
  name: string;
  reference: string;
  amount: Money;
  step: ClaimNow['step'];
  dueAt: number | null;
  /** Who sees to it; who was asked to take it. */
  owner: Who;
  offeredTo: Who | null;
};

export type QueueView = {
  promises: QueuePromise[];
  /** Cases that this desk's person is asked to take, the one that waits longest first. */
  offered: QueueItem[];
  /**
   * Cases of the person of this desk that are open or in which something was flagged: these and those that somebody declined first, then
   * broken or nearest promise, then the oldest.
   */
  mine: QueueItem[];
  /** Open claims that this desk's person is asked to take, or sees to: asked first, then the nearest date, then those without one. */
  claims: QueueClaim[];
  /** Open cases in the store altogether, and customers. */
  openCases: number;
  customers: number;
  orders: number;
};

/** What is somebody's who is not here today. `away` null: they do not work for the team any more. */
export type CoverGroup = {
  person: Who;
  away: Away | null;
  /** Their open cases, the nearest promise first. */
  items: QueueItem[];
  /** Cases that they were asked to take; only where this desk's person stands in for them. */
  offered: QueueItem[];
  promises: QueuePromise[];
  claims: QueueClaim[];
};

/** For whom this desk's person stands in, and who has nobody and so stands in their queue. Nothing of whoever is here. */
export type CoverView = { covering: CoverGroup[]; uncovered: CoverGroup[] };

/** What was given or asked for before, with whose and why it matters here. */
export type EarlierRemedy = {
  compensation: CompensationView;
  caseId: string;
  subject: string;
  customerId: string;
  customerName: string | null;
  /** `same-customer`, or why that other customer may be the same person. */
  why: 'same-customer' | 'same-phone' | 'same-name' | 'same-email' | 'same-address';
};

/** What somebody must see before they give something. */
export type RemediesView = {
  /** Given from the authority of this desk's person in the current month (UTC), as far as this desk knows. */
  spent: Money[];
  /**
   * What this person may give at once, as their centre said it, with all that is spent of the month; or why nothing now. Null: no centre has
   * said anything, the manual and their role do.
   */
  may: { terms: Terms; spent: Money[]; until: number } | Ended | null;
  /** To this customer and to those who may be the same person, newest first; nothing that was declined or taken back. */
  earlier: EarlierRemedy[];
};

export type RequestItem = {
  caseId: string;
  number: string;
  subject: string;
  kind: CaseKind;
  customerId: string;
  customerName: string | null;
  owner: Who;
  compensation: CompensationView;
};

/** What the teams of this store have settled for themselves; what is not there is as the program has it (rules/of.ts). */
export type RulesView = { teams: string[]; records: RulesRecord[] };

/** A known incident that is on now and touches a customer, and the orders by which it does; none: by where they live. */
export type TouchingIncident = PublishedIncident & { orderIds: string[] };

/** How many customers of this desk an incident touches. While `done` is less than `total` (customers looked at), more may come. */
export type TouchCount = { customers: number; done: number; total: number };

/** A known incident of a team, with what it amounts to on this desk. `called`: customers who were reached afterwards. */
export type IncidentLine = PublishedIncident & { touched: TouchCount; cases: number; called: number };

/** A customer whom an incident touches. */
export type TouchedLine = {
  customerId: string;
  name: string | null;
  phone: string | null;
  orderNumbers: string[];
  /** Their cases that are tied to it. */
  cases: { id: string; number: string; subject: string; status: CaseStatus }[];
  /** The last call about it; null: nobody has called. */
  call: { reached: boolean; text: string; at: number; by: Who } | null;
};
/** Those with cases first, then those with orders, by name. At most two thousand; `count` says how many there are. */
export type TouchedView = { incident: PublishedIncident; count: TouchCount; lines: TouchedLine[] } | null;

/** Somebody saw phones and e-mails of a customer whole that are masked for them. */
export type RevealLine = {
  id: string;
  at: number;
  by: Who;
  why: RevealWhy;
  pending: boolean;
  customerId: string;
  customerName: string | null;
};
/** How often somebody did so, and of how many customers. `today`: in the last 24 hours. */
export type RevealCount = { by: Who; times: number; customers: number; today: number; last: number };
export type RevealsView = { each: RevealCount[]; lines: RevealLine[] };

export type Draft = { key: string; body: string; at: number };
export type Unsent = {
  commandId: string;
  type: string;
  customerId: string;
  customerName: string | null;
  at: number;
  /** Null: it goes with the next exchange. `update`: it waits for a newer Hilo, here or at the centre. */
  waits: 'update' | null;
};

/** A photo or document of which the centre does not hold every byte yet. `refused`: it does not take it, or it is damaged here. */
export type UnsentFile = {
  attachmentId: string;
  customerId: string;
  customerName: string | null;
  name: string;
  at: number;
  bytes: number;
  sent: number | 'refused';
};

/** Something the centre refused after the desk had done it. It stays until the person has read it. */
export type Refused = {
  commandId: string;
  type: string;
  customerId: string;
  customerName: string | null;
  /** Which case it was for, where it is here. */
  caseSubject: string | null;
  /** When it was written, and what: the person's own words where there are any. */
  at: number;
  text: string | null;
  /** All of it, to write it again; null where this program cannot read it. */
  ask: CommandAsk | null;
  refusal: Refusal;
};

/**
 * Something that came from the centre and is kept, and that this program cannot show as it is. `ref`: for IT, the place in the ledger; it
 * says nothing of a customer. `update`: a newer Hilo can read it. `support`: it is a mistake of this program.
 */
export type Aside = {
  ref: string;
  needs: 'update' | 'support';
  what: 'case' | 'customer' | 'order' | 'other';
  /** Null where the change does not say it in the words of today. */
  customerId: string | null;
  customerName: string | null;
};

/** Why the centre is not reached, or does not help. Each has its own sentence and what to do about it. */
export type SyncTrouble =
  /** No answer at all: no network, no such host, the server is down. */
  | 'offline'
  /** The server answered that it is busy or in trouble; it is asked again by itself. */
  | 'busy'
  /** Somebody in between answered: a hotel's or a café's sign-in page. */
  | 'portal'
  /** The server's certificate is not to be trusted. */
  | 'certificate'
  /** The person has to sign in again; nothing is lost meanwhile. */
  | 'sign-in'
  /** This Hilo is too old for the centre, or the centre for this Hilo. */
  | 'update'
  /** This device was taken off the list at the centre. */
  | 'revoked'
  /** The centre does not understand us: a mistake of ours, with a ref for support. */
  | 'internal';

/**
 * Who was found at the centre and is not on this machine. `all-here`: this machine holds everybody, so nobody is looked for there; `away`: the centre
 * cannot be asked now, somebody may be there.
 */
export type AtCentre = { state: 'all-here' } | { state: 'away' } | { state: 'asked'; hits: FoundCustomer[] };

/** `unknown`: not of one's own teams, or nobody's; `later`: this machine is being filled, ask again; `away`: the centre cannot be asked now. */
export type Brought = 'here' | 'unknown' | 'later' | 'away';

/** How the desk stands with the centre. Small and honest: "all sent" only when it is so. */
export type SyncView = {
  /** Null: this store has no centre (a local company, an import of one's own). */
  server: string | null;
  unsent: number;
  /** Photos and documents of this desk of which the centre does not hold every byte yet; beside `unsent`. */
  unsentFiles: number;
  /** Commands that wait for a newer Hilo, here or at the centre; among `unsent`. */
  waitingForUpdate: number;
  refused: number;
  /** Teams, by name, of which this machine holds the customers of the last months only: who is not here may be at the centre. */
  holds: { team: string; months: number }[];
  /** What came and cannot be shown: of a newer Hilo, and by a mistake of this one. A few hundred at most are counted. */
  aside: { newer: number; faulty: number };
  /** An exchange is under way right now. */
  busy: boolean;
  /** Null while all is well. `since`: when it began; `nextTryAt`: when it is tried again by itself. */
  trouble: { what: SyncTrouble; since: number; nextTryAt: number | null; ref: string } | null;
  /** Changes still to come, while a first fill or a long way back is going on; `total` null: not known yet. */
  filling: { team: string; done: number; total: number | null } | null;
  /** When the centre last answered, by this machine's clock. */
  lastAnswerAt: number | null;
  /** When this desk locks unless the centre answers before, by this machine's clock; null: there is no centre. */
  leaseUntil: number | null;
  /** This machine's clock minus the centre's, ms; null before the first answer. Told when it is more than five minutes. */
  clockOff: number | null;
  /** The centre was restored from a backup: what this desk held was offered again, so many of it. Until read. */
  restored: { at: number; offered: number } | null;
};

export type ViewAnswers = {
  ring: RingView;
  customer: CustomerView | null;
  story: StoryPage;
  /** Newest first, also those that were taken away again. */
  attachments: AttachmentView[];
  order: OrderRecord | null;
  search: SearchHit[];
  whose: WhoseView;
  queue: QueueView;
  /** Open cases of others with a pending promise, the nearest first, at most a hundred: what a supervisor watches. */
  due: QueueItem[];
  /** Cases in which the customer asked for a supervisor and none answered, the one that waits longest first. */
  supervisor: QueueItem[];
  /** Open cases of others, the oldest first, at most a hundred: those whose answer is near or overdue are among them. */
  'long-open': QueueItem[];
  /** Everybody who is or will be away, or gone, by team; who is in none is here. */
  absences: AbsenceRecord[];
  cover: CoverView;
  /** Everybody who works here, by name. */
  people: PersonRecord[];
  /** The company's list, in its order. */
  skills: Skill[];
  rules: RulesView;
  remedies: RemediesView;
  /** Open cases in which something was asked for that nobody has answered, the longest wait first; at most two hundred. */
  requests: RequestItem[];
  /** What this desk's person asked for and somebody answered, until they have read it; the newest answer first. */
  answers: RequestItem[];
  /** Of the teams of this store: the open ones first, then the newest. */
  incidents: IncidentLine[];
  /** The most severe first. */
  touching: TouchingIncident[];
  touched: TouchedView;
  'incident-preview': TouchCount;
  /** The newest five hundred, and everybody's figures, most customers first. */
  reveals: RevealsView;
  drafts: Draft[];
  unsent: Unsent[];
  /** The oldest first, at most 200. */
  'unsent-files': UnsentFile[];
  refused: Refused[];
  aside: Aside[];
  sync: SyncView;
  'at-centre': AtCentre;
  bring: Brought;
};
export type ViewName = keyof ViewAnswers;
