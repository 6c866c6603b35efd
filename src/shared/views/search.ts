import type { FoundCustomer } from '../sync/find.ts';
import type { CustomerCard, CustomerView } from './customer.ts';

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

export type SearchHit = {
  /** Why it was found. `similar`: nobody is called that, and these begin alike. */
  by: 'name' | 'similar' | 'phone' | 'email' | 'order' | 'tracking' | 'case';
  /** The text that matched, as it is shown. */
  match: string;
  card: CustomerCard;
  caseId: string | null;
  orderId: string | null;
};

/**
 * Who was found at the centre and is not on this machine. `all-here`: this machine holds everybody, so nobody is looked for there; `away`: the centre
 * cannot be asked now, somebody may be there.
 */
export type AtCentre = { state: 'all-here' } | { state: 'away' } | { state: 'asked'; hits: FoundCustomer[] };

/** `unknown`: not of one's own teams, or nobody's; `later`: this machine is being filled, ask again; `away`: the centre cannot be asked now. */
export type Brought = 'here' | 'unknown' | 'later' | 'away';
