import type { StoryEntry } from '#shared/views/story.ts';
import type { Say } from '../say.ts';
import type { EntryWords } from './entry-words.ts';

type ClaimEntry = Extract<StoryEntry, { kind: `claim-${string}` }>;

/** What happened with a claim, in the person's language. It is named by whom it is against: it is no complaint of the customer. */
export function claimWords(entry: ClaimEntry, say: Say): EntryWords {
  const { t } = say;
  const against = t(`claims.against.${entry.against}`);
  const whom = entry.name === '' ? against : `${against}, ${entry.name}`;
  const words = (title: string, details: (string | null)[], text: string): EntryWords => ({
    title: `${whom}: ${title}`,
    detail: details.filter((one) => one !== null).join(' · ') || null,
    text: text === '' ? null : text,
    own: text !== '',
  });
  switch (entry.kind) {
    case 'claim-opened':
      return words(
        t('claims.entry.opened'),
        [
          say.money(entry.amount),
          t(`claims.reason.${entry.reason}`),
          entry.dueAt === null ? null : t('claims.due', { day: say.day(entry.dueAt) }),
        ],
        entry.text,
      );
    case 'claim-noted':
      return words(
        t(`claims.what.${entry.what}`),
        [
          entry.reference === null || entry.reference === ''
            ? null
            : t('claims.reference', { reference: entry.reference }),
          entry.dueAt === null ? null : t('claims.due', { day: say.day(entry.dueAt) }),
        ],
        entry.text,
      );
    case 'claim-closed':
      return words(
        t(`claims.outcome.${entry.outcome}`),
        [entry.back.minor > 0 ? t('claims.back', { money: say.money(entry.back) }) : null],
        entry.text,
      );
    case 'claim-offered':
      return words(t('claims.entry.offered', { name: entry.other.name }), [], entry.text);
    case 'claim-offer-ended':
      return words(t('claims.entry.offerEnded'), [], entry.text);
    case 'claim-taken':
      return words(t('claims.entry.taken', { name: entry.other.name }), [], '');
  }
}
