import type { FoundCustomer } from '#shared/sync/find.ts';
import type { SearchHit } from '#shared/views/search.ts';
import { plain } from '../../ui/plain-text.ts';
import type { PaletteAction } from './use-actions.ts';

/** A line that can be chosen. */
export type Choice =
  | { id: string; group: SearchHit['by']; hit: SearchHit }
  | { id: string; group: 'centre'; found: FoundCustomer }
  | { id: string; group: 'actions'; action: PaletteAction };

/** Hits in the store's order, those of one kind together (the best kind first), then the actions whose words fit. */
export function choicesOf(
  typed: string,
  hits: readonly SearchHit[],
  actions: readonly PaletteAction[],
  atCentre: readonly FoundCustomer[] = [],
): Choice[] {
  const kinds = [...new Set(hits.map((hit) => hit.by))];
  const found = kinds.flatMap((group) => hits.filter((hit) => hit.by === group));
  const text = plain(typed.trim());
  return [
    ...found.map((hit, n): Choice => ({ id: `hit-${n}`, group: hit.by, hit })),
    ...atCentre.map((one): Choice => ({ id: `centre-${one.customerId}`, group: 'centre', found: one })),
    ...actions
      .filter((action) => plain(action.label).includes(text))
      .map((action): Choice => ({ id: `action-${action.id}`, group: 'actions', action })),
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
