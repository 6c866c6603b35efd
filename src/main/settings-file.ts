import Store from 'electron-store';
import type { SettingsFile } from './settings.ts';

/** Where the centre is, among this device's settings; the page does not see it there. */
export type ServerFile = { server: () => unknown; keepServer: (address: string | null) => void };

/** `settings.json` in Hilo's own folder. A file that is not JSON is put back to the defaults: it holds nothing of a customer's. */
export const openSettingsFile = (folder: string): SettingsFile & ServerFile => {
  const store = new Store<{ settings?: unknown; server?: string }>({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  });
  return {
    read: () => store.get('settings'),
    write: (settings) => store.set('settings', settings),
    server: () => store.get('server'),
    keepServer: (address) => (address === null ? store.delete('server') : store.set('server', address)),
  };
};
