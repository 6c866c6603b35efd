import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { databaseFile, unlock } from '#store/database.ts';
import { openStore, type Store } from '#store/store.ts';
import { type Sync, startSync } from '#store/sync/sync.ts';
import { png, sha256Of } from '../attachment/content.ts';
import { type Place, place } from './fixture.ts';
import { nearlyUsual } from './synced.ts';

/** A desk with the pace of the product, at a real centre, whose network can be cut. Closed after the test. */
export type RealDesk = {
  store: Store;
  sync: Sync;
  at: Place;
  /** `isCut`: nothing goes through. `lose`: what is sent arrives, and no answer comes back. `before` hears of each request. */
  net: { isCut: boolean; lose: boolean; before: ((url: string) => Promise<void>) | null };
  view(): SyncView;
  until(wish: (view: SyncView) => boolean): Promise<void>;
  /** Asks until nothing waits and nothing is left to remove. */
  level(): Promise<void>;
  /** Attaches a photo to a customer; its hash and the name of its file. */
  attach(customerId: string, name: string, noise?: number): Promise<{ id: string; hash: string }>;
  /** Looks at a photo of somebody else, so that its content is here. */
  look(customerId: string, attachmentId: string): Promise<void>;
};

export async function realDesk(server: string, signedIn: SignedIn): Promise<RealDesk> {
  const at = place();
  const { id: person, name } = signedIn.person;
  const store = await openStore({ ...at, fresh: true, desk: { person: { id: person, name }, company: '' } });
  const failures: unknown[] = [];
  const net: RealDesk['net'] = { isCut: false, lose: false, before: null };
  const sync = startSync({
    store,
    location: at,
    person,
    server,
    signedIn,
    transport: {
      fetch: (async (url: string, init?: RequestInit) => {
        await net.before?.(url);
        if (net.isCut) throw new TypeError('fetch failed');
        const answer = await fetch(url, init);
        if (net.lose) throw new TypeError('terminated');
        return answer;
      }) as typeof fetch,
    },
    changed: () => undefined,
    failed: (error) => failures.push(error),
    pace: nearlyUsual,
  });
  onTestFinished(async () => {
    await sync.close();
    store.close();
    expect(failures).toEqual([]);
  });
  const view = () => store.view({ view: 'sync' }) as SyncView;
  const until = (wish: (view: SyncView) => boolean) =>
    expect.poll(() => wish(view()), { timeout: 25_000, interval: 20 }).toBe(true);
  const meta = store.db.prepare("SELECT count(*) FROM meta WHERE key = 'wipe'").pluck();
  const leaving = store.db.prepare('SELECT count(*) FROM leaving').pluck();
  return {
    store,
    sync,
    at,
    net,
    view,
    until,
    async level() {
      const before = view().lastAnswerAt ?? 0;
      sync.now();
      await until(
        ({ unsent, unsentFiles, lastAnswerAt, filling, trouble }) =>
          [unsent, unsentFiles].every((n) => n === 0) &&
          (lastAnswerAt ?? 0) > before &&
          filling === null &&
          trouble === null,
      );
      await sync.idle();
      await expect.poll(() => [meta.get(), leaving.get()], { timeout: 25_000 }).toEqual([0, 0]);
    },
    async attach(customerId, fileName, noise = 300_000) {
      const content = png(60, 40, { noise });
      const from = store.files.incoming();
      const id = randomUUID();
      await store.files.answer({ file: 'begin', id, bytes: content.length }, from);
      for (let i = 0; i < content.length; i += pieceOnPort)
        await store.files.answer(
          { file: 'part', id, part: new Uint8Array(content.subarray(i, i + pieceOnPort)) },
          from,
        );
      await store.files.answer({ file: 'end', id }, from);
      const hash = sha256Of(content);
      const data = {
        attachmentId: id,
        hash,
        name: fileName,
        mime: 'image/png',
        bytes: content.length,
        orderId: null,
        about: '',
      };
      store.record([{ type: 'attachment.add', customerId, caseId: null, data }]);
      sync.recorded();
      return { id, hash };
    },
    async look(customerId, attachmentId) {
      const ask = { file: 'fetch', customerId, attachmentId };
      await store.files.answer(ask, store.files.incoming());
      const isHere = () =>
        (store.view({ view: 'attachments', customerId }) as AttachmentView[]).find(
          ({ id }) => id === attachmentId,
        )?.content.is;
      await expect.poll(isHere, { timeout: 25_000 }).toBe('here');
    },
  };
}

type Table = { name: string };

/** Ordinary tables of a store, without those inside a full-text index. */
const tablesOf = ({ db }: Store): string[] =>
  db
    .prepare<[], Table>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'name_search%' ORDER BY 1",
    )
    .all()
    .map(({ name }) => name);

/** Where in a store a text is found: tables by name, and `pages` for the bytes of the decrypted file, free pages among them. */
export function placesOf(store: Store, text: string): string[] {
  const found = tablesOf(store).filter((table) =>
    store.db
      .prepare(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .some((row) => (row as unknown[]).some((cell) => String(cell).includes(text))),
  );
  const pages = store.db.serialize();
  // A full-text index keeps words in small letters and cuts off what they share with the word before.
  const inIndex = text.toLowerCase().slice(2);
  return [...found, ...(pages.includes(text) || pages.includes(inIndex) ? ['pages'] : [])];
}

/**
 * The decrypted pages of a store's file as it lies on the disk, without the log beside it: what was removed and not checkpointed since would still be in
 * it, and a log that was cut to nothing then holds later pages only.
 */
export function withoutLog({ folder, key }: Place): Buffer {
  const copy = mkdtempSync(join(tmpdir(), 'hilo-alone-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  copyFileSync(join(folder, databaseFile), join(copy, databaseFile));
  const db = new Database(join(copy, databaseFile));
  try {
    unlock(db, key);
    return db.serialize();
  } finally {
    db.close();
  }
}

/** What is a person's own on a machine, or the machine's: everything else comes from the centre. */
const own = new Set([
  'outbox',
  'sent',
  'refused',
  'draft',
  'meta',
  'checkpoint',
  'orphan',
  'upload',
  'blob',
  'guest',
]);
/** Numbers of rows are a store's own. */
const numbered: Record<string, string> = {
  customer_order: 'order_id, customer_id, n, body',
  customer_now: 'customer_id, body, phones_shown',
};

/** All that a store has from its centre, table by table, and the names that are found by each letter. */
export function heldIn(store: Store): Record<string, string[]> {
  const rows = (sql: string) =>
    store.db
      .prepare(sql)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort();
  const names = rows(
    `SELECT customer_id FROM customer_now WHERE seq IN (
       SELECT rowid FROM name_search WHERE name_search MATCH 'a* OR c* OR z* OR k*')`,
  );
  const all = rows('SELECT rowid FROM name_search').length;
  return {
    ...Object.fromEntries(
      tablesOf(store)
        .filter((name) => !own.has(name))
        .map((name) => [name, rows(`SELECT ${numbered[name] ?? '*'} FROM ${name}`)]),
    ),
    name_search: names,
    name_rows: [String(all)],
  };
}
