import { z } from 'zod';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { type AsPersonDoors, askAsPerson, refused } from './as-person.ts';

export type ChangePassword = (ask: Extract<SessionAsk, { ask: 'change-password' }>) => Promise<Reply<null>>;

type Doors = AsPersonDoors & {
  /** The centre has taken it: from now on it counts at this machine without a network too. */
  took: (password: string) => Promise<void>;
};

/** Changes the password of whoever sits here, at the centre. Neither of the two is kept. */
export const changePasswordAt =
  (doors: Doors): ChangePassword =>
  async ({ before, password }) => {
    const body = { current: before, password };
    const wanted = { method: 'PUT', path: '/me/password', body, answer: z.null() } as const;
    const reply = await askAsPerson(doors, 'change-password', wanted, ({ code, why }) => {
      if (why === 'wrong-password' || why === 'weak-password' || why === 'no-password') return refused(why);
      return code === 'too-many' ? refused('too-many-passwords') : null;
    });
    if (reply.ok) await doors.took(password);
    return reply;
  };
