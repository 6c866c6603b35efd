import type { ToStore } from './door.ts';
import type { Lock } from './lock.ts';
import type { Store } from './store.ts';
import type { Sync } from './sync/sync.ts';

/** What is open: the store, what it was opened with, and its sync while it has a centre. `shut`: this machine was shut out. */
export type Open = {
  store: Store;
  lock: Lock;
  with: Extract<ToStore, { verb: 'open' }>;
  sync: Sync | null;
  shut: boolean;
};
