import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Log, logLine } from './log.ts';

const largest = 1024 * 1024;

/**
 * Writes to `logs/main.log` in Hilo's own folder, each line at once; at 1 MB it becomes `main.old.log`, of which one is kept. A log that
 * cannot be written (a full disk, a folder of somebody else) stops nothing and is tried again with the next line.
 */
export const openLog = (folder: string): Log => {
  const file = join(folder, 'logs', 'main.log');
  return (code, fields) => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > largest) renameSync(file, join(folder, 'logs', 'main.old.log'));
      appendFileSync(file, `${new Date().toISOString()} ${logLine(code, fields)}\n`);
    } catch {
      // What happened is said on the screen too, with the same reference.
    }
  };
};
