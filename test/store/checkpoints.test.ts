import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { checkpointsBeside, threadInSources } from '#store/snapshot/checkpoints.ts';

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
