import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './child.mjs';
import { duration, progress, say, stopped } from './say.mjs';

/**
 * Installs the official release by the electron package's own installer.
 * @param {string} root @param {string} cache @param {string} version @param {{ node: string, env: NodeJS.ProcessEnv, started: (pid: number) => void }} tools
 * @returns {Promise<string | null>} why its host cannot be reached, or null when it is installed
 */
export async function takeRelease(root, cache, version, { node, env, started }) {
  say(`Set-up: downloading Electron ${version} from its release host`);
  const began = Date.now();
  const proxied = { ...env, NODE_USE_ENV_PROXY: '1' };
  const log = join(cache, 'electron.log');
  const line = progress('Set-up: Electron');
  const script = join(root, 'scripts', 'setup', 'fetch-electron.mjs');
  const fetched = await run(node, [script, root], {
    env: proxied,
    log,
    onStart: started,
    onOutput: (text) => {
      const measure = [...text.matchAll(/^at (.+)$/gm)].at(-1)?.[1];
      if (measure !== undefined) line.at(measure);
    },
  }).finally(line.end);
  const lines = fetched.output.split('\n').filter((said) => said !== '' && !said.startsWith('at '));
  const reason = (lines.at(-1) ?? 'no reason given').replace(/\.$/, '');
  if (fetched.code === 3) return reason;
  if (fetched.code === 4)
    throw stopped(`The Electron that came is not the release that was asked for: ${reason}.`);
  if (fetched.code !== 0) throw stopped(`Electron could not be downloaded: ${reason}.`);
  const folder = join(root, 'node_modules', 'electron');
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const unpacked = await run(node, [join(folder, 'install.js')], { env: proxied, log, onStart: started });
  if (unpacked.code !== 0)
    throw stopped(`Electron could not be unpacked; the output is in ${relative(root, log)}.`);
  say(`Set-up: Electron ${version} installed in ${duration(Date.now() - began)}`);
  return null;
}
