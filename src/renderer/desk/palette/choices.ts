import type { FoundCustomer } from '#shared/sync/find.ts';
import type { SearchHit } from '#shared/views/search.ts';
import { plain } from '../../ui/plain-text.ts';
import type { PaletteAction } from './use-actions.ts';

/** A line that can be chosen. */
export type Choice =
  | { id: string; group: SearchHit['by']; hit: SearchHit }
  | { id: string; group: 'centre'; found: FoundCustomer }
  | { id: string; group: 'actions'; action: PaletteAction };

/**
 * Hits in the store's order, those of one kind together (the best kind first), then the actions whose words fit. Whoever only has a name that
 * begins alike comes behind these: what somebody typed of an action would open a stranger.
 */
export function choicesOf(
  typed: string,
  hits: readonly SearchHit[],
  actions: readonly PaletteAction[],
  atCentre: readonly FoundCustomer[] = [],
): Choice[] {
  const kinds = [...new Set(hits.map((hit) => hit.by))];
  const found = kinds
    .flatMap((group) => hits.filter((hit) => hit.by === group))
    .map((hit, n): Choice => ({ id: `hit-${n}`, group: hit.by, hit }));
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const fitting = actions
    .filter((action) => words.every((word) => plain(action.label).includes(word)))
    .map((action): Choice => ({ id: `action-${action.id}`, group: 'actions', action }));
  return [
    ...found.filter(({ group }) => group !== 'similar'),
    ...atCentre.map((one): Choice => ({ id: `centre-${one.customerId}`, group: 'centre', found: one })),
    ...fitting,
    ...found.filter(({ group }) => group === 'similar'),
  ];
}

const meaningOf = (choice: Choice): string =>
  'hit' in choice
    ? JSON.stringify([choice.hit.by, choice.hit.card.id, choice.hit.orderId, choice.hit.caseId])
    : choice.id;

/**
 * What an Enter meant that was pressed before the answer was there: what was marked then, where it is still found, or the only
 * choice. Null when neither is: of several that nobody has seen yet none is guessed.
 */
export function meantBy(marked: Choice | null, choices: readonly Choice[]): Choice | null {
  const meaning = marked && meaningOf(marked);
  const still = choices.find((choice) => meaningOf(choice) === meaning);
  return still ?? (choices.length === 1 ? (choices[0] ?? null) : null);
}
