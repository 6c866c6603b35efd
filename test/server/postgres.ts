import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '#server/database/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL is, once a test file wants one. */
    postgresFolder: string;
  }
}

const prefix = 'hilo-postgres-';

/** For tests only: what a power cut would lose is of no interest here. */
export const quick = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };

/** One PostgreSQL for all test files of a run, started by the first that wants one (centre.ts) and stopped here when all are done. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await Promise.all(leftBehind().map(remove));
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  project.provide('postgresFolder', folder);
  return () => remove(folder);
}

/** Of runs that were killed. */
function leftBehind(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
    .map((name) => join(tmpdir(), name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function remove(folder: string): Promise<void> {
  if (existsSync(join(folder, 'cluster', 'postmaster.pid'))) {
    const server = await openEmbedded({ folder, settings: quick });
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
}
