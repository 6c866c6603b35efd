import type { LockWhy } from '#shared/session/state.ts';

/** How long nobody has used this machine, ms. `system`: as it says; `own`: since the last key or click in Hilo's window. */
export type Idle = { system: number; own: number };

export type IdleDoors = {
  idle: () => Idle;
  /** Minutes; null: the desk does not lock by itself. */
  after: () => number | null;
  lock: (why: Extract<LockWhy, 'idle' | 'system'>) => void;
};

export type IdleWatch = {
  /** Looks; some times a minute. */
  look: () => void;
  /** The system locked its screen, or the machine goes to sleep. */
  away: () => void;
};

/**
 * Locks a desk that nobody uses. The system is asked, because whoever writes in another window is there; where it always says that somebody
 * is (Wayland tells nobody), Hilo's own window counts alone. Whoever writes in that one is there, too, whatever the system says: keyboards on
 * screens and remote hands are not everywhere seen by it.
 */
export const watchIdle = ({ idle, after, lock }: IdleDoors): IdleWatch => {
  let systemTells = false;
  return {
    look: () => {
      const { system, own } = idle();
      if (system >= 2_000) systemTells = true;
      const limit = after();
      if (limit === null) return;
      const still = systemTells ? Math.min(system, own) : own;
      if (still >= limit * 60_000) lock('idle');
    },
    away: () => {
      if (after() !== null) lock('system');
    },
  };
};
