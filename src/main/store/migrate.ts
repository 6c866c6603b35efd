import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Db, databaseFile, inTransaction } from './database.ts';
import { first } from './migrations/001-first.ts';
import { sync } from './migrations/002-sync.ts';
import { rules } from './migrations/003-rules.ts';
import { files } from './migrations/004-files.ts';
import { skills } from './migrations/005-skills.ts';
import { colleagues } from './migrations/006-colleagues.ts';
import { absences } from './migrations/007-absences.ts';
import { erased } from './migrations/008-erased.ts';
import { guests } from './migrations/009-guests.ts';
import { away } from './migrations/010-away.ts';
import { coming } from './migrations/011-coming.ts';
import { StoreTroubleError } from './trouble.ts';

/** One step of the file's shape. Never edited once released: a store on some machine stands behind it. */
export type Migration = { to: number; sql: string };

export const migrations: readonly Migration[] = [
  first,
  sync,
  rules,
  files,
  skills,
  colleagues,
  absences,
  erased,
  guests,
  away,
  coming,
];

/** The version of the file's shape that this program writes. */
export const storeVersion = migrations.length;

export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the file to `storeVersion`, each step in a transaction of its own, with a copy of the file beside it first.
 * @throws StoreTroubleError newer: the file was written by a newer Hilo; nothing was changed.
 */
export async function migrate(
  db: Db,
  folder: string,
  progress: (done: number, total: number) => void,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const from = versionOf(db);
  const target = steps.length;
  if (from > target) {
    throw new StoreTroubleError('newer', `the store has version ${from}, this program knows ${target}`);
  }
  const todo = steps.slice(from);
  if (todo.length === 0) return;
  if (from > 0) await copyBeside(db, folder, from);
  todo.forEach((step, index) => {
    progress(index, todo.length);
    inTransaction(db, () => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.to}`);
    });
  });
  progress(todo.length, todo.length);
}

/** Where the copy made before leaving version `from` lies. */
export function copyName(from: number): string {
  return `${databaseFile}.version-${from}`;
}

/** Copies of earlier versions go: what was to leave this machine is in them. */
export async function forgetCopies(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(`${databaseFile}.version-`)) await rm(join(folder, name), { force: true });
}

/** An encrypted copy with the same key. A half-made copy never carries the final name. */
async function copyBeside(db: Db, folder: string, from: number): Promise<void> {
  const done = join(folder, copyName(from));
  if (existsSync(done)) return;
  const part = `${done}.part`;
  await rm(part, { force: true });
  db.prepare('VACUUM INTO ?').run(part);
  await rename(part, done);
}
