import type { ContactPoint, Preferred, Remark } from '../customer/file.ts';
import type { CustomerRecord, TwinWhy } from '../customer/records.ts';
import type { Money } from '../order/money.ts';
import type { OrderRecord, OrderSummary } from '../order/records.ts';
import type { Who } from '../people.ts';
import type { CaseView, PromiseView } from './case.ts';
import type { ContactEntry, StoryPage } from './story.ts';

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
  /** What the records have in common that undoing it would part. */
  hints: TwinWhy[];
};

/** Somebody said that two records which had been linked are of two people. */
export type PartedView = { by: Who; at: number; why: string };

/** Records of one person. `counting`: the links by which they are. */
export type SameView = {
  counting: LinkView[];
  /** Made against those: two people linked the same records in opposite ways, and the first in the ledger counts. */
  against: LinkView[];
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
  /** Other customers who may be the same person. `parted`: it was said that they are two, and this speaks for one since. */
  twins: { card: CustomerCard; why: TwinWhy; parted: PartedView | null }[];
  /** Customers from whom somebody parted this one, unless something new speaks for one person: then they are among `twins`. */
  parted: (PartedView & { card: CustomerCard })[];
  /** The newest entries. */
  story: StoryPage;
  /** Contacts from the customer in the last `repeatDays`, newest first: all of them, however long the story is. */
  recentContacts: ContactEntry[];
};
