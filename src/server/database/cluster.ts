import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Programs } from './programs.ts';

/** Where PostgreSQL's own files are in an embedded database's folder. */
export function cluster(folder: string): string {
  return join(folder, 'cluster');
}

/** Read, or made: whichever process is first names the file, and its content is there when its name is. */
export function keptPassword(folder: string, account: Account): string {
  const path = join(folder, 'password');
  if (!existsSync(path)) {
    const part = `${path}.${process.pid}`;
    writeFileSync(part, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
    if (account) chownSync(part, account.uid, account.gid);
    try {
      linkSync(part, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(part);
    }
  }
  return readFileSync(path, 'utf8').trim();
}

/** Made under another name and renamed when it is whole: a half-made one is never taken for one. */
export async function makeCluster({ run }: Programs, folder: string, durable: boolean): Promise<void> {
  if (existsSync(cluster(folder))) return;
  const part = `${cluster(folder)}.${randomBytes(6).toString('hex')}`;
  const { code, output } = await run('initdb', [
    `--pgdata=${part}`,
    '--username=postgres',
    `--pwfile=${join(folder, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (code !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not be set up in ${folder}: ${output.trim().split('\n').at(-1)}`);
  }
  try {
    renameSync(part, cluster(folder));
  } catch (error) {
    // Another process was faster.
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(cluster(folder))) throw error;
  }
}

/** Of `postmaster.pid`: the fourth line is the port, the eighth says whether it is ready (PostgreSQL, miscadmin.h). */
export function portOf(folder: string): number | null {
  try {
    const lines = readFileSync(join(cluster(folder), 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[3]) : null;
  } catch {
    return null;
  }
}

/** Higher than any system gives (Linux: PID_MAX_LIMIT, 2^22). */
const nobody = 999_999_999;

/**
 * In a container whose first process does not collect the dead, a server that was killed keeps its number as a zombie, and PostgreSQL takes
 * it for running. The file stays, with a number that nobody has: what PostgreSQL looks at next, the shared memory, tells the truth.
 */
export function forgetDead(folder: string): void {
  if (process.platform !== 'linux') return;
  const path = join(cluster(folder), 'postmaster.pid');
  try {
    const [pid, ...lines] = readFileSync(path, 'utf8').split('\n');
    // proc(5): the state comes after the name, which is in brackets and may hold anything.
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    if (state === 'Z') writeFileSync(path, [nobody, ...lines].join('\n'));
  } catch {
    // No file, or no such process: PostgreSQL knows what to do.
  }
}
