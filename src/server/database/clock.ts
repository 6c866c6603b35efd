import type { Pool } from 'pg';

export type Clock = {
  /** ms since 1970, by the database. */
  now: () => number;
  close: () => void;
};

/** Between two looks, ms: how long a clock that was set at the database is not followed. */
const lookEvery = 60_000;
/** An answer that took longer says less of the time than the look before, ms. */
const longest = 1000;

/**
 * One clock for all processes of a centre, the database's. In between it goes on by what passes in this process, whatever is done to the clock of its machine: what one
 * process dates must not be older than what another has dated before (decision 0054).
 * @param failed hears of a look that failed; the clock goes on by the last one
 * @throws what pg throws where the first look fails
 */
export async function openClock(pool: Pick<Pool, 'query'>, failed: (error: unknown) => void): Promise<Clock> {
  const look = async () => {
    const asked = performance.now();
    const { rows } = await pool.query<{ at: number }>('SELECT now_ms() AS at');
    const [one] = rows;
    if (!one) throw new Error('the database does not say what time it is');
    const answered = performance.now();
    // It was read half way, as well as anybody knows.
    return { at: one.at + (answered - asked) / 2, since: answered, took: answered - asked };
  };
  let last = await look();
  const timer = setInterval(() => {
    look().then((next) => {
      if (next.took < longest) last = next;
    }, failed);
  }, lookEvery);
  timer.unref();
  return {
    now: () => Math.floor(last.at + performance.now() - last.since),
    close: () => clearInterval(timer),
  };
}
