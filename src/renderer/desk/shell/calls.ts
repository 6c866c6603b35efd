import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { drafts, readDraft } from '../../drafts.ts';

const instant = z.number();

const call = z.object({
  callId: z.string(),
  /** As the phone system gave it: what goes into a contact's record. Null where the caller hides it. */
  number: z.string().nullable(),
  /** As it is read in its country. */
  shown: z.string(),
  /** Null until somebody has said who it is. */
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  rangAt: instant,
  /** Null until answered. */
  startedAt: instant.nullable(),
  /** Null while it rings or is talked. */
  endedAt: instant.nullable(),
});

/** A call in hand, from its ring until its wrap-up is saved. Times are ms since 1970. */
export type Call = z.infer<typeof call>;
export type CallState = 'ringing' | 'on-call' | 'ended';

/** Where a call stands. `ended` with `startedAt` null: nobody answered. */
export const stateOf = (one: Call): CallState =>
  one.endedAt !== null ? 'ended' : one.startedAt !== null ? 'on-call' : 'ringing';

const draftKey = 'shell.calls';

/** Calls in hand, oldest first. A draft of them survives a reload and a crash, with the times. */
export const calls = createStore<{ list: readonly Call[] }>(() => ({ list: [] }));

const change = (next: (list: readonly Call[]) => readonly Call[]): void => {
  const list = next(calls.getState().list);
  calls.setState({ list });
  drafts.set(draftKey, list.length === 0 ? '' : JSON.stringify(list));
};
const changeOne = (callId: string, fields: (one: Call) => Partial<Call>): void =>
  change((list) => list.map((one) => (one.callId === callId ? { ...one, ...fields(one) } : one)));

/** Takes up the calls of before a reload. */
export const restoreCalls = (): void =>
  calls.setState({ list: readDraft(drafts.store.getState().bodies[draftKey], z.array(call), []) });

export const addCall = (one: Call): void =>
  change((list) => (list.some(({ callId }) => callId === one.callId) ? list : [...list, one]));

/** The call was answered: talking time runs from `at`. */
export const answerCall = (callId: string, at: number = Date.now()): void =>
  changeOne(callId, (one) => (one.startedAt === null && one.endedAt === null ? { startedAt: at } : {}));

/** The call is over (or was never answered). It stays in hand for its wrap-up. */
export const endCall = (callId: string, at: number = Date.now()): void =>
  changeOne(callId, (one) => (one.endedAt === null ? { endedAt: at } : {}));

/** Somebody said who is calling. */
export const assignCall = (callId: string, customerId: string, customerName: string | null): void =>
  changeOne(callId, () => ({ customerId, customerName }));

/** The wrap-up is saved, or the call is put away: it is no longer in hand. */
export const finishCall = (callId: string): void =>
  change((list) => list.filter((one) => one.callId !== callId));

/** This customer's call in hand (the newest), or null. For the wrap-up. */
export const useCall = (customerId: string): Call | null =>
  useStore(calls, ({ list }) => list.findLast((one) => one.customerId === customerId) ?? null);
