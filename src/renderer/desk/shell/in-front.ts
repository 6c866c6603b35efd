import { type Call, stateOf } from './calls.ts';
import { openForRing, tabs } from './tabs.ts';

const order = { ringing: 0, 'on-call': 1, ended: 2 };

/** The id of the tab where a call belongs. */
export const tabOfCall = (call: Call): string =>
  call.customerId === null ? `call:${call.callId}` : `customer:${call.customerId}`;

/**
 * The call that the bar shows: one that rings before one that is talked, these before one to wrap up; of equals the one whose
 * tab is in front, then the oldest.
 */
export function callInFront(list: readonly Call[], activeTab: string | null): Call | undefined {
  const there = (call: Call): number => (tabOfCall(call) === activeTab ? 0 : 1);
  return [...list].sort(
    (a, b) => order[stateOf(a)] - order[stateOf(b)] || there(a) - there(b) || a.rangAt - b.rangAt,
  )[0];
}

/**
 * The call that the hang-up key ends: the one being talked (the one in front first), and only when there is none, the one that
 * rings. A second ring never takes the key away from the conversation.
 */
export function callToHangUp(list: readonly Call[], activeTab: string | null): Call | undefined {
  const talked = list.filter((call) => stateOf(call) === 'on-call');
  return callInFront(
    talked.length > 0 ? talked : list.filter((one) => stateOf(one) === 'ringing'),
    activeTab,
  );
}

/** Goes to a call's tab and opens it again if it was closed. What is being typed elsewhere stays there. */
export function goToCall(call: Call): void {
  if (tabs.getState().active === tabOfCall(call)) return;
  const { customerId, callId, customerName, number, shown } = call;
  openForRing(
    customerId === null ? { callId, from: number ?? shown } : { customerId, name: customerName },
    true,
  );
}
