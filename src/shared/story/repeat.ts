import type { CaseView } from '../views/case.ts';
import type { CustomerView } from '../views/customer.ts';
import type { ContactEntry } from '../views/story.ts';

/** How far back contacts count as being about the same trouble. */
export const repeatDays = 30;

/** How often the customer came to us about the same open matter. */
export type RepeatAlarm = {
  level: 'none' | 'second' | 'third-or-more';
  /** Contacts from the customer in the last 30 days. The call that is ringing is not among them until it is recorded. */
  contacts: number;
  /** Different people of ours who answered them. */
  people: number;
  /** Null for contacts that belong to no case, and for level `none`. */
  caseId: string | null;
};

/**
 * The matter with the most contacts from the customer in the last 30 days: an open case, or contacts that nobody wrote a
 * case about. Of equals, the newest case. Wrong numbers do not count; a call that nobody answered does.
 */
export function repeatAlarm(view: Pick<CustomerView, 'cases' | 'recentContacts'>, now: number): RepeatAlarm {
  const { caseId, contacts } = mostRepeated(view, now);
  const level = contacts.length >= 3 ? 'third-or-more' : contacts.length === 2 ? 'second' : 'none';
  return { level, contacts: contacts.length, people: peopleOf(contacts).size, caseId };
}

/** The contacts behind `repeatAlarm`, newest first. Fewer than two are no repeat: the list is then empty. */
export function mostRepeated(
  view: Pick<CustomerView, 'cases' | 'recentContacts'>,
  now: number,
): { caseId: string | null; contacts: ContactEntry[] } {
  const recent = view.recentContacts.filter(
    (contact) => contact.code !== 'wrong-number' && contact.at > now - repeatDays * 86_400_000,
  );
  const matters = [...openCases(view.cases).map((one) => one.id), null].map((caseId) => ({
    caseId,
    contacts: recent.filter((contact) => contact.caseId === caseId),
  }));
  const most = matters.reduce((a, b) => (b.contacts.length > a.contacts.length ? b : a));
  return most.contacts.length >= 2 ? most : { caseId: null, contacts: [] };
}

/** The people of ours who spoke in these contacts, or read them. Only of a call does a missing end mean that nobody answered. */
export function peopleOf(contacts: readonly ContactEntry[]): Set<string> {
  return new Set(
    contacts.flatMap((one) =>
      one.by && (one.channel !== 'call' || one.seconds !== null) ? [one.by.id] : [],
    ),
  );
}

/** The open cases, newest first. */
export function openCases(cases: readonly CaseView[]): CaseView[] {
  return cases.filter((one) => one.status === 'open').toSorted((a, b) => b.openedAt - a.openedAt);
}
