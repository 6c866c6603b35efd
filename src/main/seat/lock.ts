import type { Reply } from '#shared/bridge.ts';
import type { LockWhy } from '#shared/session/state.ts';
import { errorFields } from '../log.ts';
import { done, isDone, nobody, refOf, refused } from './answers.ts';
import type { Chair } from './chair.ts';
import type { SeatDoors } from './doors.ts';

/** Locking the desk of whoever sits here, opening it without the centre, and what opens it. */
export const deskLock = (chair: Chair, doors: SeatDoors) => {
  const { centre, log } = doors;

  const lock = async (why: Exclude<LockWhy, 'lease'>): Promise<Reply<null>> => {
    const seated = chair.now();
    if (seated?.session.state().phase !== 'ready') return nobody();
    const { who, session, locking } = seated;
    if (who.server === null) return refused('bad-input', 'nobody could unlock a store without a centre');
    if (locking.state()) return done;
    log('lock', { why });
    await locking.lock(why, session.ask);
    doors.cleared();
    doors.changed();
    return done;
  };

  const unlock = async (pin: string): Promise<Reply<null>> => {
    const at = chair.now();
    if (!at?.locking.state()) return nobody();
    const right = await at.locking.unlock('pin', pin, at.session.ask);
    log('unlock', { why: right ? 'pin' : 'wrong-pin' });
    doors.changed();
    return done;
  };

  const unlockBySystem = async (): Promise<Reply<null>> => {
    const at = chair.now();
    if (!at?.locking.state() || doors.system === null) return nobody();
    if (await doors.system()) {
      await at.locking.open(at.session.ask);
      log('unlock', { why: 'system' });
    }
    doors.changed();
    return done;
  };

  const setPin = async (pin: string, before: string | null): Promise<Reply<null>> => {
    const answer = (await chair.now()?.session.ask({ verb: 'set-pin', pin, before })) ?? { reply: nobody() };
    if ('trouble' in answer) return refused('store-trouble', answer.trouble);
    if (!answer.reply.ok) return answer.reply;
    const { right } = answer.reply.value as { right: boolean };
    return right ? done : { ok: false, refusal: { code: 'wrong-pin' } };
  };

  const tookPassword = async (password: string): Promise<void> => {
    const at = chair.now();
    if (!centre || !at) return;
    const kept = await at.session.ask({ verb: 'keep-password', password });
    if (!isDone(kept)) log('own-password', { ref: refOf(kept) });
    try {
      const check = await centre.signIn.checkOf(password);
      const here = centre.people.here(centre.server);
      if (here?.id === at.who.person.id) centre.people.sits({ ...here, check });
    } catch (error) {
      // It is changed all the same; the next sign-in writes it down.
      log('own-password', errorFields(error));
    }
  };

  return {
    lock,
    unlock,
    unlockBySystem,
    setPin,
    tookPassword,
    lockAfter: () => chair.now()?.locking.lockAfter() ?? null,
  };
};
