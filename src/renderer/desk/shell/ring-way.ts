import type { Ring } from '#shared/bridge.ts';
import type { RingView } from '#shared/views/search.ts';
import { type Call, stateOf } from './calls.ts';
import type { Tabs } from './tabs-state.ts';

/** What the agent is in the middle of when a call rings. */
export type Ground = {
  tabs: Tabs;
  calls: readonly Call[];
  /** Letters are being typed somewhere. */
  typing: boolean;
  /** A dialog lies over the desk. */
  dialog: boolean;
};

/** Where a ring goes. `focus` false: a tab with a dot, and nothing else moves. */
export type Way =
  | { to: 'nowhere' }
  | { to: 'customer'; customerId: string; name: string | null; focus: boolean }
  | { to: 'caller'; focus: boolean };

/**
 * One match opens the customer; several, none, a hidden number or a failed look-up (`answer` null) open a tab that asks who
 * it is, never a guess. It comes to the front only when that disturbs nothing: nobody types, no dialog is open, and no
 * other call is ringing or being talked. A ring that was heard before goes nowhere.
 */
export function whereRingGoes(ground: Ground, ring: Ring, answer: RingView | null): Way {
  if (ground.calls.some((call) => call.callId === ring.callId)) return { to: 'nowhere' };
  const only = answer?.matches.length === 1 ? answer.matches[0] : undefined;
  const busy = ground.calls.some(
    (call) => stateOf(call) !== 'ended' && (only === undefined || call.customerId !== only.id),
  );
  const focus = !ground.typing && !ground.dialog && !busy;
  return only ? { to: 'customer', customerId: only.id, name: only.name, focus } : { to: 'caller', focus };
}
