import { createStore } from 'zustand/vanilla';
import type { Role } from '#shared/people.ts';
import type { QuarantineAnswer } from '#shared/sync/revocation.ts';
import { admin } from '../../live/bridge.ts';

/** Who reviews what machines that were shut out have handed in. */
export const reviews = (role: Role): boolean => role === 'supervisor' || role === 'admin';

/** Counts what was asked: an answer that comes after a later one's says what was before it. */
const asks = createStore<{ asked: number; told: number }>(() => ({ asked: 0, told: 0 }));

const none: QuarantineAnswer = { items: [], more: false, total: 0 };

/** What the centre said last waits for a review: it is at the centre and nowhere else. */
export const handedIn = createStore<QuarantineAnswer>(() => none);

/** Asks again. Where the centre cannot be reached, what it said last stays. */
export async function askHandedIn(): Promise<void> {
  const asked = asks.getState().asked + 1;
  asks.setState({ asked });
  const reply = await admin({ ask: 'quarantine', after: 0 });
  if (!reply.ok || !reply.value.done || asked < asks.getState().told) return;
  asks.setState({ told: asked });
  handedIn.setState(reply.value.answer, true);
}
