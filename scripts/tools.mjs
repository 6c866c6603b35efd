import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { displayFor, openVirtualDisplay } from './setup/display.mjs';
import { say, stopped } from './setup/say.mjs';

/**
 * The script behind a tool's command, to be run by the project's Node: that works without a shell on every system.
 * @param {string} root @param {string} name the package @param {string} command
 * @returns {string}
 */
export function tool(root, name, command) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * A script of this repository; one sentence if this checkout has not got it.
 * @param {string} root @param {string[]} parts
 */
export function ownScript(root, ...parts) {
  const path = join(root, ...parts);
  if (!existsSync(path)) throw stopped(`${parts.join('/')} is not in this checkout.`);
  return path;
}

/**
 * Electron's own arguments on this machine. As root its sandbox cannot start.
 * @param {import('./setup/machine.mjs').Machine} machine
 * @returns {string[]}
 */
export function sandboxArguments({ platform, root }) {
  return platform === 'linux' && root ? ['--no-sandbox'] : [];
}

/**
 * Does `work` with somewhere for windows to go: the system's screen, or a virtual one for as long as the work lasts.
 * @template T
 * @param {import('./setup/prepare.mjs').Ready} ready @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(ready, work) {
  if (displayFor(ready.machine) === 'own') return work(ready.env);
  const screen = await openVirtualDisplay(ready.env);
  say(`Display: none here, so a virtual one is used (Xvfb ${screen.display})`);
  try {
    return await work({ ...ready.env, DISPLAY: screen.display });
  } finally {
    // Electron's own children end a moment after it, and complain of a display that has gone before them.
    await wait(250);
    screen.close();
  }
}
