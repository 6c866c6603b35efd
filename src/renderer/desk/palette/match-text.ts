import type { SearchHit } from '#shared/views/search.ts';
import { caseNumber } from '../customer/story/entry-words.ts';

/** As it is written elsewhere on the screen: the search keeps numbers without blanks and in small letters. */
export function matchText({ by, match }: Pick<SearchHit, 'by' | 'match'>): string {
  if (by === 'case') return caseNumber(match);
  return by === 'order' || by === 'tracking' ? match.toUpperCase() : match;
}
