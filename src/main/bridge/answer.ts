import type { Reply, SessionAnswer, SessionAsk } from '#shared/bridge.ts';
import { sessionAsk } from '#shared/bridge.ts';
import type { FaultCode } from '#shared/fault.ts';
import { limit } from '../calls/limit.ts';
import { isBearable } from './limits.ts';

export type AnswerDoors = {
  answer: () => SessionAnswer;
  /** Does what is asked. */
  act: (ask: Exclude<SessionAsk, { ask: 'state' }>) => Promise<Reply<null>>;
  refused: (why: 'sender' | 'size' | 'shape' | 'rate' | 'failed', ref: string, error?: unknown) => void;
  newRef: () => string;
  now: () => number;
};

/**
 * Answers what a page asks of the desktop. Everything that comes in is a stranger's: first who asks, then how much, then its exact shape.
 * `trusted`: the question came from the top frame of our own window and origin.
 */
export const sessionAnswerer = (
  doors: AnswerDoors,
): ((trusted: boolean, value: unknown) => Promise<Reply<SessionAnswer>>) => {
  const allowed = limit(200, 10_000);
  const refuse = (
    why: Parameters<AnswerDoors['refused']>[0],
    code: FaultCode,
    error?: unknown,
  ): Reply<SessionAnswer> => {
    const ref = doors.newRef();
    doors.refused(why, ref, error);
    return { ok: false, fault: { code, what: `session ${why}`, ref } };
  };
  return async (trusted, value) => {
    if (!trusted) return refuse('sender', 'bad-input');
    if (!allowed(doors.now())) return refuse('rate', 'retry');
    if (!isBearable(value)) return refuse('size', 'bad-input');
    const parsed = sessionAsk.safeParse(value);
    if (!parsed.success) return refuse('shape', 'bad-input');
    try {
      const reply: Reply<null> =
        parsed.data.ask === 'state' ? { ok: true, value: null } : await doors.act(parsed.data);
      return reply.ok ? { ok: true, value: doors.answer() } : reply;
    } catch (error) {
      return refuse('failed', 'internal', error);
    }
  };
};
