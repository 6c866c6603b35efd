import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

const beatEvery = 2000;
/** On another machine or in another container only silence tells that a holder is gone. */
const silentFor = 20_000;
/** On this one its processes tell; after this long a number belongs to some other process by now. */
const reusedAfter = 300_000;

/**
 * Who holds a lock: the set-up and the programs that it started, which go on if it is killed.
 * @typedef {{ pids: number[], host: string }} Holder
 */

/**
 * Whether the holder of a lock can be taken for gone.
 * @param {Holder | null} holder null when its file cannot be read
 * @param {number} age ms since it last moved
 * @param {string} host this one @param {(pid: number) => boolean} alive
 */
export function isGone(holder, age, host, alive) {
  if (holder === null || holder.host !== host) return age > silentFor;
  return age > reusedAfter || !holder.pids.some(alive);
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path @returns {Holder | null} */
function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} path @returns {number | null} ms, null when there is no lock any more */
function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

/** @param {string} path @param {string} text */
function take(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Clears away the lock of a holder that is gone. Renaming lets only one of several waiters do it, and a lock that
 * someone else took in the meantime is put back.
 * @param {string} path @param {Holder | null} holder
 */
function clear(path, holder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readHolder(aside)?.pids[0] === holder?.pids[0]) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch {
    // Another waiter was quicker.
  }
}

/**
 * Does `work` while no other process on this checkout does: two set-ups at a time would pull the files from under one
 * another. Waits as long as the other one lives.
 * @template T
 * @param {string} folder @param {string} name @param {(started: (pid: number) => void) => Promise<T>} work
 *   it tells every program that it starts
 * @returns {Promise<T>}
 */
export async function alone(folder, name, work) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  /** @type {Holder} */
  const own = { pids: [process.pid], host: hostname() };
  for (let told = false; !take(path, JSON.stringify(own)); ) {
    const holder = readHolder(path);
    const age = ageOf(path);
    if (age === null) continue;
    if (isGone(holder, age, hostname(), alive)) {
      clear(path, holder);
      continue;
    }
    if (!told)
      say(
        `Set-up: another one is at work here (process ${holder?.pids.join(', ') ?? 'unknown'}); waiting for it`,
      );
    told = true;
    await wait(300);
  }
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Whoever took the lock for abandoned has it now; the work itself is checked again afterwards.
    }
  }, beatEvery);
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    return await work((pid) => {
      own.pids.push(pid);
      writeFileSync(path, JSON.stringify(own));
    });
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}
