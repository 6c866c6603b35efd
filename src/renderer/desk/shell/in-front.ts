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

const inOrder = (list: readonly Call[]): Call[] =>
  list.toSorted((a, b) => order[stateOf(a)] - order[stateOf(b)] || a.rangAt - b.rangAt);

/**
 * Where the key of calls leads: to the oldest of those that need somebody most, and from one of these to the next, on to the others and
 * around. Undefined: there is no call, or the only one is in front.
 */
export function callAfter(list: readonly Call[], activeTab: string | null): Call | undefined {
  const calls = inOrder(list);
  const places = calls.filter(
    (one, index) => calls.findIndex((other) => tabOfCall(other) === tabOfCall(one)) === index,
  );
  const here = places.findIndex((one) => tabOfCall(one) === activeTab);
  const [first] = places;
  const [now] = places.slice(here);
  if (!first || here < 0 || !now || stateOf(now) !== stateOf(first)) return first;
  const next = places[(here + 1) % places.length];
  return next === now ? undefined : next;
}

/** The how many-th of the calls that ring this one is, oldest first; null where no other rings. */
export function placeOf(call: Call, list: readonly Call[]): { n: number; of: number } | null {
  const ringing = inOrder(list.filter((one) => stateOf(one) === 'ringing'));
  const n = ringing.indexOf(call) + 1;
  return n === 0 || ringing.length < 2 ? null : { n, of: ringing.length };
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

/**
 * The answered call of somebody who is not known yet, and who may be this customer: whoever was found by the palette, the queue or an order is
 * often who calls. Null while they have a call of their own.
 */
export function callWithoutName(list: readonly Call[], customerId: string): Call | null {
  if (list.some((one) => one.customerId === customerId)) return null;
  const nameless = list.filter(
    (one) => one.customerId === null && one.startedAt !== null && stateOf(one) !== 'ringing',
  );
  return callInFront(nameless, null) ?? null;
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
