import { onTestFinished } from 'vitest';
import type { SyncView } from '#shared/views/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { type Pace, usualPace } from '#store/sync/pace.ts';
import { type Sync, type SyncParts, startSync } from '#store/sync/sync.ts';
import { desk, type Place, place } from './fixture.ts';
import type { HttpCentre } from './http-centre.ts';

/** Pauses as short as a test can bear; nothing is waited for that does not happen. */
export const quick: Pace = {
  quiet: [60_000, 60_000],
  poll: [60_000, 60_000],
  backoff: [10, 50],
  // Longer than a busy machine stands still: a request that is given up for that would be one more than a test has counted.
  patience: 20_000,
  silence: 20_000,
  mute: 60_000,
  tell: 5,
};

/** As in use, but for the pauses that a test would only wait for. */
export const nearlyUsual: Pace = { ...usualPace, backoff: [20, 200], tell: 5 };

export type Synced = {
  store: Store;
  sync: Sync;
  place: Place;
  told: (string[] | 'all')[];
  failures: unknown[];
  view(): SyncView;
  /** Resolves when the sync's view is as wished. */
  until(wish: (view: SyncView) => boolean): Promise<SyncView>;
  close(): Promise<void>;
};

/** A store that is joined to a centre; closed after the test. */
export async function synced(
  centre: HttpCentre,
  parts: Partial<SyncParts> & { at?: Place; steady?: () => number } = {},
): Promise<Synced> {
  const { at = place(), steady, ...rest } = parts;
  const isNew = parts.at === undefined;
  const store = await openStore({
    ...at,
    fresh: isNew,
    desk,
    ...(parts.now && { now: parts.now }),
    ...(steady && { steady }),
  });
  const told: Synced['told'] = [];
  const failures: unknown[] = [];
  const listeners = new Set<() => void>();
  const hear = () => {
    for (const listener of listeners) listener();
  };
  const sync = startSync({
    store,
    location: at,
    person: 'lucia',
    server: centre.url,
    signedIn: isNew ? centre.signedIn() : null,
    transport: { fetch },
    changed(customers) {
      told.push(customers);
      hear();
    },
    failed: (error) => failures.push(error),
    pace: quick,
    ...rest,
  });
  const view = () => store.view({ view: 'sync' }) as SyncView;
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await sync.close();
    store.close();
  };
  onTestFinished(close);
  return {
    store,
    sync,
    place: at,
    told,
    failures,
    view,
    close,
    until: (wish) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(
          () => reject(new Error(isClosed ? 'closed' : `never as wished: ${JSON.stringify(view())}`)),
          60_000,
        );
        const look = () => {
          if (!wish(view())) return;
          clearTimeout(patience);
          listeners.delete(look);
          resolve(view());
        };
        listeners.add(look);
        look();
      }),
  };
}
