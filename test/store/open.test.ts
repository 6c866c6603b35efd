import { randomBytes } from 'node:crypto';
import {
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFile, openDatabase, pageSize, unlock } from '#store/database.ts';
import { copyName, type Migration, migrate, migrations, storeVersion, versionOf } from '#store/migrate.ts';
import { openStore, type Store } from '#store/store.ts';
import { faultOf, troubleOf } from '#store/trouble.ts';
import { customer, desk, note, type Place, pageOf, place, storeAt } from './fixture.ts';

async function filled(): Promise<Place> {
  const at = place();
  const store = await storeAt(at);
  store.absorb(
    pageOf(
      0,
      Array.from({ length: 300 }, (_, i) => customer(`c${i}`, { name: 'Carmen Canario' })),
    ),
  );
  store.record([note('c1', null, 'Carmen Canario called')]);
  store.close();
  return at;
}

const fileOf = (at: Place) => join(at.folder, databaseFile);

async function openTrouble(at: Place) {
  const error = await openStore({ ...at, fresh: false, desk }).then(
    (store) => {
      store.close();
      return null;
    },
    (e: unknown) => e,
  );
  return error === null ? null : troubleOf(error);
}

test('every open sets what must hold, and reads it back', async () => {
  const at = place();
  for (const fresh of [true, false, false]) {
    const store = await storeAt(at, fresh);
    const is = (name: string) => store.db.pragma(name, { simple: true });
    expect(['synchronous', 'journal_mode', 'temp_store', 'secure_delete', 'cipher'].map(is)).toEqual([
      2,
      'wal',
      2,
      1,
      'aegis',
    ]);
    store.close();
  }
});

test('a store that was made with pages of 4 kB keeps them, and a new one has larger ones', async () => {
  const at = place();
  const before = new Database(fileOf(at));
  unlock(before, at.key);
  before.pragma('page_size = 4096');
  before.pragma('journal_mode = WAL');
  before.exec('CREATE TABLE other (id TEXT) STRICT; DROP TABLE other');
  before.close();
  const sizeOf = (store: Store) => store.db.pragma('page_size', { simple: true });
  for (const fresh of [true, false]) {
    const store = await storeAt(at, fresh);
    expect(sizeOf(store)).toBe(4096);
    if (fresh) store.absorb(pageOf(0, [customer('c1', {})]));
    expect(store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
    store.close();
  }
  const other = await storeAt(place());
  expect(sizeOf(other)).toBe(pageSize);
  other.close();
});

test('no name stands readable in any file of the store', async () => {
  const at = place();
  const store = await storeAt(at);
  store.absorb(pageOf(0, [customer('c1', { name: 'Carmen Canario', emails: ['canario@example.org'] })]));
  store.record([note('c1', null, 'El canario amarillo')]);
  store.draft({ key: 'k', body: 'borrador del canario' });
  const files = readdirSync(at.folder);
  expect(files.some((name) => name.endsWith('-wal'))).toBe(true);
  for (const name of files) {
    const bytes = readFileSync(join(at.folder, name)).toString('latin1').toLowerCase();
    expect(bytes).not.toContain('canari');
    expect(bytes).not.toContain('sqlite format');
  }
});

test('a wrong key opens nothing and changes nothing', async () => {
  const at = await filled();
  const before = readFileSync(fileOf(at));
  expect(await openTrouble({ ...at, key: randomBytes(32) })).toBe('damaged');
  expect(readFileSync(fileOf(at)).equals(before)).toBe(true);
  expect(await openTrouble(at)).toBeNull();
});

test('a file that is gone or empty is missing, never made anew', async () => {
  const gone = await filled();
  rmSync(fileOf(gone));
  expect(await openTrouble(gone)).toBe('missing');
  expect(existsSync(fileOf(gone))).toBe(false);
  const empty = await filled();
  truncateSync(fileOf(empty), 0);
  expect(await openTrouble(empty)).toBe('missing');
  expect(readFileSync(fileOf(empty))).toHaveLength(0);
});

test('no flipped bit is ever read as true: every read is right or says that the file is damaged', async () => {
  const at = await filled();
  const good = readFileSync(fileOf(at));
  let damaged = 0;
  for (let i = 0; i < 80; i += 1) {
    const bad = Buffer.from(good);
    const where = 32 + Math.floor(((good.length - 33) * i) / 79);
    bad[where] = (bad[where] ?? 0) ^ (1 << (i % 8));
    writeFileSync(fileOf(at), bad);
    rmSync(`${fileOf(at)}-wal`, { force: true });
    try {
      const store = await openStore({ ...at, fresh: false, desk });
      try {
        const names = store.db.prepare('SELECT body FROM customer ORDER BY id').pluck().all() as string[];
        expect(names).toHaveLength(300);
        expect(names.every((body) => body.includes('Carmen Canario'))).toBe(true);
      } finally {
        store.db.close();
      }
    } catch (error) {
      if (troubleOf(error) === null) throw error;
      expect(troubleOf(error)).toBe('damaged');
      damaged += 1;
    }
  }
  // Of 40: a small store has many pages that nothing reads.
  expect(damaged).toBeGreaterThan(5);
});

test('a store of a newer Hilo is refused and stays as it is, byte for byte', async () => {
  const at = await filled();
  const db = openDatabase({ ...at, fresh: false });
  db.pragma(`user_version = ${storeVersion + 1}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const before = readFileSync(fileOf(at));
  expect(await openTrouble(at)).toBe('newer');
  expect(readFileSync(fileOf(at)).equals(before)).toBe(true);
});

const second: Migration = { to: storeVersion + 1, sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT' };

test('a migration keeps the outbox byte for byte and leaves a readable copy beside the store', async () => {
  const at = await filled();
  const db = openDatabase({ ...at, fresh: false });
  const outbox = () => db.prepare('SELECT * FROM outbox').all();
  const before = outbox();
  const seen: number[] = [];
  await migrate(db, at.folder, (done) => seen.push(done), [...migrations, second]);
  expect(versionOf(db)).toBe(storeVersion + 1);
  expect(outbox()).toEqual(before);
  expect(seen).toEqual([0, 1]);
  db.close();
  const copy = { ...place(), key: at.key };
  writeFileSync(fileOf(copy), readFileSync(join(at.folder, copyName(storeVersion))));
  const old = openDatabase({ ...copy, fresh: false });
  expect(versionOf(old)).toBe(storeVersion);
  expect(old.prepare('SELECT * FROM outbox').all()).toEqual(before);
  old.close();
});

test('a migration that fails leaves the version before it', async () => {
  const at = await filled();
  const db = openDatabase({ ...at, fresh: false });
  const broken: Migration = { to: storeVersion + 1, sql: 'CREATE TABLE half (id INTEGER) STRICT; NOT SQL' };
  await expect(migrate(db, at.folder, () => {}, [...migrations, broken])).rejects.toThrow();
  expect(versionOf(db)).toBe(storeVersion);
  expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
  db.close();
});

test('a full disk stops new work with its own fault, keeps what was there and goes on when there is room', async () => {
  const at = await filled();
  const store = await storeAt(at, false);
  const room = Number(store.db.pragma('page_count', { simple: true }));
  store.db.pragma(`max_page_count = ${room}`);
  const long = 'x'.repeat(19_000);
  let fault: unknown = null;
  for (let i = 0; i < 50 && fault === null; i += 1) {
    try {
      store.record([note('c1', null, long)]);
    } catch (error) {
      fault = error;
    }
  }
  expect(faultOf(fault)).toMatchObject({ code: 'disk-full' });
  expect(store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
  store.db.pragma(`max_page_count = ${room + 1000}`);
  store.record([note('c1', null, long)]);
  expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('a damaged page found while working is a fault that names the store, without a word of a customer', async () => {
  const at = await filled();
  const size = readFileSync(fileOf(at)).length;
  const file = openSync(fileOf(at), 'r+');
  for (let page = 3; page < size / 4096; page += 1)
    writeSync(file, randomBytes(64), 0, 64, page * 4096 + 200);
  const error = await openStore({ ...at, fresh: false, desk }).then(
    (store) => {
      try {
        return store.view({ view: 'customer', customerId: 'c200' });
      } catch (e) {
        return e;
      } finally {
        store.db.close();
      }
    },
    (e: unknown) => e,
  );
  expect(troubleOf(error)).toBe('damaged');
  expect(faultOf(error).code).toBe('store-trouble');
});
