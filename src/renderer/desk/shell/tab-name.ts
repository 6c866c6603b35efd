import { shownNumber } from '#shared/customer/mask.ts';
import { useWords } from '../../words/words.ts';
import { calls } from './calls.ts';
import type { Tab } from './tabs-state.ts';

/** What stands on a tab: the customer's name, or the number of a caller who is not known yet. */
export function useTabName(): (tab: Tab) => string {
  const { t } = useWords();
  return (tab) => {
    if (tab.customerId !== null) return tab.name ?? t('tabs.unnamed');
    const call = calls.getState().list.find((one) => one.callId === tab.callId);
    if (call?.number === null) return t('tabs.withheld');
    return call?.shown ?? (tab.from === null ? null : shownNumber(tab.from)) ?? t('tabs.unknown');
  };
}
