import { createStore } from 'zustand/vanilla';
import type { ImportState } from '#shared/session/import.ts';

/** How the import at the centre goes that was begun at this desk, or the last one. */
export const imports = createStore<{ now: ImportState }>(() => ({ now: { state: 'none' } }));

export const importIsAt = (now: ImportState): void => imports.setState({ now });

/** The report was read, or another file is to be chosen. */
export const forgetImport = (): void => importIsAt({ state: 'none' });
