import Store from 'electron-store';
import type { SettingsFile } from './settings.ts';

/** `settings.json` in Hilo's own folder. A file that is not JSON is put back to the defaults: it holds nothing of a customer's. */
export const openSettingsFile = (folder: string): SettingsFile => {
  const store = new Store<{ settings?: unknown }>({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  });
  return { read: () => store.get('settings'), write: (settings) => store.set('settings', settings) };
};
