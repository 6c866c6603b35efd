import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { storeVersion } from '#store/migrate.ts';
import { projectionNumber } from '#store/projection/tables.ts';
import { openStore, type Store } from '#store/store.ts';
import { readKeyFile } from '../../../src/main/key/key-file.ts';
import { createWithPassphrase, enterPassphrase, markOpened } from '../../../src/main/key/store-key.ts';
import { meter } from '../say.ts';
import { benchNow, benchTeam, changeCount, companyVersion, pages } from './pages.ts';

/** A store for measuring: where it lies, and what it took to fill (null when it was there already). */
export type BenchStore = {
  /** Hilo's own folder, as `--user-data-dir`. */
  home: string;
  /** `home/store`, with `hilo.db`. */
  folder: string;
  key: Uint8Array;
  blocks: number;
  fill: { changes: number; seconds: number } | null;
};

const cache = resolve(import.meta.dirname, '../../../.cache/bench');

/** The data are invented, so what locks them need not be secret. The window asks for it where there is no keychain. */
export const benchPassphrase = 'an invented company';
export const benchDesk = { person: { id: 'agent-001', name: 'Bench' }, company: 'Bench' };

/** The key as the desktop keeps it, so that the window can open the store too. */
async function keyOf(folder: string): Promise<Uint8Array> {
  const found =
    readKeyFile(folder) === 'absent'
      ? await createWithPassphrase(folder, benchPassphrase)
      : await enterPassphrase(folder, benchPassphrase);
  if (found?.state !== 'open') throw new Error(`the cached store in ${folder} has another key: delete it`);
  return found.key;
}

/** Opens a filled store as the desktop does, with the bench's clock. */
export const openBench = ({ folder, key }: { folder: string; key: Uint8Array }): Promise<Store> =>
  openStore({
    folder,
    key,
    fresh: !existsSync(join(folder, 'hilo.db')),
    desk: benchDesk,
    now: () => benchNow,
  });

/** What a cached store was made by. Another generator, file shape or projection makes another store. */
const versionOf = (blocks: number) =>
  `company${companyVersion}-store${storeVersion}-projection${projectionNumber}-${blocks}k`;

/** Cached stores of the same size that this program cannot use any more: each is gigabytes. */
function removeOld(blocks: number): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    const stale = /^company\d+-store\d+-projection\d+-\d+k$/.test(name) && name.endsWith(`-${blocks}k`);
    if (stale && name !== versionOf(blocks)) {
      process.stderr.write(`Removing ${name}, made by another version.\n`);
      rmSync(join(cache, name), { recursive: true });
    }
  }
}

/**
 * The store with `blocks` thousand customers, filled through `absorb` where it is not yet. Every page is a transaction and the
 * cursor says how far the fill came: it may be stopped at any moment and goes on at the next run.
 * @param stopped asked between pages.
 * @returns null when it was stopped.
 */
export async function benchStore(blocks: number, stopped: () => boolean): Promise<BenchStore | null> {
  removeOld(blocks);
  const home = join(cache, versionOf(blocks));
  const folder = join(home, 'store');
  mkdirSync(folder, { recursive: true });
  const place = { home, folder, key: await keyOf(folder), blocks };
  const store = await openBench(place);
  markOpened(folder);
  try {
    const total = changeCount(blocks);
    const first = store.cursor(benchTeam)?.n ?? 0;
    if (first === total) return { ...place, fill: null };
    const began = performance.now();
    const progress = meter(`Filling ${blocks},000 customers`, total, first);
    for (const page of pages(blocks, first)) {
      store.absorb(page);
      progress(page.to);
      await breathe();
      if (stopped()) return null;
    }
    return { ...place, fill: { changes: total - first, seconds: (performance.now() - began) / 1_000 } };
  } finally {
    store.close();
  }
}
