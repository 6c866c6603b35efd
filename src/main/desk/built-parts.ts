import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { newRef } from '../log.ts';
import { forkAhead, type StoreEvents, type StoreProcess, startStoreProcess } from '../store-process.ts';

/** Where the built parts lie, absolute. */
export type BuiltParts = { renderer: string; preload: string; store: string };

export const builtPartsIn = (out: string): BuiltParts => ({
  renderer: join(out, 'renderer'),
  preload: join(out, 'preload', 'preload.cjs'),
  store: join(out, 'main', 'store.js'),
});

/**
 * The store's process as Electron's utility process: no window, no page, the only one that opens the database. `prepare`: it will be
 * needed soon.
 */
export const forkStore = (
  path: string,
): { prepare: () => void; start: (events: StoreEvents) => StoreProcess } => {
  const { prepare, take } = forkAhead(() => utilityProcess.fork(path, [], { serviceName: 'Hilo store' }));
  return { prepare, start: (events) => startStoreProcess(take, events, newRef) };
};
