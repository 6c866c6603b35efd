import type { Pool } from 'pg';
import type { Heads } from '../ledger/heads.ts';
import { keepPromises } from './keep.ts';

export type Keeper = { close(): Promise<void> };

/** From a change to looking at it, and between two looks at one team, ms. */
const waits = { first: 100, between: 1000, afterFailure: 5000 } as const;

/**
 * Looks at a team's promises whenever its stream moves, whatever moved it and in whichever process: an order that came by any way, a promise of a
 * desk that was away. All teams once at the start: what another process left undone.
 */
export async function openKeeper(
  pool: Pool,
  heads: Pick<Heads, 'subscribe'>,
  now: () => number,
  failed: (error: unknown) => void,
): Promise<Keeper> {
  const timers = new Map<string, NodeJS.Timeout>();
  const lastAt = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  let closed = false;

  function soon(team: string, wait: number = waits.first): void {
    if (closed || timers.has(team)) return;
    const since = performance.now() - (lastAt.get(team) ?? Number.NEGATIVE_INFINITY);
    const timer = setTimeout(() => look(team), Math.max(wait, waits.between - since));
    timer.unref();
    timers.set(team, timer);
  }

  function look(team: string): void {
    timers.delete(team);
    // What moves meanwhile is looked at afterwards.
    if (running.has(team)) {
      soon(team);
      return;
    }
    lastAt.set(team, performance.now());
    const work = keepPromises(pool, team, now).then(
      () => undefined,
      (error: unknown) => {
        failed(error);
        soon(team, waits.afterFailure);
      },
    );
    running.set(team, work);
    void work.finally(() => running.delete(team));
  }

  const stop = heads.subscribe((team) => soon(team));
  const { rows } = await pool.query<{ team: string }>('SELECT team FROM team');
  for (const { team } of rows) soon(team);
  return {
    async close() {
      closed = true;
      stop();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
