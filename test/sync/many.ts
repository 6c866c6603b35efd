import { expect } from 'vitest';
import { runModel } from './run.ts';

/** Faults that must really have been injected for a run to mean anything. */
const injected = [
  'lost answer',
  'cut answer',
  'answer twice',
  'late answer',
  'request twice',
  'late commit',
  'restore',
  'fork',
  'desk killed in a verb',
  'desk copied back',
  'server killed',
  'unreadable command',
  'event of a newer kind',
  'chunk of a first fill',
] as const;

/** Lives `runs` histories of a seed, and asserts that all of them end well and that each fault came often enough. */
export function allEndWell(runs: number, seed: number): void {
  const { histories, failure, counts } = runModel({ runs, seed });
  console.log(
    `${histories} histories, seed ${seed}: ${injected.map((what) => `${what} ${counts.get(what) ?? 0}`).join(', ')}`,
  );
  if (failure)
    throw new Error(
      `${failure.sentence}\nseed ${failure.seed}, path ${failure.path}\n${failure.story.join('\n')}`,
    );
  expect(histories).toBe(runs);
  for (const what of injected) expect(counts.get(what) ?? 0, what).toBeGreaterThan(runs / 50);
}
