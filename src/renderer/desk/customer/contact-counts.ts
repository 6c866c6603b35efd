import { type RepeatAlarm, repeatDays } from '#shared/story/repeat.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { Say } from './say.ts';

/*
 * Two counts of contacts stand beside each other on the desk: how often the customer came to us lately, and all that a case ever had. Each
 * says of when it is, so that neither seems to contradict the other.
 */

/**
 * `4 contacts in 30 days about the same problem, with 2 people`. `about`: a case is open about it. `perhaps`: the call in hand, which is not
 * counted yet, may be one more.
 */
export function repeatTitle(
  { contacts, people }: RepeatAlarm,
  { about, perhaps }: { about: boolean; perhaps: boolean },
  { t }: Pick<Say, 't'>,
): string {
  if (perhaps) return t('alarm.perhaps', { n: contacts + 1, days: repeatDays });
  return t(about ? 'alarm.title' : 'alarm.titleLoose', {
    count: contacts,
    days: repeatDays,
    who: t('cases.who', { count: people }),
  });
}

/** `6 contacts in all, with 3 people`: the calls and messages of a case, ours to the customer among them. */
export function contactsText(
  { contacts, spokeTo }: Pick<CaseView, 'contacts' | 'spokeTo'>,
  { t }: Pick<Say, 't'>,
): string {
  return t('cases.contactsWho', { count: contacts, who: t('cases.who', { count: spokeTo.length }) });
}
