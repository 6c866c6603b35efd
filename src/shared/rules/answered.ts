import type { Answered } from '../case/steps.ts';
import type { CaseKind } from '../case/words.ts';
import type { InForce } from './of.ts';
import type { Playbook } from './playbook.ts';
import type { Texts } from './texts.ts';

/** The parts of a page whose lines are done once. */
export const askedParts = ['ask', 'check'] as const;
export type AskedPart = (typeof askedParts)[number];

/**
 * What came of a line, the last time that somebody wrote it down; null: nobody has asked yet. A line is known by its words in either
 * language: of a newer version, what was only moved or translated is not asked again.
 */
export function answerTo<P>(
  line: Texts,
  part: AskedPart,
  answered: readonly Answered<P>[],
): Answered<P> | null {
  const isSame = (one: string, other: string) => one.trim() !== '' && one.trim() === other.trim();
  return (
    answered.findLast(
      (each) =>
        each.part === part && (isSame(each.question.en, line.en) || isSame(each.question.es, line.es)),
    ) ?? null
  );
}

/** How much of a page was asked and checked. */
export function progressOf<P>(
  page: Playbook,
  answered: readonly Answered<P>[],
): { done: number; of: number } {
  const lines = askedParts.flatMap((part) => page[part].map((line) => answerTo(line, part, answered)));
  return { done: lines.filter((one) => one !== null).length, of: lines.length };
}

/** The page of a kind, whether its first use is still to be noted, and the version that this case follows where it was used before. */
export function pageFor<P>(
  playbooks: ReadonlyMap<CaseKind, InForce<Playbook>>,
  kind: CaseKind,
  used: readonly { kind: CaseKind; version: number; by: P }[],
): { page: InForce<Playbook>; usedVersion: number | null } | null {
  const page = playbooks.get(kind);
  if (!page) return null;
  return { page, usedVersion: used.find((one) => one.kind === kind)?.version ?? null };
}
