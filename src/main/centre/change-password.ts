import { z } from 'zod';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { askCentre } from './ask.ts';
import type { PublishDoors } from './publish-rules.ts';

export type ChangePassword = (ask: Extract<SessionAsk, { ask: 'change-password' }>) => Promise<Reply<null>>;

type Doors = Omit<PublishDoors, 'exchange'> & {
  /** The centre has taken it: from now on it counts at this machine without a network too. */
  took: (password: string) => Promise<void>;
};

/** Changes the password of whoever sits here, at the centre. Neither of the two is kept. */
export const changePasswordAt =
  ({ server, token, fetch, took, now }: Doors): ChangePassword =>
  async ({ before, password }) => {
    const good = await token();
    if (good === null) return no('centre-needed');
    const asked = await askCentre(fetch, {
      method: 'PUT',
      url: `${server}/me/password`,
      body: { current: before, password },
      token: good,
      answer: z.null(),
      now,
    });
    if (asked.ok) {
      await took(password);
      return { ok: true, value: null };
    }
    if (asked.trouble === 'cancelled') return no('centre-needed');
    const { what, code, why, ref } = asked.trouble;
    if (why === 'wrong-password' || why === 'weak-password' || why === 'no-password') return no(why);
    if (code === 'too-many') return no('too-many-passwords');
    if (what === 'internal' || what === 'update')
      return { ok: false, fault: { code: what, what: 'change-password', ref } };
    return no('centre-needed');
  };

type Refused = 'centre-needed' | 'wrong-password' | 'weak-password' | 'no-password' | 'too-many-passwords';

const no = (code: Refused): Reply<null> => ({ ok: false, refusal: { code } });
