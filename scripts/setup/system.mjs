import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from './child.mjs';
import { displayFor } from './display.mjs';
import { onPath } from './machine.mjs';
import { commandFor, familyOf, missingLibraries, packagesFor, sandboxCommand } from './packages.mjs';
import { duration, progress, say, stopped } from './say.mjs';

/** @param {string} path */
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/**
 * @param {string} program @param {string} cache
 * @returns {Promise<string[]>}
 */
async function librariesMissing(program, cache) {
  const { code, output } = await run('ldd', [program], { log: join(cache, 'ldd.log') });
  if (code === 127) return [];
  return missingLibraries(output);
}

/**
 * The names that apt knows for what may have been renamed.
 * @param {string} cache @returns {Promise<Set<string>>}
 */
async function aptNames(cache) {
  const known = new Set();
  for (const start of ['libgtk-3-0', 'libasound2']) {
    const { output } = await run('apt-cache', ['pkgnames', start], { log: join(cache, 'apt-cache.log') });
    for (const name of output.split('\n')) known.add(name.trim());
  }
  return known;
}

/**
 * Makes sure that Electron can start on this Linux: its shared libraries, a virtual display where there is no screen, a
 * sandbox that works. Installs what is missing as root on Debian and Ubuntu; elsewhere it names the command and stops.
 * @param {string} root @param {string} cache @param {import('./machine.mjs').Machine} machine @param {string} program
 */
export async function completeSystem(root, cache, machine, program) {
  if (machine.platform !== 'linux') return;
  const needs = async () => ({
    libraries: await librariesMissing(program, cache),
    xvfb: displayFor(machine) === 'virtual' && !onPath('Xvfb', machine.env),
  });
  const first = await needs();
  if (first.libraries.length > 0 || first.xvfb) {
    await installPackages(
      root,
      cache,
      machine,
      { libraries: first.libraries.length > 0, xvfb: first.xvfb },
      first.libraries,
    );
    const left = await needs();
    if (left.libraries.length > 0)
      throw stopped(`Electron still misses these libraries: ${left.libraries.join(', ')}.`);
    if (left.xvfb) throw stopped('There is no display, and Xvfb was not found even after its installation.');
  }
  const helper = join(dirname(program), 'chrome-sandbox');
  const command = sandboxCommand({
    root: machine.root,
    clone: textOf('/proc/sys/kernel/unprivileged_userns_clone'),
    apparmor: textOf('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    setuid: existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0,
    helper,
  });
  if (command !== null) {
    throw stopped(
      `This system lets Electron's sandbox start only with an administrator's help, once; run this and start again: ${command}`,
    );
  }
}

/**
 * @param {string} root @param {string} cache @param {import('./machine.mjs').Machine} machine
 * @param {import('./packages.mjs').Needs} needs @param {readonly string[]} libraries
 */
async function installPackages(root, cache, machine, needs, libraries) {
  const lacks = [...libraries, ...(needs.xvfb ? ['Xvfb (there is no display)'] : [])];
  const shown = `${lacks.slice(0, 4).join(', ')}${lacks.length > 4 ? ` and ${lacks.length - 4} more` : ''}`;
  const family = familyOf(textOf('/etc/os-release') ?? '');
  if (family === null)
    throw stopped(`Electron needs what this system lacks: ${shown}; install it and start again.`);
  const apt = family === 'debian' && onPath('apt-get', machine.env);
  const known = apt ? await aptNames(cache) : new Set();
  if (!apt || !machine.root) {
    const command = commandFor(family, packagesFor(family, needs, known));
    throw stopped(`Electron needs what this system lacks: ${shown}; run this and start again: ${command}`);
  }
  say(`Set-up: this system lacks ${shown}; installing it with apt-get`);
  const began = Date.now();
  const log = join(cache, 'apt.log');
  const env = { ...machine.env, DEBIAN_FRONTEND: 'noninteractive' };
  const line = progress('Set-up: apt-get');
  const apt1 = async (/** @type {string[]} */ args) => {
    const beat = setInterval(() => line.at(`${args[0]}, ${duration(Date.now() - began)}`), 500);
    const ended = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, log }).finally(
      () => {
        clearInterval(beat);
        line.end();
      },
    );
    if (ended.code === 0) return;
    const reason = ended.output.split('\n').find((said) => said.startsWith('E: ')) ?? 'no reason given';
    throw stopped(
      `apt-get ${args[0]} failed (${reason.replace(/^E: /, '')}); the output is in ${relative(root, log)}.`,
    );
  };
  await apt1(['update']);
  const packages = packagesFor(family, needs, await aptNames(cache));
  await apt1(['install', '-y', '--no-install-recommends', ...packages]);
  say(`Set-up: ${packages.join(', ')} installed in ${duration(Date.now() - began)}`);
}
