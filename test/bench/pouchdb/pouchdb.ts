import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const rates = z.strictObject({ pull: z.number(), push: z.number() });

/** Documents a second, from and to a PouchDB server. */
export type PouchRates = z.infer<typeof rates>;

const root = resolve(import.meta.dirname, '..', '..', '..');

/**
 * Measures PouchDB in a process of its own. It is installed once into .cache from its own lockfile, never among the project's
 * dependencies. @param folder for what it writes meanwhile @throws Error when the registry cannot be reached, the replication failed or
 * the bench is stopped
 */
export async function measurePouch(
  ask: { pulled: number; pushed: number; bytes: number },
  folder: string,
  stop: AbortSignal,
): Promise<PouchRates> {
  const home = join(root, '.cache', 'bench-pouchdb');
  mkdirSync(home, { recursive: true });
  const lock = readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8');
  const installed = join(home, 'package-lock.json');
  const same = existsSync(installed) && readFileSync(installed, 'utf8') === lock;
  for (const name of ['package.json', 'package-lock.json', 'replicate.mjs'])
    cpSync(join(import.meta.dirname, name), join(home, name));
  // npm writes this one last.
  if (!same || !existsSync(join(home, 'node_modules', '.package-lock.json'))) {
    const shell = process.platform === 'win32';
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await run('npm', args, { cwd: home, shell, signal: stop });
  }
  const { pulled, pushed, bytes } = ask;
  const env = { ...process.env, TMPDIR: folder, TEMP: folder };
  const args = ['replicate.mjs', ...[pulled, pushed, bytes].map(String)];
  const { stdout } = await run(process.execPath, args, { cwd: home, env, signal: stop });
  return rates.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
