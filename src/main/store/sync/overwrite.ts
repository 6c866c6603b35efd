import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../database.ts';
import type { Files } from '../files/files.ts';
import { forgetCopies } from '../migrate.ts';
import { remembered } from './account.ts';

export type OverwriteParts = {
  db: Db;
  /** Absolute path of the store's folder. */
  folder: string;
  files: Pick<Files, 'tidy'>;
  isClosed: () => boolean;
};

/** Pages of the index that are merged at once: some milliseconds. */
const pagesAtOnce = 64;

/** Rows were removed that must not be found in any file either. Inside the transaction that removes them, so that an end at any moment forgets none. */
export function wantOverwriting(db: Db): void {
  remembered(db).set('wipe', true);
}

/**
 * Overwrites what removed rows left behind. Pages of the database are zeroed as they become free (secure_delete), but a full-text index keeps a removed
 * name in its older segments until they are merged (sqlite.org/fts5.html, 6.8 to 6.11; its own secure-delete does nothing for an index without contents), the log of
 * the database keeps pages as they were before, an update's copy keeps everything, and contents of photos lie in files.
 */
export function overwriter({ db, folder, files, isClosed }: OverwriteParts): () => Promise<void> {
  const { get, drop } = remembered(db);
  const merge = db.prepare("INSERT INTO name_search (name_search, rank) VALUES ('merge', ?)");
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();

  /** One step; false when nothing is left to merge. A negative number begins with all segments. */
  function mergeSome(pages: number): boolean {
    const before = changes.get() ?? 0;
    merge.run(pages);
    return (changes.get() ?? 0) - before >= 2;
  }

  return async () => {
    if (get('wipe') === undefined) return;
    for (let more = mergeSome(-pagesAtOnce); more; more = mergeSome(pagesAtOnce)) {
      await breathe();
      if (isClosed()) return;
    }
    await files.tidy();
    await forgetCopies(folder);
    while (!isLogEmpty(db)) {
      await wait(10);
      if (isClosed()) return;
    }
    drop('wipe');
  };
}

/** Empties the log; false while somebody else is at it, who is not waited for by SQLite: the thread that moves it (checkpoints.ts). */
function isLogEmpty(db: Db): boolean {
  const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return done?.busy === 0;
}
