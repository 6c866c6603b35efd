import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pageLimits } from '#server/ledger/pages.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { Db } from '#store/database.ts';
import { diceOf } from '../company/dice.ts';
import { customerId } from '../company/people.ts';
import { type Result, rateResult, timesResult } from '../result.ts';
import { percentiles } from '../stats.ts';
import { type BareLoop, bareLoop } from './bare.ts';
import { type Desk, type DeskPlace, deskPlace, openDesk } from './desk.ts';
import { centreOn } from './ground.ts';
import { bytesOf, headOf } from './ledger.ts';
import { keepReadyRows, readyLoop } from './ready.ts';
import { type Run, team } from './run.ts';
import { makeSnapshot } from './scout.ts';

/** A desk that was filled, and what that took. */
export type Filled = {
  place: DeskPlace;
  signedIn: SignedIn;
  seconds: number;
  /** ms of views of a customer's story, while it was filled and afterwards. */
  story: { during: number[]; idle: number[] };
};

/** `loop`: the last of the bare loops, which has the company too. */
export type Fills = { pages: Filled; snapshot: Filled; loop: BareLoop; results: Result[] };

/** Never: pages. Always. */
const pagesOnly = 1_000_000_000;
const snapshots = 1;

/** A first fill by pages and one by a snapshot, each between two bare loops. `pouch`: what PouchDB pulls a second. */
export async function measureFills(run: Run, pouch: number): Promise<Fills> {
  const { ground, sizes, say } = run;
  const bytes = await bytesOf(ground.pool, team);
  const rowsAPage = Math.min(pageLimits.changes, Math.floor(pageLimits.bytes / bytes));
  const bare: number[] = [];
  const copyBare = async () => {
    say('first fill, bare loop');
    const loop = await bareLoop(run, `bare-${bare.length}`, rowsAPage);
    bare.push((1000 * sizes.rows) / (await loop.copy(0)));
    return loop;
  };
  await (await copyBare()).end();
  // A centre hears of new people a moment later: these are there before it starts.
  const people = [await ground.signedIn(team), await ground.signedIn(team)] as const;
  say('first fill by pages');
  const paging = await centreOn(ground, pagesOnly, run);
  const pages = await fill(run, 'pages', paging.address, people[0]);
  await paging.end();
  await (await copyBare()).end();
  const sending = await centreOn(ground, snapshots, run);
  say('first fill: the centre makes the snapshot');
  const made = { seconds: await makeSnapshot(run, sending.address, ground.again(people[1]).token) };
  say('first fill by snapshot');
  const snapshot = await fill(run, 'snapshot', sending.address, people[1]);
  await sending.end();
  const last = await copyBare();
  say('first fill, ready rows');
  await keepReadyRows(ground.pool, snapshot.place);
  const ready: Awaited<ReturnType<typeof readyLoop>>[] = [];
  for (const name of ['ready-0', 'ready-1', 'ready-2']) ready.push(await readyLoop(run, name, rowsAPage));
  const readyRates = ready.map(({ ms }) => (1000 * sizes.rows) / ms);

  const rate = ({ seconds }: { seconds: number }) => sizes.rows / seconds;
  const loop = `PostgreSQL cursor read ${rowsAPage} rows at a time (a page's worth: ${bytes} bytes a row), each page one transaction of INSERTs of (team, n, kind, key, body) into one table of an encrypted SQLite file with the store's cipher and settings; three runs, in one process: nothing is sent, parsed, checked, indexed or projected`;
  const pouchText = `PouchDB pulling ${sizes.pouched} documents of ${bytes} bytes from a PouchDB server, both in one process with LevelDB: fewer, and the rates are compared`;
  const readyText = `the ${ready[0]?.rows} rows that the desk ends with, made before and kept in PostgreSQL: a cursor reads them as the bare loop's, INSERTs write them into an encrypted store's own tables with their indexes; three runs`;
  const results = [
    rateResult(`first fill of ${sizes.rows} rows by pages`, loop, bare, [rate(pages)], 0.8),
    rateResult('first fill by snapshot', `${loop}; the snapshot is made before`, bare, [rate(snapshot)], 3),
    rateResult('first fill by pages, against ready rows', readyText, readyRates, [rate(pages)], 0.8),
    rateResult('first fill by snapshot, against ready rows', readyText, readyRates, [rate(snapshot)], 3),
    rateResult('first fill by pages, against PouchDB', pouchText, [pouch], [rate(pages)], null),
    rateResult('first fill by snapshot, against PouchDB', pouchText, [pouch], [rate(snapshot)], 20),
    rateResult(
      'making the snapshot at the centre',
      'the bare loop; it is made once for all desks of a team',
      bare,
      [rate(made)],
      null,
    ),
    storyResult('pages', pages),
    storyResult('snapshot', snapshot),
  ];
  return { pages, snapshot, loop: last, results };
}

function storyResult(how: string, { story }: Filled): Result {
  const name = `a customer's story while the fill by ${how} goes on`;
  const about =
    'the same view asked of the same store when nothing comes in; asked every 20 ms by another process, whatever is still unanswered';
  return timesResult(name, about, story.idle, story.during);
}

export const hasAll = (n: number) => {
  return (db: Db) => Number(db.prepare('SELECT n FROM cursor WHERE team = ?').pluck().get(team) ?? 0) >= n;
};

async function fill(run: Run, name: string, server: string, signedIn: SignedIn): Promise<Filled> {
  const { ground, stop } = run;
  const { person } = signedIn;
  const place = deskPlace(join(ground.folder, name));
  const desk = await openDesk(place, person, run);
  const { n } = await headOf(ground.pool, team);
  const reader = readStories(desk);
  const began = performance.now();
  await desk.sync(server, ground.again(signedIn));
  const ended = await desk.until(hasAll(n), 20);
  const during = await reader.end();
  await settled(desk);
  const rest = readStories(desk);
  await wait(run.sizes.events * 50, undefined, { signal: stop });
  const idle = await rest.end();
  await desk.close();
  run.say(
    `${name}: ${Math.round(n / ((ended - began) / 1000))} rows a second, stories p99 ${percentiles(during).p99.toFixed(1)} ms`,
  );
  return { place, signedIn, seconds: (ended - began) / 1000, story: { during, idle } };
}

/** Until nothing is asked of the centre any more. */
export async function settled(desk: Desk): Promise<void> {
  for (;;) {
    const { busy, filling, trouble, unsent } = await desk.view({ view: 'sync' });
    if (!busy && filling === null && trouble === null && unsent === 0) return;
    await wait(100);
  }
}

const everyMs = 20;
/** Customers who are in the first chunk and the first pages. */
const early = 400;

/** Asks for somebody's story again and again, as a window would, and times the answers about whom the store knows already. */
function readStories(desk: Desk): { end(): Promise<number[]> } {
  const dice = diceOf(77);
  const times: number[] = [];
  const asked = new Set<Promise<void>>();
  const ask = () => {
    const began = performance.now();
    const answer = desk
      .view({ view: 'customer', customerId: customerId(dice.int(0, early - 1)) })
      .then((view) => void (view && times.push(performance.now() - began)))
      // Whoever waits for the fill hears why.
      .catch(() => undefined)
      .finally(() => asked.delete(answer));
    asked.add(answer);
  };
  const timer = setInterval(ask, everyMs).unref();
  return {
    async end() {
      clearInterval(timer);
      await Promise.all(asked);
      return times;
    },
  };
}
