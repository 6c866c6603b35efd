import type { z } from 'zod';
import { adminAsk } from '#shared/admin.ts';
import type { Reply } from '#shared/bridge.ts';
import type { FaultCode } from '#shared/fault.ts';
import type { SessionAnswer, SessionAsk } from '#shared/session/asks.ts';
import { sessionAsk } from '#shared/session/asks.ts';
import { limit } from '../calls/limit.ts';
import type { Administer } from '../centre/admin.ts';
import { isBearable } from './limits.ts';

type Watch = {
  refused: (why: 'sender' | 'size' | 'shape' | 'rate' | 'failed', ref: string, error?: unknown) => void;
  newRef: () => string;
  now: () => number;
};

/** What was done leaves nothing to tell, or where a file is. */
export type Acted = null | Pick<Required<SessionAnswer>, 'saved'>;

export type AnswerDoors = Watch & {
  answer: () => SessionAnswer;
  /** Does what is asked. */
  act: (ask: Exclude<SessionAsk, { ask: 'state' }>) => Promise<Reply<Acted>>;
};

/** `trusted`: the question came from the top frame of our own window and origin. */
type Answerer<T> = (trusted: boolean, value: unknown) => Promise<Reply<T>>;

/**
 * Answers what a page asks in one of its calls. Everything that comes in is a stranger's: first who asks, then how much, then its exact
 * shape.
 */
function checked<Ask, T>(
  call: string,
  schema: z.ZodType<Ask>,
  doors: Watch,
  work: (ask: Ask) => Promise<Reply<T>>,
): Answerer<T> {
  const allowed = limit(200, 10_000);
  const refuse = (why: Parameters<Watch['refused']>[0], code: FaultCode, error?: unknown): Reply<T> => {
    const ref = doors.newRef();
    doors.refused(why, ref, error);
    return { ok: false, fault: { code, what: `${call} ${why}`, ref } };
  };
  return async (trusted, value) => {
    if (!trusted) return refuse('sender', 'bad-input');
    if (!allowed(doors.now())) return refuse('rate', 'retry');
    if (!isBearable(value)) return refuse('size', 'bad-input');
    const parsed = schema.safeParse(value);
    if (!parsed.success) return refuse('shape', 'bad-input');
    try {
      return await work(parsed.data);
    } catch (error) {
      return refuse('failed', 'internal', error);
    }
  };
}

/** Answers what a page asks of the desktop, with how it stands then. */
export const sessionAnswerer = (doors: AnswerDoors): Answerer<SessionAnswer> =>
  checked('session', sessionAsk, doors, async (ask) => {
    const reply: Reply<Acted> = ask.ask === 'state' ? { ok: true, value: null } : await doors.act(ask);
    return reply.ok ? { ok: true, value: { ...doors.answer(), ...reply.value } } : reply;
  });

/** Answers what an admin's page asks of the centre. `administer` null: there is none. A desk that is not open asks nothing. */
export const adminAnswerer = (
  doors: Watch & { administer: Administer | null; isOpen: () => boolean },
): Answerer<unknown> =>
  checked('admin', adminAsk, doors, async (ask) => {
    if (doors.administer === null) return { ok: false, refusal: { code: 'centre-needed' } };
    if (!doors.isOpen())
      return { ok: false, fault: { code: 'locked', what: 'the desk is not open', ref: doors.newRef() } };
    return { ok: true, value: await doors.administer(ask) };
  });
