import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from './child.mjs';
import { alone } from './lock.mjs';
import { differences, whyNpmFailed } from './lockfile.mjs';
import { needed, needRoom, npmOf, ownNode } from './machine.mjs';
import { duration, progress, say, stopped } from './say.mjs';

/** @param {string} path @returns {import('./lockfile.mjs').Entries | null} */
function readEntries(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}

/**
 * @param {string} root @param {import('./machine.mjs').Machine} machine
 * @returns {{ absent: string[], wanted: number }}
 */
function compare(root, machine) {
  const asked = readEntries(join(root, 'package-lock.json'));
  if (asked === null)
    throw stopped('package-lock.json cannot be read; restore it with "git checkout package-lock.json".');
  const installed = readEntries(join(root, 'node_modules', '.package-lock.json')) ?? {};
  const isThere = (/** @type {string} */ place) => existsSync(join(root, place, 'package.json'));
  const all = differences(asked, {}, machine, isThere).length;
  return { absent: differences(asked, installed, machine, isThere), wanted: all };
}

/**
 * Where every tool is started from: the project's own Node, else the host's if it is new enough.
 * @param {string} root @param {import('./machine.mjs').Machine} machine
 * @returns {string}
 */
export function nodeOf(root, machine) {
  const own = ownNode(root, machine);
  if (own !== null) return own;
  if (Number.parseInt(process.versions.node, 10) >= needed) return process.execPath;
  throw stopped(
    `There is no Node package for ${machine.platform} on ${machine.arch}: install Node ${needed} or newer and start again.`,
  );
}

/**
 * npm 10 leaves this link out; tools and people call it by this name.
 * @param {string} root @param {string} node
 */
function linkNode(root, node) {
  const link = join(root, 'node_modules', '.bin', 'node');
  if (process.platform === 'win32' || existsSync(link) || !existsSync(node)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(join(root, 'node_modules', '.bin'), node), link);
}

/**
 * Windows does not let a running program be deleted, but lets it be renamed: npm starts by deleting node_modules, and
 * the Node that runs this script may lie in there.
 * @param {string} root @param {string} cache
 */
function stepAside(root, cache) {
  const old = join(cache, 'old-node');
  try {
    rmSync(old, { recursive: true, force: true });
  } catch {
    // The one from last time still runs; it is cleared away next time.
  }
  if (process.platform !== 'win32' || !process.execPath.startsWith(join(root, 'node_modules') + sep)) {
    return process.execPath;
  }
  mkdirSync(old, { recursive: true });
  const aside = join(old, `node-${process.pid}.exe`);
  renameSync(process.execPath, aside);
  return aside;
}

/**
 * Installs exactly what package-lock.json names, if it is not there already. Returns the Node to run everything with.
 * @param {string} root @param {string} cache @param {import('./machine.mjs').Machine} machine
 * @returns {Promise<string>}
 */
export async function installModules(root, cache, machine) {
  const node = nodeOf(root, machine);
  if (compare(root, machine).absent.length > 0) {
    await alone(cache, 'setup', async (started) => {
      if (compare(root, machine).absent.length > 0) await installAll(root, cache, machine, started);
    });
  }
  linkNode(root, node);
  return node;
}

/**
 * @param {string} root @param {string} cache @param {import('./machine.mjs').Machine} machine
 * @param {(pid: number) => void} started
 */
async function installAll(root, cache, machine, started) {
  const { absent, wanted } = compare(root, machine);
  // Measured: 575 MB. What lies there now is deleted first.
  needRoom(root, existsSync(join(root, 'node_modules')) ? 150 : 700, 'node_modules');
  say(
    `Set-up: installing ${wanted} packages with npm ci (${absent.length} are absent or not the right ones)`,
  );
  const began = Date.now();
  const log = join(cache, 'npm-ci.log');
  const npm = npmOf(machine, stepAside(root, cache));
  const line = progress('Set-up: packages');
  const places = Object.keys(readEntries(join(root, 'package-lock.json')) ?? {}).filter(
    (place) => place !== '',
  );
  const count = setInterval(() => {
    const there = places.filter((place) => existsSync(join(root, place, 'package.json'))).length;
    line.at(`${Math.min(there, wanted)} of ${wanted}, ${duration(Date.now() - began)}`);
  }, 500);
  // Few and short tries: npm's own wait for minutes before they say that there is no network.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
  const args = [...npm.args, 'ci', '--no-audit', '--no-fund', '--prefer-offline', ...patience];
  const ended = await run(npm.file, args, { cwd: root, shell: npm.shell, log, onStart: started }).finally(
    () => {
      clearInterval(count);
      line.end();
    },
  );
  if (ended.code === 127) throw stopped('npm was not found: install Node with npm, then start again.');
  const seeLog = `the whole output is in ${relative(root, log)}`;
  if (ended.code !== 0)
    throw stopped(`The packages could not be installed: ${whyNpmFailed(ended.output)}; ${seeLog}.`);
  const left = compare(root, machine).absent;
  if (left.length > 0) {
    const names = left.slice(0, 3).map((place) => place.replace(/^node_modules\//, ''));
    const why = whyNpmFailed(ended.output);
    throw stopped(
      `npm left out ${left.length} of ${wanted} packages (${names.join(', ')}): ${why}; ${seeLog}.`,
    );
  }
  say(`Set-up: ${wanted} packages installed in ${duration(Date.now() - began)}`);
}
