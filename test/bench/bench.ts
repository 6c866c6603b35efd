import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { measureCiphers } from './cipher/measure.ts';
import { type BenchStore, benchStore } from './company/fill.ts';
import { electronVersion, type Machine, machine, machineText } from './machine.ts';
import { measureMasks } from './masks/measure.ts';
import { readOptions } from './options.ts';
import { notes, type Result, table } from './result.ts';
import { measureStore } from './store/measure.ts';
import { measureSync } from './sync/measure.ts';
import { type Sizes, sizes } from './sync/run.ts';
import { measureWindow } from './window/measure.ts';

/*
 * Measures Hilo against the raw floor in the same run, prints the table and ends with 0 whatever the goals: a machine that is busy is
 * no failed test.
 */
const asked = readOptions(process.argv.slice(2));
if (typeof asked === 'string') {
  console.error(asked);
  process.exit(2);
}
const options = asked;
const { quick, json, steps, rows } = options;
const blocks = quick ? 20 : 200;

const stop = new AbortController();
let filling = true;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stop.abort();
    // A fill ends after its page, and a sync takes all that it made with it; anything else is only reading, or taken back at the next run.
    if (!filling) process.exit(130);
  });

/** The load is the one before there was any of the bench's. */
const atFirst = machine(sqliteVersion());

const say = (what: string) => process.stderr.write(`Measuring: ${what}\n`);

function fillResult({ fill }: BenchStore): Result[] {
  if (fill === null) return [];
  const rate = fill.changes / fill.seconds;
  const value = { p50: rate, p99: rate };
  const about = 'changes a second through absorb, pages of 2,000 sorted by customer, a transaction each';
  return [
    {
      name: 'filling the store',
      about,
      unit: '1/s',
      floor: null,
      value,
      ratio: null,
      spread: null,
      goal: null,
      met: null,
    },
  ];
}

function tell(data: string, on: Machine, results: Result[]): void {
  console.log(`\n${data}\n${machineText(on)}\n\n${table(results)}\n\nFloors:\n${notes(results)}`);
  const missed = results.filter(({ met }) => met === false).map(({ name }) => name);
  console.log(missed.length === 0 ? '\nEvery goal is met.' : `\nMissed: ${missed.join('; ')}.`);
  if (json !== null) {
    const file = resolve(json);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ machine: on, data, results }, null, 2)}\n`);
  }
}

function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}

/** The sync, or null when it was stopped. */
async function syncResults(wanted: Sizes): Promise<Result[] | null> {
  try {
    return await measureSync(steps, wanted, say, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.stderr.write('Stopped, and nothing was left behind.\n');
    return null;
  }
}

async function measure(): Promise<number> {
  if (options.cipher) console.log(await measureCiphers(say));
  if (options.masks)
    tell('1,000 customers, 5,000 orders, 10,000 events, encrypted', atFirst, await measureMasks(quick, say));
  if (steps.size > 0) {
    const usual = quick ? sizes.quick : sizes.full;
    const wanted = { ...usual, rows: rows ?? usual.rows };
    const results = await syncResults(wanted);
    if (results === null) return 130;
    const data = `${wanted.rows} changes of a company: 1 customer to 5 orders of 3 lines and 10 events`;
    tell(data, atFirst, results);
  }
  if (!options.store && !options.window) return 0;
  const place = await benchStore(blocks, () => stop.signal.aborted);
  filling = false;
  if (place === null) {
    process.stderr.write('Stopped. The next run goes on from here.\n');
    return 130;
  }
  const on = { ...atFirst, electron: options.window ? electronVersion() : null };
  const results = fillResult(place);
  if (options.store) results.push(...(await measureStore(place, say)));
  if (options.window) {
    const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
    if (noDisplay)
      process.stderr.write('No display: the window is left out. "npm run bench" brings one along.\n');
    else
      results.push(
        ...(await measureWindow(place, quick ? { starts: 3, rings: 40 } : { starts: 9, rings: 110 }, say)),
      );
  }
  const data = `${blocks * 1_000} customers, ${blocks * 5_000} orders of 3 lines, ${blocks * 10_000} events, encrypted`;
  tell(data, on, results);
  return 0;
}

process.exitCode = await measure();
