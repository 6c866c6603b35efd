import { z } from 'zod';
import type { AbsenceRecord } from './absence/records.ts';
import { incident } from './incident/incident.ts';
import type { OrderRecord } from './order/records.ts';
import type { PersonRecord } from './people.ts';
import type { RulesRecord } from './rules/records.ts';
import type { Skill } from './skills.ts';
import type { AttachmentView } from './views/attachment.ts';
import type { CustomerView } from './views/customer.ts';
import type { IncidentLine, TouchCount, TouchedView, TouchingIncident } from './views/incident.ts';
import type { CoverView, QueueItem, QueueView, WatchedItem } from './views/queue.ts';
import type { RemediesView, RequestItem } from './views/remedies.ts';
import type { RevealsView } from './views/reveal.ts';
import type { AtCentre, Brought, RingView, SearchHit, WhoseView } from './views/search.ts';
import type { StoryPage } from './views/story.ts';
import type { Aside, SyncView } from './views/sync.ts';
import type { Draft, Refused, Unsent, UnsentFile } from './views/unsent.ts';

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
  z.strictObject({ view: z.literal('watched') }),
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
  /** Of no longer ago: it is a contact, so any rule of months (sync/away.ts) holds whoever was looked at since, and nothing is missing. */
  z.strictObject({ view: z.literal('reveals'), days: z.int().min(1).max(90) }),
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

/** What the teams of this store have settled for themselves; what is not there is as the program has it (rules/of.ts). */
export type RulesView = { teams: string[]; records: RulesRecord[] };

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
  /** Cases of the last thirty days in which a fact of others broke a rule and nobody who decides has seen it, the newest first, at most two hundred. */
  watched: WatchedItem[];
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
