import { type Call, stateOf } from './calls.ts';
import { openForRing, tabs } from './tabs.ts';

const order = { ringing: 0, 'on-call': 1, ended: 2 };

/** The call that the bar shows: one that rings before one that is talked, these before one to wrap up; then the oldest. */
export const callInFront = (list: readonly Call[]): Call | undefined =>
  [...list].sort((a, b) => order[stateOf(a)] - order[stateOf(b)] || a.rangAt - b.rangAt)[0];

/** The id of the tab where a call belongs. */
export const tabOfCall = (call: Call): string =>
  call.customerId === null ? `call:${call.callId}` : `customer:${call.customerId}`;

/** Goes to a call's tab and opens it again if it was closed. What is being typed elsewhere stays there. */
export function goToCall(call: Call): void {
  if (tabs.getState().active === tabOfCall(call)) return;
  const { customerId, callId, customerName, number, shown } = call;
  openForRing(
    customerId === null ? { callId, from: number ?? shown } : { customerId, name: customerName },
    true,
  );
}
