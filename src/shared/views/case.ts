import type { CompensationNow } from '../case/compensation.ts';
import type { Steps } from '../case/steps.ts';
import type { CaseKind, CaseStatus, FlagWhy, PromiseState, ProofEvent } from '../case/words.ts';
import type { ClaimNow } from '../claim/fold.ts';
import type { ClaimNote } from '../claim/words.ts';
import type { Who } from '../people.ts';

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
  /** With which words it was handed to its owner, until it is solved or goes on. */
  handed?: { by: Who; why: string; at: number } | null;
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
  /** The newest fact in it that broke a rule and that nobody who decides has seen: why, whose it was and when. */
  watched: { why: FlagWhy; by: Who; at: number } | null;
  /** What its orders are of, where it is about a failure of the last year: titles of products, and who carried them. */
  concerns: { products: string[]; carriers: string[] };
  /** Something in it has not been answered by the centre yet. */
  pending: boolean;
};
