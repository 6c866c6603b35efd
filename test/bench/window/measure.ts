import { join } from 'node:path';
import type { RingView } from '#shared/views/search.ts';
import { applicationPath } from '../../e2e/launch.ts';
import { diceOf } from '../company/dice.ts';
import { type BenchStore, benchPassphrase, openBench } from '../company/fill.ts';
import { mobileOf } from '../company/people.ts';
import { electronProgram } from '../machine.ts';
import { type Result, ratioResult } from '../result.ts';
import { compare, percentiles } from '../stats.ts';
import { buildEmptyPage } from './empty-page.ts';
import { type Call, rings } from './rings.ts';
import type { App } from './run.ts';
import { type Start, starts } from './start.ts';

const frames = 33;

/** Customers anywhere in the company whose number is theirs alone, with the store's answer to a ring. */
async function callsOf(place: BenchStore, count: number): Promise<Call[]> {
  const store = await openBench(place);
  try {
    const dice = diceOf(112);
    return Array.from({ length: count }, () => {
      const index = 1 + dice.int(0, place.blocks * 25 - 1) * 40 + dice.int(0, 38);
      const from = mobileOf(index);
      return { from, answer: store.view({ view: 'ring', from }) as RingView };
    });
  } finally {
    store.close();
  }
}

function memoryResult(
  name: string,
  about: string,
  floor: number[],
  value: number[],
  most: number | null,
): Result {
  const [a, b] = [percentiles(floor), percentiles(value)];
  const ratio = { p50: b.p50 / a.p50, p99: b.p99 / a.p99 };
  const goal = most === null ? null : `≤ ${most} × floor`;
  const met = most === null ? null : ratio.p50 <= most;
  return {
    name,
    about,
    unit: 'MB',
    floor: a,
    value: b,
    ratio,
    spread: null,
    goal,
    met,
    detail: { floor, value },
  };
}

const known = (all: (number | null)[]): number[] => all.filter((one) => one !== null);
const memoryOf = (all: readonly Start[]) => known(all.map(({ memory }) => memory));

/** Everything that is measured in the real window, on the bench's own store. `times`: starts of each, and rings. */
export async function measureWindow(
  place: BenchStore,
  times: { starts: number; rings: number },
  say: (what: string) => void,
): Promise<Result[]> {
  say('building the empty page');
  const folder = await buildEmptyPage();
  const electron = electronProgram();
  const bare: App = { electron, folder, home: join(folder, 'home'), watch: {} };
  const watch = { passphrase: 'input[type=password]', desk: '#in-hand' };
  const hilo: App = { electron, folder: applicationPath(), home: place.home, watch };

  say('starts');
  const begun = await starts(bare, hilo, benchPassphrase, times.starts);
  const ms = (all: readonly Start[]) => all.map((one) => [one.ms]);
  const start = compare(ms(begun.floor), ms(begun.value));
  say('rings');
  const { turns, memory } = await rings(bare, hilo, benchPassphrase, await callsOf(place, times.rings));
  const rang = compare(turns.floor, turns.value);
  const behind = { p50: rang.value.p50 - rang.floor.p50, p99: rang.value.p99 - rang.floor.p99 };

  const results: Result[] = [
    {
      ...ratioResult(
        'ring to painted story',
        'the same answer sent by a main process to an empty React page in the same window, to its second frame',
        rang,
        null,
      ),
      goal: `≤ floor + ${frames} ms`,
      met: behind.p50 <= frames && behind.p99 <= frames,
      detail: { behind, times: turns },
    },
    {
      ...ratioResult(
        'start to usable window',
        'an Electron window of the same options with an empty React page',
        start,
        1.5,
      ),
      // Of so few starts the slowest is no percentile: the goal is of the middle.
      met: start.ratio.p50 <= 1.5,
      detail: begun,
    },
  ];
  const [one, other] = [memoryOf(begun.floor), memoryOf(begun.value)];
  if (one.length > 0 && other.length > 0)
    results.push(
      memoryResult('memory after the start', 'PSS of all processes of the empty window', one, other, 1.5),
    );
  const [before, after] = [known([memory.floor]), known([memory.value])];
  if (before.length > 0 && after.length > 0)
    results.push(
      memoryResult('memory after the rings', 'PSS of the empty window after as many', before, after, null),
    );
  return results;
}
