import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './key/durable.ts';

/**
 * Renames a store's folder to `<name>-set-aside-<UTC date and time>` beside it, and returns the new name. Key, database and copies
 * stay together, so that support can still open it. `now` in ms. Throws when the folder is in use (Windows).
 */
export const setAsideFolder = (folder: string, now: number): string => {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const base = `${folder}-set-aside-${time}`;
  let name = base;
  for (let n = 2; existsSync(name); n += 1) name = `${base}-${n}`;
  renameSync(folder, name);
  syncFolder(dirname(folder));
  return name;
};
