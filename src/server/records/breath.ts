import { setImmediate as turn } from 'node:timers/promises';

/**
 * For long work in a process that also answers desks: call it often; when the work has had the thread for `most` ms, it lets everybody
 * else have a turn.
 */
export function breather(most = 10): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await turn();
    since = performance.now();
  };
}
