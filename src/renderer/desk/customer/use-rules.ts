import { useCallback, useMemo } from 'react';
import { failureText } from '#shared/rules/failures.ts';
import { type Rules, rulesOf } from '#shared/rules/of.ts';
import type { Language } from '#shared/settings.ts';
import { useView } from '../../live/view.ts';

/** The rules of a team, the program's own until they are read, and the names of its failures. */
export function useRules(
  team: string | null,
  language: Language,
): { rules: Rules; leaf: (id: string | null) => string | null } {
  const { value } = useView({ view: 'rules' });
  const rules = useMemo(() => rulesOf(value?.records ?? [], team), [value, team]);
  const { tree } = rules;
  const leaf = useCallback((id: string | null) => failureText(tree.content, id, language), [tree, language]);
  return { rules, leaf };
}
