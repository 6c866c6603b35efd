import * as fc from 'fast-check';
import type { Limits } from './centre.ts';
import { exchange, good, hearAll } from './exchange.ts';
import { type Chains, chains } from './expected.ts';
import { heal } from './heal.ts';
import { type Parts, rightParts } from './parts.ts';
import { type Reader, reader } from './reading.ts';
import { kindCount, type Step, take } from './steps.ts';
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
};

const number = fc.nat(255);
const anyShape = fc.nat(9999);
const step = fc.tuple(fc.nat(kindCount - 1), fc.nat(2), number, number, number);
const anyHistory = fc.noBias(
  fc.tuple(anyShape, fc.array(step, { minLength: 8, maxLength: 36, size: 'max' })),
);

/**
 * Runs so many histories of three desks, a centre of two processes and everything that goes wrong between them, and heals each. The same
 * seed gives the same histories.
 */
export function runModel({ runs, seed, parts = rightParts, shrink = true }: RunOptions): Report {
  const counts = new Map<string, number>();
  const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
  let common = commonOf(parts);
  let lived = 0;
  const property = fc.property(anyHistory, (history) => {
    lived += 1;
    // What is remembered between histories is content-addressed; it is only forgotten because it grows.
    if (lived % 500 === 0) common = commonOf(parts);
    live(history, { parts, count, ...common });
  });
  const details = fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  const { failed, counterexample, counterexamplePath, numRuns, errorInstance } = details;
  if (!failed) return { histories: numRuns, seed, counts, failure: null };
  const history = counterexample?.[0] ?? [0, []];
  const sentence = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const failure = { sentence, seed, path: counterexamplePath ?? '', history, story: storyOf(history, parts) };
  return { histories: numRuns, seed, counts, failure };
}

/** What all histories begin with, and what they need not work out twice. */
type Common = { read: Reader; chains: Chains; start: Start };

export function commonOf(parts: Parts): Common {
  const read = reader();
  const begun = { read, chains: chains(read), parts, count: () => undefined, say: () => undefined };
  const limits = { pageChanges: 10, pageBytes: 100_000, pages: 10, fillFrom: 1_000_000 };
  const world = newWorld({ ...begun, limits, isStrict: true, isNarrow: false, isStormy: false, start: null });
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
  const isStrict = shape % 8 < 2;
  const isNarrow = shape % 5 < 2;
  const isStormy = shape % 7 < 3;
  const world = newWorld({
    ...options,
    say,
    isStrict,
    isNarrow,
    isStormy,
    limits: limitsOf(shape),
    start: isNew ? null : start,
  });
  hearAll(world);
  for (const one of steps) take(world, one);
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
      ...commonOf(parts),
      count: () => undefined,
      say: (line) => void lines.push(line()),
    });
  } catch (error) {
    lines.push(`WRONG: ${error instanceof Error ? error.message : String(error)}`);
  }
  return lines;
}
