import { useCallback } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import { pageFor } from '#shared/rules/answered.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useScreen } from '../screen-context.ts';

/** What goes before anything that is taken from the case's playbook: at the first time, that this version is followed. */
export function useAsks({ id, customerId, kind, steps }: CaseView): { used: () => CommandAsk[] } {
  const { rules } = useScreen();
  const used = useCallback((): CommandAsk[] => {
    const found = pageFor(rules.playbooks, kind, steps.used);
    if (!found || found.usedVersion !== null) return [];
    const data = { kind, version: found.page.version };
    return [{ type: 'playbook.use', customerId, caseId: id, data }];
  }, [rules, id, customerId, kind, steps]);
  return { used };
}
