import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import type { CommandAsk } from '#shared/case/commands.ts';
import {
  counted,
  handedOver,
  type InFront,
  type Meter,
  moved,
  putAwayEvery,
  stopped,
  turned,
} from '#shared/time/meter.ts';
import { drafts, readDraft } from '../../drafts.ts';
import { command } from '../../live/bridge.ts';
import { calls, stateOf } from './calls.ts';

const draftKey = 'shell.time';
const shape = z.array(
  z.object({ customerId: z.string(), caseId: z.string().nullable(), ms: z.number().positive() }),
);

/** What this window measured and has not handed over. Nobody starts or stops it; a draft of it survives a crash. */
const meter = createStore<Meter>(() => stopped(Date.now()));

const become = (next: Meter): void => meter.setState(next, true);

function putAway(): void {
  const { counted: list } = meter.getState();
  drafts.set(draftKey, list.length === 0 ? '' : JSON.stringify(list));
}

/** This customer (and case) is in front from now on; null: none. What was in front is handed over. */
export function bringToFront(front: InFront | null): void {
  const before = meter.getState().front;
  if (before?.customerId === front?.customerId && before?.caseId === front?.caseId) return;
  become(turned(meter.getState(), front, Date.now()));
  handOverTime();
}

/**
 * Writes down what was measured, as facts: when a tab is left, a contact saved or a case solved. Nobody is told: nobody asked for it. What cannot be
 * kept now is measured on.
 */
export function handOverTime(): void {
  const now = counted(meter.getState(), Date.now());
  const { meter: rest, spent } = handedOver(now);
  become(rest);
  // Before it is sent: a crash in between loses it, and never counts it twice.
  putAway();
  if (spent.length === 0) return;
  const asks = spent.map(
    ({ customerId, caseId, seconds }): CommandAsk => ({
      type: 'time.spend',
      customerId,
      caseId,
      data: { seconds },
    }),
  );
  void command(asks).then((reply) => {
    if (reply.ok) return;
    const back = spent.map(({ customerId, caseId, seconds }) => ({ customerId, caseId, ms: seconds * 1000 }));
    become({ ...meter.getState(), counted: [...meter.getState().counted, ...back] });
    putAway();
  });
}

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
/** Input is looked at no more often, ms. */
const looksEvery = 2000;

/** Measures while the desk is there. Returns what stops it, and puts away what it has. */
export function measureWork(): () => void {
  become({ ...stopped(Date.now()), counted: readDraft(drafts.store.getState().bodies[draftKey], shape, []) });
  let lookedAt = 0;
  const onCall = () => {
    const { front } = meter.getState();
    return calls
      .getState()
      .list.some((one) => one.customerId === front?.customerId && stateOf(one) === 'on-call');
  };
  const input = () => {
    const now = Date.now();
    if (now - lookedAt < looksEvery) return;
    lookedAt = now;
    become(moved(meter.getState(), now, onCall()));
  };
  for (const sign of signs) window.addEventListener(sign, input, { passive: true, capture: true });
  const stopCalls = calls.subscribe(() => become(moved(meter.getState(), Date.now(), onCall())));
  const timer = setInterval(() => {
    become(counted(meter.getState(), Date.now()));
    putAway();
  }, putAwayEvery);
  return () => {
    for (const sign of signs) window.removeEventListener(sign, input, { capture: true });
    stopCalls();
    clearInterval(timer);
    become(turned(meter.getState(), null, Date.now()));
    putAway();
  };
}
