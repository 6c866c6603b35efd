import type { Reply } from '#shared/bridge.ts';
import type { Trouble } from '../person/sign-in.ts';
import type { Signing } from '../person/signing.ts';
import { done, refused } from './answers.ts';
import type { Chair, Seated } from './chair.ts';
import type { CentreSeat } from './doors.ts';

/** A way to sign in. `desk`: who sits here, whose store is open. `away`: it goes on in the browser. Returns its trouble, or null. */
export type Way = (
  at: CentreSeat,
  desk: Seated | null,
  signal: AbortSignal,
  away: () => void,
) => Promise<Trouble | null>;

export type Attempt = (way: Way) => Promise<Reply<null>>;

export const underWay = () => refused('retry', 'somebody is signing in');

/** One attempt at a time, at the sign-in screen or at a desk. What comes of it is in the state. */
export const attempts =
  (centre: CentreSeat | null, chair: Chair, signing: Signing): Attempt =>
  async (way: Way): Promise<Reply<null>> => {
    if (!centre) return refused('bad-input', 'this store has no centre');
    const desk = chair.now();
    if (desk && desk.session.state().phase !== 'ready') return refused('retry', 'the store is not open');
    const ran = await signing.attempt((signal, away) => way(centre, desk, signal, away));
    return ran ? done : underWay();
  };
