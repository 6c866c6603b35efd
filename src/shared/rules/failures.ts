import { z } from 'zod';
import { type CaseKind, caseKind } from '../case/words.ts';
import type { Language } from '../settings.ts';
import { textIn, texts } from './texts.ts';

/** A leaf's name, for good: cases are counted by it. */
export const failureId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A failure that a team tells apart, under one of the trunks that every team has. */
export const failure = z.strictObject({
  id: failureId,
  under: caseKind,
  label: texts(60),
  /** Not offered any more; cases that have it keep its name. */
  retired: z.boolean(),
});
export type Failure = z.infer<typeof failure>;

/** More leaves than nine under a trunk could not be chosen by a digit. */
export const mostUnder = 9;

/** The tree that a team edits: its leaves in the order in which they are offered. */
export const failureTree = z
  .strictObject({ about: z.literal('failures'), leaves: z.array(failure).max(99) })
  .refine(({ leaves }) => new Set(leaves.map(({ id }) => id)).size === leaves.length, 'the same id twice')
  .refine(
    ({ leaves }) =>
      caseKind.options.every(
        (kind) => leaves.filter(({ under, retired }) => under === kind && !retired).length <= mostUnder,
      ),
    'more than nine under one kind',
  );
export type FailureTree = z.infer<typeof failureTree>;

/** What can be chosen under a kind, in the team's order. */
export function leavesUnder({ leaves }: FailureTree, kind: CaseKind): Failure[] {
  return leaves.filter(({ under, retired }) => under === kind && !retired);
}

/** The name of a failure, retired ones too: cases keep theirs. Null where the tree does not know it, and for none. */
export function failureText({ leaves }: FailureTree, id: string | null, language: Language): string | null {
  const leaf = id === null ? undefined : leaves.find((one) => one.id === id);
  return leaf ? textIn(leaf.label, language) : null;
}
