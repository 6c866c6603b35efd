import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './key/durable.ts';
import type { SettingsFile } from './settings.ts';

/** `settings.json` in Hilo's own folder. A file that is not there or not JSON counts as empty: it holds nothing of a customer's. */
export const openSettingsFile = (folder: string): SettingsFile => {
  const path = join(folder, 'settings.json');
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
        return typeof kept === 'object' && kept !== null && 'settings' in kept ? kept.settings : undefined;
      } catch {
        return undefined;
      }
    },
    write: (settings) => writeDurably(path, `${JSON.stringify({ settings }, null, 2)}\n`),
  };
};
