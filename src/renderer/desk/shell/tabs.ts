import { createStore } from 'zustand/vanilla';
import { drafts, readDraft } from '../../drafts.ts';
import {
  callerTab,
  customerTab,
  noTabs,
  type Show,
  type Tabs,
  tabsShape,
  withActive,
  withCallerKnown,
  withDot,
  withNext,
  withoutTab,
  withShownAs,
  withTab,
} from './tabs-state.ts';

const draftKey = 'shell.tabs';

/** The tabs in hand. A draft of them survives a reload and a crash. */
export const tabs = createStore<Tabs>(() => noTabs);

const become = (next: Tabs): void => {
  tabs.setState(next);
  drafts.set(draftKey, next.list.length === 0 ? '' : JSON.stringify(next));
};

/** Takes up the tabs of before a reload. */
export const restoreTabs = (): void =>
  tabs.setState(readDraft(drafts.store.getState().bodies[draftKey], tabsShape, noTabs));

/** Opens a customer or comes back to them. */
export const openCustomer = (customerId: string, name: string | null, where: Show | null = null): void =>
  become(withTab(tabs.getState(), customerTab(customerId, name, where), true));

/** A tab for a ring: in front when `focus`, else with a dot. */
export const openForRing = (
  who: { customerId: string; name: string | null } | { callId: string; from: string },
  focus: boolean,
): void => {
  const one = 'customerId' in who ? customerTab(who.customerId, who.name) : callerTab(who.callId, who.from);
  become(withTab(tabs.getState(), one, focus));
};

export const callerIsKnown = (callId: string, customerId: string, name: string | null): void =>
  become(withCallerKnown(tabs.getState(), callId, customerTab(customerId, name)));

/** The tab of a record becomes that of the one as which it is shown. */
export const tabShownAs = (from: string, into: string, name: string | null): void =>
  become(withShownAs(tabs.getState(), `customer:${from}`, customerTab(into, name)));

/** Somebody who is not here any more: their tab says no name. */
export const forgetName = (customerId: string): void => {
  const { list, active } = tabs.getState();
  const isNamed = list.some((one) => one.customerId === customerId && one.name !== null);
  if (isNamed)
    become({
      list: list.map((one) => (one.customerId === customerId ? { ...one, name: null } : one)),
      active,
    });
};

/** There is something new for the person in a customer's tab. */
export const markTab = (customerId: string): void => become(withDot(tabs.getState(), customerId));
export const goToTab = (id: string): void => become(withActive(tabs.getState(), id));
export const closeTab = (id: string): void => become(withoutTab(tabs.getState(), id));
export const stepTab = (by: 1 | -1): void => become(withNext(tabs.getState(), by));
