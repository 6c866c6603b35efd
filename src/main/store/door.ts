import type { Reply, StoreTrouble } from '#shared/bridge.ts';
import type { ImportFormat } from '#shared/sync/import.ts';

/** The person at this desk and the company whose store it is. */
export type Desk = { person: { id: string; name: string }; company: string };

/**
 * What the desktop's main process asks of the store's process, over `utilityProcess.postMessage`.
 * Every message is answered by `FromStore` with the same `id`.
 */
export type ToStore = { id: number } & (
  | {
      verb: 'open';
      /** Absolute. Holds `hilo.db` and its copies. */
      folder: string;
      /** 32 bytes. */
      key: Uint8Array;
      /** True until the store was opened once: only then may a missing file be created. */
      fresh: boolean;
      desk: Desk;
    }
  /** Fills an empty store with the demo company, through `absorb`. `anchor`: the demo's "now", ms. Nothing to do when it was done. */
  | { verb: 'load-demo'; seed: number; anchor: number }
  | {
      verb: 'import';
      /** Absolute, as is `mapping`. */
      file: string;
      from: ImportFormat;
      mapping: string | null;
      zone: string | null;
      country: string | null;
      shop: string | null;
      /** Of the sentences in the report. */
      language: 'es' | 'en';
    }
  /** A page's port follows as the transferred port; it speaks `ToStorePort`. */
  | { verb: 'page' }
  | { verb: 'close' }
);

export type FromStore =
  | { id: number; reply: Reply<unknown> }
  /** The answer to `open` when the store cannot be used. */
  | { id: number; trouble: StoreTrouble; ref: string }
  | {
      progress: {
        what: 'opening' | 'migrating' | 'rebuilding' | 'loading-demo' | 'importing';
        done: number;
        total: number | null;
      };
    }
  /** The store became unusable while open (a damaged page, a full disk). */
  | { trouble: StoreTrouble; ref: string };

/** What a page asks over its own port: straight to the store, so that a ring does not pass through main. */
export type ToStorePort = { id: number } & (
  | { verb: 'command'; asks: unknown }
  | { verb: 'view'; request: unknown }
  | { verb: 'draft'; key: unknown; body: unknown }
);

export type FromStorePort = { id: number; reply: Reply<unknown> } | { changed: string[] | 'all' };
