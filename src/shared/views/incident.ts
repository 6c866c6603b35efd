import type { CaseStatus } from '../case/words.ts';
import type { PublishedIncident } from '../incident/of.ts';
import type { Who } from '../people.ts';

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
