import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { databaseFile } from '#store/database.ts';
import { openStore } from '#store/store.ts';
import { projectionsOf } from '../kill/look.ts';
import { type Dice, type Disk, diceOf, diskAfter } from './disk.ts';
import { type Operation, readTrace, tracedCalls } from './trace.ts';

export type PowerAsk = { points: number; seed: number; synchronous: 'FULL' | 'NORMAL'; notes: number };

export type PowerResult = {
  points: number;
  /** Points at which something was written and not synced yet: without them nothing was tried. */
  unsynced: number;
  /** Points within a checkpoint: pages on their way from the journal into the database. */
  checkpoints: number;
  answered: number;
  /** The number up to which the run had taken from the centre, and points after which less of it was there: that may be. */
  received: number;
  takenBack: number;
  /** Points after which an answered note was missing, and how many in all. */
  lossy: number;
  lost: number;
  /** Points after which the store did not open, was not whole, or showed something else than its events say. */
  broken: number;
};

const desk = { person: { id: 'lucia', name: 'Lucía' }, company: 'Power' };

/**
 * Cuts the power at `points` random moments of a recorded run and opens what is then on the disk. `seed` makes it repeatable for one
 * recording. Needs strace. @throws Error when the run could not be recorded
 */
export async function cutPower(ask: PowerAsk, tick: (done: number) => void = () => {}): Promise<PowerResult> {
  const place = mkdtempSync(join(tmpdir(), 'hilo-power-'));
  const key = randomBytes(32);
  try {
    const folder = join(place, 'store');
    mkdirSync(folder);
    (await openStore({ folder, key, fresh: true, desk })).close();
    const start = diskIn(folder);
    const operations = record(folder, key, ask);
    const all = promised(operations, operations.length);
    const result: PowerResult = {
      ...{ points: 0, unsynced: 0, checkpoints: 0, takenBack: 0, lossy: 0, lost: 0, broken: 0 },
      answered: all.answered.length,
      received: all.received,
    };
    const dice = diceOf(ask.seed);
    for (let point = 0; point < ask.points; point += 1) {
      const cut = cutAt(operations, point, dice);
      const last = operations[cut - 1];
      if (last?.kind === 'write' || last?.kind === 'truncate') result.unsynced += 1;
      if (last?.kind === 'write' && last.file === databaseFile) result.checkpoints += 1;
      await look(
        join(place, 'after'),
        key,
        diskAfter(start, operations, cut, dice),
        promised(operations, cut),
        result,
      );
      result.points += 1;
      tick(result.points);
    }
    return result;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Every third point lies in a checkpoint, where there is one; the others anywhere. */
function cutAt(operations: readonly Operation[], point: number, dice: Dice): number {
  const inDatabase = operations.flatMap((one, index) =>
    one.kind === 'write' && one.file === databaseFile ? [index + 1] : [],
  );
  if (point % 3 === 0 && inDatabase.length > 0)
    return inDatabase[Math.floor(dice() * inDatabase.length)] ?? operations.length;
  return 1 + Math.floor(dice() * operations.length);
}

function record(folder: string, key: Buffer, ask: PowerAsk): Operation[] {
  const trace = join(folder, '..', 'trace');
  const writer = resolve(import.meta.dirname, 'writer.ts');
  const strace = ['-o', trace, '-y', '-xx', '-s', '1000000', '-e', `trace=${tracedCalls}`];
  const run = [process.execPath, writer, folder, key.toString('hex'), ask.synchronous, String(ask.notes)];
  const done = spawnSync('strace', [...strace, ...run], { encoding: 'utf8' });
  if (done.error)
    throw new Error(`strace could not be started (${done.error.message}); on Debian: apt-get install strace`);
  if (done.status !== 0)
    throw new Error(`the traced run ended with ${done.status}: ${done.stderr.slice(0, 500)}`);
  return readTrace(readFileSync(trace, 'utf8'), databaseFile);
}

type Promised = { answered: string[]; received: number };

/** What was answered before the cut: all of it must be there after it. What was received may come again. */
function promised(operations: readonly Operation[], cut: number): Promised {
  const before = operations.slice(0, cut);
  return {
    answered: before.flatMap((one) => (one.kind === 'answer' ? [one.id] : [])),
    received: before.reduce((most, one) => (one.kind === 'received' ? Math.max(most, one.n) : most), 0),
  };
}

function diskIn(folder: string): Disk {
  const kept = readdirSync(folder).filter((name) => name.startsWith(databaseFile) && !name.endsWith('-shm'));
  return new Map(kept.map((name) => [name, readFileSync(join(folder, name))]));
}

async function look(
  folder: string,
  key: Buffer,
  disk: Disk,
  { answered, received }: Promised,
  result: PowerResult,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of disk) writeFileSync(join(folder, name), content);
  try {
    const store = await openStore({ folder, key, fresh: false, desk });
    const whole = store.db.pragma('integrity_check', { simple: true }) === 'ok';
    // A note waits in the outbox until its event has come down.
    const held = "SELECT command_id FROM outbox UNION SELECT substr(id, 1, instr(id, ':') - 1) FROM event";
    const there = new Set(store.db.prepare(held).pluck().all() as string[]);
    const at = Number(store.db.prepare('SELECT coalesce(max(n), 0) FROM cursor').pluck().get());
    const highest = Number(store.db.prepare('SELECT coalesce(max(n), 0) FROM event').pluck().get());
    const shown = JSON.stringify(projectionsOf(store.db));
    store.db.prepare("DELETE FROM meta WHERE key = 'projection'").run();
    store.close();
    const rebuilt = await openStore({ folder, key, fresh: false, desk });
    const isAsFolded = JSON.stringify(projectionsOf(rebuilt.db)) === shown;
    rebuilt.close();
    const lost = answered.filter((id) => !there.has(id)).length;
    result.lost += lost;
    if (lost > 0) result.lossy += 1;
    if (at < received) result.takenBack += 1;
    if (!whole || !isAsFolded || highest > at) result.broken += 1;
  } catch {
    result.broken += 1;
  }
}
