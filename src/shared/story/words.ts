import type { DeliveryState } from '../order/records.ts';
import type { Remedy } from '../rules/manual.ts';
import type { StoryEntry } from '../views/story.ts';

type Contact = Extract<StoryEntry, { kind: 'contact' }>;

/** Something given or asked for, and how often. */
export type GivenWords = { remedy: Remedy; amount: string | null; times: number };

/** What came before: null where the shops do not say. */
export type Since = { as: 'customer' | 'first-order'; when: string } | null;
/** The last contact; the parts that the store does not hold are null. */
export type LastContact = {
  when: string;
  channel: Contact['channel'] | null;
  direction: Contact['direction'] | null;
  answered: boolean | null;
  who: string | null;
};

/**
 * Every sentence of the story so far, once per language: the compiler keeps them complete. Dates, money and quoted texts
 * come in ready to show; numbers only where the wording depends on them.
 */
export type StoryWords = {
  /** A text that somebody wrote, in the quotation marks of the language. */
  quote(text: string): string;
  who(facts: {
    name: string | null;
    guest: boolean;
    since: Since;
    orders: number;
    spent: string | null;
  }): string;
  repeat(contacts: number, days: number, people: number, subject: string | null): string;
  overdue(text: string, until: string, who: string): string;
  broken(text: string, who: string): string;
  pending(text: string, until: string, who: string): string;
  /** Follows one of the three above; empty when nothing is left to say. */
  otherPromises(rest: { overdue: number; pending: number; broken: number }): string;
  open(cases: number, subject: string, since: string, owner: string, reopened: number): string;
  /** What was given, and what waits for a yes; one of them is not empty. Amounts are ready to show. */
  given(given: readonly GivenWords[], asked: readonly GivenWords[]): string;
  noneOpen(subject: string, solved: string | null): string;
  order(number: string, delivery: DeliveryState, promised: string | null, late: boolean): string;
  /** Further orders that are late or in trouble (`urgent`), or under way. */
  otherOrders(count: number, urgent: boolean): string;
  tried(texts: readonly string[], more: number): string;
  last(contact: LastContact): string;
  neverSpoke: string;
};
