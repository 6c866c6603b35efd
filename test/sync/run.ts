import * as fc from 'fast-check';
import type { Limits } from './centre.ts';
import { exchange, good, hearAll } from './exchange.ts';
import { type Chains, chains } from './expected.ts';
import { heal } from './heal.ts';
import { type Parts, rightParts } from './parts.ts';
import { type Reader, reader } from './reading.ts';
import { kindCount, nothing, type Step, take } from './steps.ts';
import { newWorld, type Start } from './world.ts';

/** A whole history. `shape` chooses sizes of pages and from where on a first fill is a snapshot. */
export type History = readonly [shape: number, steps: readonly Step[]];

export type Failure = { sentence: string; seed: number; path: string; history: History; story: string[] };

export type Report = {
  histories: number;
  seed: number;
  /** How often each fault was injected, and other things that must happen for the run to mean something. */
  counts: ReadonlyMap<string, number>;
  failure: Failure | null;
};

export type RunOptions = {
  runs: number;
  seed: number;
  /** Instead of the right ones: a seeded fault. */
  parts?: Parts;
  /** Whether a failing history is made as short as can be. */
  shrink?: boolean;
  /** Hears now and then how many histories went well. */
  onProgress?: (histories: number) => void;
};

const number = fc.nat(255);
const anyShape = fc.nat(9999);
const step = fc.tuple(fc.nat(kindCount - 1), fc.nat(2), number, number, number);
const anyHistory = fc.noBias(
  fc.tuple(anyShape, fc.array(step, { minLength: 6, maxLength: 28, size: 'max' })),
);

/** A check keeps what it has generated, so a long run is many checks; each has its own seed. */
const atOnce = 20_000;

/**
 * Runs so many histories of three desks, a centre of two processes and everything that goes wrong between them, and heals each. The same
 * seed gives the same histories. It ends at the first history in which something is not as it must be.
 */
export function runModel({ runs, seed, parts = rightParts, shrink = true, onProgress }: RunOptions): Report {
  const counts = new Map<string, number>();
  const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
  let histories = 0;
  for (let part = 0; histories < runs; part++) {
    const numRuns = Math.min(atOnce, runs - histories);
    const checked = check({ runs: numRuns, seed: seed + part, parts, shrink }, count);
    histories += checked.histories;
    if (checked.failure) return { histories, seed, counts, failure: checked.failure };
    onProgress?.(histories);
  }
  return { histories, seed, counts, failure: null };
}

function check(
  { runs, seed, parts, shrink }: Required<Omit<RunOptions, 'onProgress'>>,
  count: (what: string) => void,
): Pick<Report, 'histories' | 'failure'> {
  let common = commonStart();
  let lived = 0;
  const property = fc.property(anyHistory, (history) => {
    lived += 1;
    // What is remembered between histories is content-addressed; it is only forgotten because it grows.
    if (lived % 500 === 0) common = commonStart();
    live(history, { parts, count, ...common });
  });
  const details = fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  const { failed, counterexample, counterexamplePath, numRuns, errorInstance } = details;
  if (!failed) return { histories: numRuns, failure: null };
  const history = counterexample?.[0] ?? [0, []];
  const sentence = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const failure = { sentence, seed, path: counterexamplePath ?? '', history, story: storyOf(history, parts) };
  return { histories: numRuns, failure };
}

/** What all histories begin with, and what they need not work out twice. */
type Common = { read: Reader; chains: Chains; start: Start };

export function commonStart(): Common {
  const read = reader();
  const begun = {
    read,
    chains: chains(read),
    parts: rightParts,
    count: () => undefined,
    say: () => undefined,
  };
  const limits = { pageChanges: 10, pageBytes: 100_000, pages: 10, fillFrom: 1_000_000 };
  const world = newWorld({
    ...begun,
    limits,
    isStrict: true,
    isNarrow: false,
    isStormy: false,
    isThorough: true,
    isSliced: false,
    start: null,
  });
  hearAll(world);
  for (const desk of world.desks) exchange(world, desk, good);
  return {
    read,
    chains: begun.chains,
    start: { db: world.centre.db, disks: world.desks.map(({ disk }) => disk) },
  };
}

type LiveOptions = Common & { parts: Parts; count(what: string): void; say?(line: () => string): void };

/** Lives through one history. @throws Wrong when something is not as it must be. */
export function live([shape, steps]: History, options: LiveOptions): void {
  const { start, say = () => undefined } = options;
  const isNew = shape % 4 === 0;
  const isStrict = shape % 16 === 0;
  const isNarrow = shape % 5 < 2;
  const isStormy = shape % 7 < 3;
  const isThorough = shape % 3 === 0;
  const isSliced = shape % 13 < 3;
  const world = newWorld({
    ...options,
    say,
    isStrict,
    isNarrow,
    isStormy,
    isThorough,
    isSliced,
    limits: limitsOf(shape),
    start: isNew ? null : start,
  });
  hearAll(world);
  for (const one of steps) take(world, one);
  // Small pages have cut what they could; the way back is long enough.
  if (shape % 8 > 0) world.centre.limits = { ...world.centre.limits, pageChanges: 40, pageBytes: 100_000 };
  heal(world);
}

function limitsOf(shape: number): Limits {
  const one = shape >> 3;
  return {
    pageChanges: [1, 1, 2, 3, 8][one % 5] ?? 1,
    pageBytes: one % 6 === 0 ? 100 : 100_000,
    pages: 1 + (one % 2),
    fillFrom: one % 11 < 6 ? 1_000_000 : 3 + (one % 4),
  };
}

/** What happens in a history, line by line, up to what is wrong. */
export function storyOf(history: History, parts: Parts): string[] {
  const lines: string[] = [];
  try {
    live(history, {
      parts,
      ...commonStart(),
      count: () => undefined,
      say: (line) => void lines.push(line()),
    });
  } catch (error) {
    lines.push(`WRONG: ${error instanceof Error ? error.message : String(error)}`);
  }
  return lines.filter((line) => line !== nothing);
}
