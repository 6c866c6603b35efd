import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

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

/** The version of Electron in the folder that its package unpacks to, or null. */
export function electronVersion(folder: string): string | null {
  try {
    return readFileSync(`${folder}/version`, 'utf8').trim();
  } catch {
    return null;
  }
}

export const machineText = (m: Machine): string =>
  `${m.cpu}, ${m.cores} cores, ${m.memoryGB} GB, ${m.system}, load ${m.load.toFixed(1)}; Node ${m.node}, SQLite ${m.sqlite}` +
  (m.electron === null ? '' : `, Electron ${m.electron}`);
