import { z } from 'zod';
import { FaultError } from '#shared/fault.ts';
import { policyOf } from '#shared/sync/policy.ts';
import { type Db, inTransaction } from './database.ts';
import type { LeaseKeeper } from './lease.ts';
import { accountIn, remembered } from './sync/account.ts';

/** What the desktop is told of a store's lock, whenever it is another than before. */
export type Watch = {
  /** Minutes without use after which the desktop locks; null: it does not. */
  lockAfter: number | null;
  /** The lease is over. `since`: when the centre last answered, by this machine's clock. */
  lease: { isOver: boolean; since: number | null };
  /** A PIN was chosen and may still be tried: how many times; null: none was chosen. */
  pin: number | null;
};

export type Unlocked = { right: boolean };

/**
 * Whether pages get anything from this store, and what proves that it is its person who sits there. The hashes lie in the encrypted store:
 * whoever can try them has the key and needs no PIN.
 */
export type Lock = {
  /** Neither the person nor the lease has closed it. */
  isOpen(): boolean;
  /** @throws FaultError locked */
  mustBeOpen(): void;
  close(): void;
  /** The desktop has seen for itself who it is (the centre, the system). The lease stays what it is. */
  open(): void;
  unlock(by: 'pin' | 'password', text: string): Promise<Unlocked>;
  /** `before`: the PIN of now, where there is one. False: that is another. @throws FaultError bad-input for what is no PIN */
  setPin(pin: string, before: string | null): Promise<boolean>;
  /** What the centre took as this person's password a moment ago, so that it counts here without a network too. */
  keepPassword(password: string): Promise<void>;
  watch(): Watch;
};

/** Wrong PINs in a row; then only the password counts. Kept on the disk: a new start is no new try. */
const pinTries = 5;
/** Wrong passwords that are looked at in a minute. */
const passwordTries = { most: 5, span: 60_000 };

/** OWASP's first minimum, as at the centre. A PIN has few bits in any case: the tries and the store's cipher guard it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Six digits or more, and not all the same or counted up or down. */
export const isPin = (pin: string): boolean =>
  /^\d{6,12}$/.test(pin) &&
  !/^(\d)\1*$/.test(pin) &&
  !'01234567890123456789'.includes(pin) &&
  !'98765432109876543210'.includes(pin);

const pinShape = z.object({ hash: z.string(), wrong: z.int().min(0) });
const passwordShape = z.object({ hash: z.string() });

const normal = (text: string): string => text.normalize('NFKC');

/** @param hashing argon2, loaded when it is first needed: no start waits for it */
export function lockOf(db: Db, lease: LeaseKeeper, now: () => number): Lock {
  const { get, set } = remembered(db);
  const account = accountIn(db);
  let isClosed = false;
  let tried: number[] = [];
  // One try at a time: of two at once, both would count from the same number.
  let before: Promise<unknown> = Promise.resolve();

  const pinNow = () => pinShape.safeParse(get('pin')).data ?? null;
  const hashing = () => import('@node-rs/argon2');
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = before.then(work, work);
    before = mine.catch(() => undefined);
    return mine;
  };

  async function isRightPin(text: string): Promise<boolean> {
    const pin = pinNow();
    if (pin === null || pin.wrong >= pinTries) return false;
    // Counted first: whoever ends the process while it is looked at has used a try.
    inTransaction(db, () => set('pin', { ...pin, wrong: pin.wrong + 1 }));
    const { verify } = await hashing();
    if (!(await verify(pin.hash, normal(text)))) return false;
    inTransaction(db, () => set('pin', { ...pin, wrong: 0 }));
    return true;
  }

  async function isRightPassword(text: string): Promise<boolean> {
    const kept = passwordShape.safeParse(get('password')).data;
    tried = tried.filter((at) => at > now() - passwordTries.span);
    if (!kept || tried.length >= passwordTries.most) return false;
    tried.push(now());
    const { verify } = await hashing();
    if (!(await verify(kept.hash, normal(text)))) return false;
    forgive();
    return true;
  }

  /** Who has proved to be the person by more than a PIN may try it again. */
  function forgive(): void {
    const pin = pinNow();
    if (pin && pin.wrong > 0) inTransaction(db, () => set('pin', { ...pin, wrong: 0 }));
  }

  const isOpen = () => !isClosed && !lease.isOver();

  return {
    isOpen,
    mustBeOpen() {
      if (!isOpen()) throw new FaultError('locked', 'the desk is locked');
    },
    close() {
      isClosed = true;
    },
    open() {
      forgive();
      isClosed = false;
    },
    unlock: (by, text) =>
      inTurn(async () => {
        const right = await (by === 'pin' ? isRightPin(text) : isRightPassword(text));
        if (right) isClosed = false;
        return { right };
      }),
    setPin: (pin, present) =>
      inTurn(async () => {
        if (!isPin(pin))
          throw new FaultError('bad-input', 'a PIN has six digits or more, not all alike or in a row');
        if (pinNow() !== null && !(present !== null && (await isRightPin(present)))) return false;
        const { hash } = await hashing();
        const made = await hash(normal(pin), cost);
        inTransaction(db, () => set('pin', { hash: made, wrong: 0 }));
        return true;
      }),
    keepPassword: (password) =>
      inTurn(async () => {
        const { hash } = await hashing();
        const made = await hash(normal(password), cost);
        inTransaction(db, () => set('password', { hash: made }));
        forgive();
      }),
    watch() {
      const pin = pinNow();
      return {
        lockAfter: policyOf(account.policy()).lockAfter,
        lease: { isOver: lease.isOver(), since: lease.since() },
        pin: pin && pinTries - pin.wrong,
      };
    },
  };
}
