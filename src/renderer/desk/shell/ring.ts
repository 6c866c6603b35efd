import { createStore } from 'zustand/vanilla';
import type { Ring } from '#shared/bridge.ts';
import { shownNumber } from '#shared/customer/mask.ts';
import type { RingView } from '#shared/views/search.ts';
import { dialogIsOpen, isTyping } from '../../keys/typing.ts';
import { view } from '../../live/bridge.ts';
import { tellFault } from '../../live/notices.ts';
import { seed } from '../../live/view.ts';
import { addCall, calls } from './calls.ts';
import { whereRingGoes } from './ring-way.ts';
import { openForRing, tabs } from './tabs.ts';

/** What is said aloud of the newest ring. `focused`: the desk went there by itself. */
export type Heard = { callId: string; shown: string; answer: RingView | null; focused: boolean };

/**
 * `ready` once the desk is on the screen with its drafts: rings of before wait, so that a call that started Hilo is not lost.
 */
export const rings = createStore<{ ready: boolean; waiting: readonly Ring[]; heard: Heard | null }>(() => ({
  ready: false,
  waiting: [],
  heard: null,
}));

/** A call rings. */
export function ringArrived(ring: Ring): void {
  if (rings.getState().ready) void takeRing(ring);
  else rings.setState(({ waiting }) => ({ waiting: [...waiting, ring] }));
}

/** The desk is there: from now on rings are taken at once. */
export function deskIsReady(): void {
  const { waiting } = rings.getState();
  rings.setState({ ready: true, waiting: [] });
  for (const ring of waiting) void takeRing(ring);
}

export const deskIsGone = (): void => rings.setState({ ready: false });

async function takeRing(ring: Ring): Promise<void> {
  // Chromium keeps every mark as long as the page lives, which is days: those of the last ring are enough.
  for (const name of ['ring-received', 'ring-painted']) performance.clearMarks(name);
  performance.mark('ring-received', { detail: ring.callId });
  const reply = await view({ view: 'ring', from: ring.from });
  if (!reply.ok && 'fault' in reply) tellFault(reply.fault);
  const answer = reply.ok ? reply.value : null;
  const ground = {
    tabs: tabs.getState(),
    calls: calls.getState().list,
    typing: isTyping(),
    dialog: dialogIsOpen(),
  };
  const way = whereRingGoes(ground, ring, answer);
  if (way.to === 'nowhere') return;
  if (answer) {
    seed({ view: 'ring', from: ring.from }, answer);
    if (answer.customer) seed({ view: 'customer', customerId: answer.customer.customer.id }, answer.customer);
  }
  const { callId, from } = ring;
  const shown = answer?.number.shown ?? shownNumber(from);
  const known = way.to === 'customer' ? way : null;
  addCall({
    callId,
    number: answer?.number.withheld ? null : from,
    shown,
    customerId: known?.customerId ?? null,
    customerName: known?.name ?? null,
    rangAt: ring.at,
    startedAt: null,
    endedAt: null,
  });
  openForRing(known ?? { callId, from }, way.focus);
  rings.setState({ heard: { callId, shown, answer, focused: way.focus } });
  // the second frame begins when the first one is on the glass
  requestAnimationFrame(() =>
    requestAnimationFrame(() => performance.mark('ring-painted', { detail: callId })),
  );
}
