import type { LockWhy } from '#shared/session/state.ts';
import type { Watch } from '../store/lock.ts';
import type { StoreAnswer, StoreAsk } from '../store-process.ts';

/** How a desk is locked: `why` by whom, `since` when it was (of a lease: when the centre last answered; null: nobody knows), ms. */
export type Locked = { why: LockWhy; since: number | null; wrong: boolean };

type Ask = (message: StoreAsk) => Promise<StoreAnswer>;

/**
 * The lock of whoever sits here, as main knows it. What pages get is held by the store's process; this only says what the screen says, and
 * who told the store. One for each seat: it starts with a person who has `proved` who they are, or has not.
 */
export const startLocking = (now: () => number, proved: boolean) => {
  let watch: Watch | null = null;
  let locked: Locked | null = null;
  let isProved = proved;
  let wrong = false;

  return {
    /** Null: the desk is open, as far as its lock goes. */
    state: (): Locked | null => {
      if (watch?.lease.isOver) return { why: 'lease', since: watch.lease.since, wrong };
      return locked && { ...locked, wrong };
    },
    pin: () => watch?.pin ?? null,
    lockAfter: () => watch?.lockAfter ?? null,
    leaseIsOver: () => watch?.lease.isOver ?? false,
    /** They gave the passphrase, or their password. */
    prove: () => {
      isProved = true;
    },
    /** Whether the lease ended by this. */
    watched: (next: Watch): boolean => {
      const ended = next.lease.isOver && !watch?.lease.isOver;
      watch = next;
      return ended;
    },
    /**
     * The store is open, for the first time or once more: a keychain opens it for whoever starts Hilo, so a desk that locks asks first. What
     * was locked stays so in a new process.
     */
    opened: (ask: Ask) => {
      if (!isProved && watch?.lockAfter != null) locked = { why: 'start', since: now(), wrong: false };
      isProved = true;
      if (locked) void ask({ verb: 'lock', on: true });
    },
    lock: async (why: Exclude<LockWhy, 'lease'>, ask: Ask): Promise<void> => {
      locked = { why, since: now(), wrong: false };
      wrong = false;
      // Answered by a store that gives nothing more: only then is the page worth emptying.
      await ask({ verb: 'lock', on: true });
    },
    /** By a PIN or, without the centre, the password. Returns whether it was right. */
    unlock: async (by: 'pin' | 'password', text: string, ask: Ask): Promise<boolean> => {
      const answer = await ask({ verb: 'unlock', by, text });
      const right = 'reply' in answer && answer.reply.ok && (answer.reply.value as { right: boolean }).right;
      if (right) locked = null;
      wrong = !right && by === 'pin';
      return right;
    },
    /** The centre or the system knows them. */
    open: async (ask: Ask): Promise<void> => {
      await ask({ verb: 'lock', on: false });
      locked = null;
      wrong = false;
    },
  };
};
export type Locking = ReturnType<typeof startLocking>;
