import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { checkpointsBeside, sharedCheckpoints, threadInSources } from '#store/checkpoints.ts';
import { databaseFile, openDatabase } from '#store/database.ts';
import { farBehind } from '#store/sync/far-behind.ts';
import { overwriter, wantOverwriting } from '#store/sync/overwrite.ts';

/** A store's file with a table, and how many pages of its log are not in the file yet. */
function file() {
  const place = { folder: mkdtempSync(join(tmpdir(), 'hilo-log-')), key: randomBytes(32) };
  const db = openDatabase({ ...place, fresh: true });
  onTestFinished(() => {
    db.close();
    rmSync(place.folder, { recursive: true, force: true });
  });
  db.exec('CREATE TABLE t (body BLOB)');
  const insert = db.prepare('INSERT INTO t VALUES (zeroblob(?))');
  const write = (megabytes: number) => {
    for (let i = 0; i < megabytes; i += 1) insert.run(1024 * 1024);
  };
  const setting = () => db.pragma('wal_autocheckpoint', { simple: true });
  return { place, db, write, setting };
}

const log = (db: ReturnType<typeof openDatabase>) =>
  (db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[])[0];

test('while a fill goes on, a thread moves what is written into the file, and a fill waits where the log has grown long', async () => {
  const { place, db, write, setting } = file();
  const beside = checkpointsBeside(db, place, threadInSources);
  expect(setting()).toBe(0);
  for (let chunk = 0; chunk < 3; chunk += 1) {
    write(40);
    beside.want();
    await expect.poll(() => log(db)?.checkpointed ?? 0, { timeout: 30_000 }).toBeGreaterThan(4096);
    await beside.room();
    const now = log(db);
    expect(now?.checkpointed).toBe(now?.log);
    expect(now?.log).toBeLessThan(2 * 5200);
  }
  expect(beside.isAlive()).toBe(true);
  await beside.end();
  expect(setting()).toBe(1000);
  expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(120);
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
});

test('where no thread can be had, whoever writes moves the log, as ever', async () => {
  const { place, db, setting } = file();
  const beside = checkpointsBeside(db, place, new URL('file:///nowhere/thread.js'));
  await expect.poll(() => beside.isAlive(), { timeout: 30_000 }).toBe(false);
  expect(setting()).toBe(1000);
  beside.want();
  await beside.room();
  await beside.end();
});

test('what comes in by pages and by a first fill at once has one thread, which ends with the last of both', async () => {
  const { place, db, write, setting } = file();
  const beside = sharedCheckpoints(() => checkpointsBeside(db, place, threadInSources));
  const pages = farBehind(beside);
  await pages.left(9_999, 0);
  expect(setting()).toBe(1000);
  await pages.left(7_000, 1_000);
  const fill = beside();
  await pages.left(9_000, 0);
  write(40);
  pages.wrote();
  await expect.poll(() => log(db)?.checkpointed ?? 0, { timeout: 30_000 }).toBeGreaterThan(4096);
  await pages.room();
  expect(log(db)?.checkpointed).toBe(log(db)?.log);
  await pages.left(999, 0);
  expect(setting()).toBe(0);
  expect(fill.isAlive()).toBe(true);
  await fill.end();
  expect(setting()).toBe(1000);
  await pages.left(0, 10_000);
  expect(setting()).toBe(0);
  await pages.end();
  await pages.end();
  expect(setting()).toBe(1000);
});

test('what was removed is overwritten in the log too, also where the thread is just moving it', async () => {
  const { place, db, write } = file();
  db.exec(
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT); CREATE VIRTUAL TABLE name_search USING fts5(name, content='')",
  );
  wantOverwriting(db);
  write(1);
  let isClosed = false;
  const files = { tidy: async () => undefined };
  const overwrite = overwriter({ db, folder: place.folder, files, isClosed: () => isClosed });
  const wiping = () => db.prepare('SELECT count(*) FROM meta').pluck().get();
  // Somebody whom SQLite does not wait for: as the thread in the middle of a round.
  db.pragma('busy_timeout = 0');
  const other = openDatabase({ ...place, fresh: false });
  const reading = other.prepare('SELECT * FROM t').iterate();
  reading.next();
  const done = overwrite();
  await expect(Promise.race([done, wait(100)])).resolves.toBe(undefined);
  expect(wiping()).toBe(1);
  isClosed = true;
  await done;
  expect(wiping()).toBe(1);
  isClosed = false;
  const again = overwrite();
  reading.return?.();
  other.close();
  await again;
  expect(wiping()).toBe(0);
  expect(statSync(join(place.folder, `${databaseFile}-wal`)).size).toBeLessThan(100_000);
});
