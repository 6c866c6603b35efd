/** How set-up talks: one line for what begins, one with a measure for what is done, one sentence for why it stops. */

/**
 * A reason to stop everything: one sentence for the person at the terminal, and the exit code.
 * @param {string} sentence @param {number} [code]
 */
export function stopped(sentence, code = 1) {
  return Object.assign(new Error(sentence), { exitCode: code });
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} ms @returns {string} such as `0.4 s` or `1 min 12 s` */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * A line that shows how far something is: rewritten in place on a terminal, else printed at most every five seconds.
 * @param {string} what
 * @returns {{ at: (measure: string) => void, end: () => void }}
 */
export function progress(what) {
  const live = process.stdout.isTTY === true;
  const every = live ? 150 : 5000;
  let last = Date.now();
  let shown = false;
  return {
    at(measure) {
      if (Date.now() - last < every) return;
      last = Date.now();
      shown = live;
      process.stdout.write(live ? `\r\x1b[2K${what}: ${measure}` : `${what}: ${measure}\n`);
    },
    end() {
      if (shown) process.stdout.write('\r\x1b[2K');
    },
  };
}

/** What the operating system said, by its error code. */
const causes = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not do that there'],
  ['EROFS', 'the disk is read-only'],
  ['EMFILE', 'too many files are open'],
]);

/**
 * The sentence and exit code for anything that was thrown; the stack is only for what nobody foresaw.
 * @param {unknown} thrown
 * @returns {{ sentence: string, code: number, stack: string | null }}
 */
export function explain(thrown) {
  if (!(thrown instanceof Error)) return { sentence: String(thrown), code: 1, stack: null };
  const { exitCode, code, path } =
    /** @type {Error & { exitCode?: number, code?: string, path?: string }} */ (thrown);
  if (exitCode !== undefined) return { sentence: thrown.message, code: exitCode, stack: null };
  const cause = code === undefined ? undefined : causes.get(code);
  if (cause === undefined) return { sentence: thrown.message, code: 1, stack: thrown.stack ?? null };
  return {
    sentence: `Set-up stopped${path ? ` at ${path}` : ''}: ${cause} (${code}).`,
    code: 1,
    stack: null,
  };
}
