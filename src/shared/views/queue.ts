import type { Away } from '../absence/records.ts';
import type { Place } from '../calendar/place.ts';
import type { SupervisorAsked } from '../case/steps.ts';
import type { CaseKind, CaseStatus, FlagWhy } from '../case/words.ts';
import type { ClaimNow } from '../claim/fold.ts';
import type { ClaimAgainst } from '../claim/words.ts';
import type { Money } from '../order/money.ts';
import type { Who } from '../people.ts';
import type { CaseView } from './case.ts';

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

/** A case in which a fact broke a rule, and nobody who decides has seen it. */
export type WatchedItem = QueueItem & { watched: NonNullable<CaseView['watched']> };

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
