import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { demoPages } from '#shops/demo/demo.ts';
import type { Store } from './store.ts';

const remembered = z.strictObject({ seed: z.int(), anchor: z.int() });

/**
 * Fills the store with the demo company, page by page through `absorb`. A load that was cut short goes on with the seed and the
 * moment it began with; a finished one is left alone.
 */
export async function loadDemo(
  store: Store,
  wanted: { seed: number; anchor: number },
  progress: (done: number, total: number | null) => void,
): Promise<void> {
  const known = store.db.prepare("SELECT value FROM meta WHERE key = 'demo'").pluck().get();
  const { seed, anchor } = typeof known === 'string' ? remembered.parse(JSON.parse(known)) : wanted;
  if (store.db.prepare("SELECT 1 FROM meta WHERE key = 'demo-loaded'").get()) return;
  const remember = store.db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  remember.run('demo', JSON.stringify({ seed, anchor }));
  const pages = [...demoPages({ seed, anchor })];
  const total = pages.at(-1)?.to ?? 0;
  for (const page of pages) {
    if (page.to <= (store.cursor(page.team)?.n ?? 0)) continue;
    store.absorb(page);
    progress(page.to, total);
    await breathe();
  }
  remember.run('demo-loaded', 'yes');
}
