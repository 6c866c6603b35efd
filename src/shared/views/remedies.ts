import type { CaseKind } from '../case/words.ts';
import type { Money } from '../order/money.ts';
import type { Who } from '../people.ts';
import type { Terms } from '../recovery/authority.ts';
import type { Ended } from '../recovery/slip.ts';
import type { CompensationView } from './case.ts';

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
  /** To this customer and to those who may be the same person, newest first; also what was declined, nothing that was taken back. */
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
