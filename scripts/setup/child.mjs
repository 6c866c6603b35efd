import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { stopped } from './say.mjs';

/**
 * @typedef {{ env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean, log?: string, onStart?: ((pid: number) => void) | undefined,
 *   onOutput?: (text: string) => void }} ChildOptions
 */

/** @param {NodeJS.Signals} signal */
const signalCode = (signal) => 128 + constants.signals[signal];

/**
 * Runs a program to its end. It shares this terminal, or with `log` its output goes to that file and into `output`.
 * Ctrl+C in a terminal reaches the child by itself; a signal sent to this process alone is passed on. If the child was
 * interrupted, so is everything after it.
 * @param {string} file @param {readonly string[]} args @param {ChildOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` 127: the program is not there
 */
export function run(file, args, { env, cwd, shell, log, onStart, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      shell: shell ?? false,
      stdio: log === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      windowsHide: false,
      ...(env === undefined ? {} : { env }),
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    let output = '';
    /** @type {NodeJS.Signals | null} */
    let interrupted = null;
    if (log !== undefined) {
      mkdirSync(dirname(log), { recursive: true });
      const copy = createWriteStream(log);
      // A log that cannot be written must not hide what the program itself says.
      copy.on('error', () => copy.destroy());
      const take = (/** @type {Buffer} */ chunk) => {
        const text = chunk.toString('utf8');
        output = (output + text).slice(-200_000);
        if (!copy.destroyed) copy.write(text);
        onOutput?.(text);
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
      child.on('close', () => copy.end());
    }
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      interrupted = signal;
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, pass);
    const done = () => {
      for (const signal of signals) process.off(signal, pass);
    };
    child.on('error', (error) => {
      done();
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') resolve({ code: 127, output: '' });
      else reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      const by = interrupted ?? signal;
      // A program that shares the terminal decides itself what an interruption means; a step of set-up just ends.
      if (by !== null && log !== undefined) {
        reject(stopped(`Interrupted (${by}); starting again goes on from here.`, signalCode(by)));
      } else resolve({ code: code ?? signalCode(signal ?? 'SIGTERM'), output });
    });
  });
}
