import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const rates = z.strictObject({ pull: z.number(), push: z.number() });

/** Documents a second, from and to a PouchDB server. */
export type PouchRates = z.infer<typeof rates>;

const root = resolve(import.meta.dirname, '..', '..', '..');

/**
 * Measures PouchDB in a process of its own. It is installed once into .cache from its own lockfile, never among the project's
 * dependencies. @throws Error when the registry cannot be reached or the replication failed
 */
export function measurePouch(ask: { pulled: number; pushed: number; bytes: number }): PouchRates {
  const home = join(root, '.cache', 'bench-pouchdb');
  mkdirSync(home, { recursive: true });
  const lock = readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8');
  const installed = join(home, 'package-lock.json');
  const same = existsSync(installed) && readFileSync(installed, 'utf8') === lock;
  for (const name of ['package.json', 'package-lock.json', 'replicate.mjs'])
    cpSync(join(import.meta.dirname, name), join(home, name));
  if (!same || !existsSync(join(home, 'node_modules', 'pouchdb'))) {
    const shell = process.platform === 'win32';
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    execFileSync('npm', args, { cwd: home, shell, stdio: 'ignore' });
  }
  const { pulled, pushed, bytes } = ask;
  const said = execFileSync(process.execPath, ['replicate.mjs', ...[pulled, pushed, bytes].map(String)], {
    cwd: home,
    encoding: 'utf8',
  });
  return rates.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
}
