import { caseKind } from '#shared/case/words.ts';
import { type FailureTree, failureTree } from '#shared/rules/failures.ts';
import { type Holidays, holidays } from '#shared/rules/holidays.ts';
import { type Playbook, playbook, playbookParts } from '#shared/rules/playbook.ts';
import type { Texts } from '#shared/rules/texts.ts';

const trimmed = ({ en, es }: Texts): Texts => ({ en: en.trim(), es: es.trim() });
const isWritten = ({ en, es }: Texts): boolean => en !== '' || es !== '';

/** A page as it is published: without spaces around, and without lines that nobody wrote. Null: it has no title. */
export function tidyPlaybook(page: Playbook): Playbook | null {
  const lines = Object.fromEntries(
    playbookParts.map((part) => [part, page[part].map(trimmed).filter(isWritten)]),
  );
  const tidied = { ...page, title: trimmed(page.title), ...lines };
  return isWritten(tidied.title) ? (playbook.safeParse(tidied).data ?? null) : null;
}

/**
 * A tree as it is published: leaves by their trunk, in the order in which they are offered; those that nobody has named go, unless cases may have
 * them (`known`): then it is null, as with more than nine under one trunk.
 */
export function tidyTree(tree: FailureTree, known: ReadonlySet<string>): FailureTree | null {
  const named = tree.leaves.map((leaf) => ({ ...leaf, label: trimmed(leaf.label) }));
  const kept = named.filter(({ id, label }) => known.has(id) || isWritten(label));
  if (kept.some(({ label }) => !isWritten(label))) return null;
  const leaves = caseKind.options.flatMap((kind) => kept.filter(({ under }) => under === kind));
  return failureTree.safeParse({ ...tree, leaves }).data ?? null;
}

/** Days as they are published: the first one first, without lines that nobody wrote. Null: one has a name and no day. */
export function tidyHolidays({ about, days }: Holidays): Holidays | null {
  const named = days.map((one) => ({ ...one, name: one.name.trim() }));
  const kept = named.filter(({ day, name }) => day !== '' || name !== '');
  const sorted = kept.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return holidays.safeParse({ about, days: sorted }).data ?? null;
}
