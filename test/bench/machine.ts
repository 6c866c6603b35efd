import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { electronPath } from '../e2e/launch.ts';

export type Machine = {
  system: string;
  cores: number;
  cpu: string;
  memoryGB: number;
  /** Load of the last minute when the bench began: other work on the machine shows in p99. */
  load: number;
  node: string;
  /** Null until a window was opened. */
  electron: string | null;
  sqlite: string;
};

/** What the numbers were measured on. No names of hosts or people. */
export function machine(sqlite: string): Machine {
  const all = cpus();
  return {
    system: `${platform()} ${release()} ${arch()}`,
    cores: all.length,
    cpu: all[0]?.model ?? 'unknown',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0] ?? 0,
    node: process.versions.node,
    electron: null,
    sqlite,
  };
}

/** The Electron that is driven: the one named by the environment, else its package's own. */
export const electronProgram = (): string =>
  electronPath() ?? String(createRequire(import.meta.url)('electron'));

/** Its version, or null when it does not tell. */
export function electronVersion(): string | null {
  try {
    return readFileSync(join(dirname(electronProgram()), 'version'), 'utf8').trim();
  } catch {
    return null;
  }
}

export const machineText = (m: Machine): string =>
  `${m.cpu}, ${m.cores} cores, ${m.memoryGB} GB, ${m.system}, load ${m.load.toFixed(1)}; Node ${m.node}, SQLite ${m.sqlite}` +
  (m.electron === null ? '' : `, Electron ${m.electron}`);
