import { z } from 'zod';
import type { InForce } from '#shared/rules/of.ts';
import type { RulesContent } from '#shared/rules/records.ts';

/**
 * What somebody is writing of a page of rules: the content, and the version that they opened. A page that nobody changes has no draft. Lines may be
 * half done, so it is checked by its own schema only when it is published.
 */
export const pageDraftShape = z.object({ from: z.int().nullable(), content: z.unknown() });
export type PageDraft = z.infer<typeof pageDraftShape>;
export const noPageDraft: PageDraft = Object.freeze({ from: null, content: null });

/** What is on the screen of a page: the draft where there is one, else what holds. `newer`: it was published after the draft was begun. */
export function pageNow<T extends RulesContent>(
  inForce: InForce<T>,
  draft: PageDraft,
  half: z.ZodType<T>,
): { content: T; from: number; typed: boolean; newer: InForce<T> | null } {
  const own = draft.from === null ? undefined : half.safeParse(draft.content).data;
  // Published, and the window was closed before it came back: there is nothing to choose.
  const isSame = JSON.stringify(own) === JSON.stringify(half.safeParse(inForce.content).data);
  if (draft.from === null || own === undefined || isSame)
    return { content: inForce.content, from: inForce.version, typed: false, newer: null };
  const newer = inForce.version > draft.from ? inForce : null;
  return { content: own, from: draft.from, typed: true, newer };
}
