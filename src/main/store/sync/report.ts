import type { Head } from '#shared/sync/exchange.ts';
import type { SyncTrouble, SyncView } from '#shared/views/sync.ts';
import type { Turn } from './exchange.ts';
import { type Pace, pauseAfter } from './pace.ts';
import type { LoopState } from './status.ts';
import type { Trouble } from './trouble.ts';

/** Troubles that only somebody's doing ends: nobody is asked again and again meanwhile. Null: not at all by itself. */
const pauses: Partial<Record<SyncTrouble, number | null>> = {
  'sign-in': null,
  revoked: 30 * 60_000,
  update: 10 * 60_000,
};

/** A way back that is longer than this many changes is told with its measure. */
const long = 2000;

/** How the loop stands, told whenever it is another than before. */
export function reporter(
  server: string,
  { view, told, now }: { view: () => SyncView; told: () => void; now: () => number },
) {
  const state: LoopState = {
    server,
    busy: false,
    trouble: null,
    filling: null,
    lastAnswerAt: null,
    clockOff: null,
  };
  const from = new Map<string, number>();
  let failures = 0;
  let last = '';

  function tell(): void {
    const text = JSON.stringify(view());
    if (text !== last) told();
    last = text;
  }

  return {
    state,
    tell,
    busy(is: boolean): void {
      state.busy = is;
      tell();
    },
    filling(progress: SyncView['filling']): void {
      state.filling = progress;
      tell();
    },
    well({ heads, at, here }: Turn, cursor: (team: string) => number): void {
      failures = 0;
      state.trouble = null;
      if (heads.length === 0) return;
      state.lastAnswerAt = now();
      state.clockOff = Math.round(here - at);
      state.filling = wayOf(heads, cursor);
    },
    /** Returns how long to wait; null: until somebody does something. */
    ill({ what, ref, retryAfter }: Trouble, pace: Pace, random: () => number): number | null {
      const fixed = pauses[what];
      const pause = fixed === undefined ? pauseAfter(failures, retryAfter, pace.backoff, random) : fixed;
      failures += 1;
      const nextTryAt = pause === null ? null : Math.round(now() + pause);
      state.trouble = { what, since: state.trouble?.since ?? now(), nextTryAt, ref };
      return pause;
    },
  };

  /** The longest way that is still to go, measured from where it was first seen. */
  function wayOf(heads: readonly Head[], cursor: (team: string) => number): SyncView['filling'] {
    let way: SyncView['filling'] = null;
    for (const { team, n } of heads) {
      const at = cursor(team);
      const begun = from.get(team) ?? at;
      if (n - at > long || (from.has(team) && at < n)) {
        from.set(team, begun);
        way ??= { team, done: at - begun, total: n - begun };
      } else from.delete(team);
    }
    return way;
  }
}
