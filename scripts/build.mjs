import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { run } from './setup/child.mjs';
import { alone } from './setup/lock.mjs';
import { duration, say, stopped } from './setup/say.mjs';
import { tool } from './tools.mjs';

/** Everything the built application is made of. */
const sources = [
  'src',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'scripts/bundle.mjs',
  'tsconfig.base.json',
];

/** @param {string} root @returns {string[]} paths from `root`, sorted, with `/` */
function filesOf(root) {
  return sources
    .flatMap((name) => {
      if (!existsSync(join(root, name))) return [];
      if (name.includes('.')) return [name];
      return readdirSync(join(root, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .split(sep)
            .join('/'),
        );
    })
    .sort();
}

/**
 * One number for the content of all sources, whatever their dates.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of filesOf(root)) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Builds the application into out/ unless what is there was built from these very sources.
 * @param {import('./setup/prepare.mjs').Ready} ready
 * @returns {Promise<void>}
 */
export async function build({ root, cache, node, env }) {
  const stamp = join(root, 'out', '.built-from');
  const fresh = () =>
    existsSync(join(root, 'out', 'main', 'main.js')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(root);
  if (fresh()) return say('Build: nothing changed');
  await alone(cache, 'build', async (started) => {
    if (fresh()) return;
    const began = performance.now();
    const from = fingerprint(root);
    const log = join(cache, 'build.log');
    say(`Build: ${filesOf(root).length} source files`);
    rmSync(stamp, { force: true });
    const built = await run(node, [tool(root, 'electron-vite', 'electron-vite'), 'build'], {
      cwd: root,
      env,
      log,
      onStart: started,
    });
    if (built.code !== 0) {
      say(built.output.trimEnd());
      throw stopped('The application could not be built; the reason is above.');
    }
    mkdirSync(join(root, 'out'), { recursive: true });
    writeFileSync(stamp, from);
    say(`Build: done in ${duration(performance.now() - began)}`);
  });
}
