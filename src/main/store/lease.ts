import { z } from 'zod';
import { begun, leftOf, lived } from '#shared/sync/lease.ts';
import { policyOf } from '#shared/sync/policy.ts';
import type { Db } from './database.ts';
import { accountIn, remembered } from './sync/account.ts';

const shape = z.object({ answered: z.number(), seen: z.number() });

/** How long this store may be read without its centre. A store that never had one is nobody's to lend. */
export type LeaseKeeper = {
  /** The centre has answered somebody who is signed in, or they have just signed in. */
  answered(): void;
  /** Nothing of a customer may be shown. Costs no query. */
  isOver(): boolean;
  /** When it ends, by this machine's clock, as far as that can be said; null: there is no centre. */
  until(): number | null;
  /** When the centre last answered, by this machine's clock. */
  since(): number | null;
};

/** A lease on the disk may be so much older than it is, ms: shorter for its person after a crash, never longer. */
const keptEvery = 60_000;

/** @param steady ms of a clock that nobody sets */
export function leaseIn(
  db: Db,
  now: () => number,
  steady: () => number = () => performance.now(),
): LeaseKeeper {
  const { get, set } = remembered(db);
  const account = accountIn(db);
  const read = shape.safeParse(get('lease'));
  let lease = read.success ? read.data : null;
  let hours = policyOf(account.policy()).leaseHours;
  let at = steady();
  let keptAt = Number.NEGATIVE_INFINITY;

  function keep(): void {
    set('lease', lease);
    keptAt = steady();
  }

  function live(): void {
    // A store of before leases: its own begins with the first look at it.
    if (lease === null) {
      if (account.device() === null) return;
      lease = begun(now());
      keep();
    }
    const moment = steady();
    lease = lived(lease, now(), moment - at);
    at = moment;
    if (moment - keptAt > keptEvery) keep();
  }

  const left = (): number => (lease ? leftOf(lease, hours) : Number.POSITIVE_INFINITY);

  return {
    answered() {
      hours = policyOf(account.policy()).leaseHours;
      const wasOver = left() <= 0;
      lease = begun(now());
      at = steady();
      if (wasOver || at - keptAt > keptEvery) keep();
    },
    isOver() {
      live();
      return left() <= 0;
    },
    until() {
      live();
      // To the minute: what is only the jitter of two clocks is nothing to tell.
      return lease ? Math.floor((now() + left()) / 60_000) * 60_000 : null;
    },
    since: () => lease?.answered ?? null,
  };
}
