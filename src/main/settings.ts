import type { Language, Settings } from '#shared/settings.ts';
import { settings as settingsShape } from '#shared/settings.ts';

/** The language that the system speaks, among those that Hilo speaks. `systemLanguages`: BCP 47 tags, preferred first. */
export const languageOf = (systemLanguages: readonly string[]): Language => {
  for (const tag of systemLanguages) {
    const lower = tag.toLowerCase();
    if (lower === 'es-es') return 'es-ES';
    if (lower === 'es' || lower.startsWith('es-')) return 'es';
    if (lower === 'en' || lower.startsWith('en-')) return 'en';
  }
  return 'en';
};

/**
 * Settings as they were kept, with the default in place of each one that is missing or not understood: a file edited
 * by hand or written by another version never stops Hilo from starting.
 */
export const readSettings = (kept: unknown, systemLanguages: readonly string[]): Settings => {
  const defaults: Settings = {
    language: languageOf(systemLanguages),
    theme: 'system',
    letterKeys: true,
    keys: {},
  };
  const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  const understood = entries.filter(
    ([name, value]) => settingsShape.partial().safeParse({ [name]: value }).success,
  );
  return { ...defaults, ...Object.fromEntries(understood) };
};

/** Where settings are kept: electron-store in the desktop, a variable in tests. */
export type SettingsFile = { read: () => unknown; write: (settings: Settings) => void };

export type SettingsKeeper = {
  now: () => Settings;
  change: (change: Partial<{ [K in keyof Settings]: Settings[K] | undefined }>) => Settings;
};

/** Keeps the settings of this device and its person. */
export const keepSettings = (file: SettingsFile, systemLanguages: readonly string[]): SettingsKeeper => {
  let current = readSettings(file.read(), systemLanguages);
  return {
    now: () => current,
    change: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      current = settingsShape.parse({ ...current, ...given });
      file.write(current);
      return current;
    },
  };
};
