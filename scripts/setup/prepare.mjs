import { dirname, join, resolve } from 'node:path';
import { installElectron } from './electron.mjs';
import { thisMachine, withPath } from './machine.mjs';
import { installModules } from './modules.mjs';
import { duration, say } from './say.mjs';
import { completeSystem } from './system.mjs';

/**
 * A checkout that is ready. `cache`: the folder for everything that can be made again. `env`: for every child.
 * @typedef {{ root: string, cache: string, machine: import('./machine.mjs').Machine, node: string, env: NodeJS.ProcessEnv }} Ready
 */

/**
 * Installs what the tools need: the packages of the lockfile, with the project's own Node among them.
 * @returns {Promise<Ready>}
 */
export async function prepareTools() {
  const root = resolve(import.meta.dirname, '..', '..');
  const cache = join(root, '.cache', 'setup');
  const machine = thisMachine();
  const node = await installModules(root, cache, machine);
  const env = withPath(machine.env, [dirname(node), join(root, 'node_modules', '.bin')]);
  return { root, cache, machine, node, env };
}

/**
 * Installs what the application needs as well: Electron, and what the system must have for it.
 * @param {Ready} tools
 * @returns {Promise<Ready & { electron: string }>}
 */
export async function prepareElectron(tools) {
  const began = performance.now();
  const runtime = await installElectron(tools.root, tools.cache, tools.machine, tools);
  await completeSystem(tools.root, tools.cache, tools.machine, runtime.program);
  const over = runtime.override === null ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.override };
  say(`Set-up: ready with ${runtime.what} (${duration(performance.now() - began)})`);
  return { ...tools, env: { ...tools.env, ...over }, electron: runtime.program };
}
