import type { RevealWhy } from '../customer/reveal.ts';
import type { Who } from '../people.ts';

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
