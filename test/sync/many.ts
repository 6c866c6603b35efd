import { expect } from 'vitest';
import { runModel } from './run.ts';

/** How often each must have happened in 10,000 histories at least, or the run has proved little. */
const least: Readonly<Record<string, number>> = {
  'answer twice': 1000,
  'chunk of a first fill': 1000,
  'clock jump': 250,
  'cut answer': 1000,
  'desk copied back': 2000,
  'desk killed in a verb': 1500,
  'event of a newer kind': 2000,
  'late answer': 1000,
  'late commit': 750,
  'late page': 50,
  'lost answer': 2000,
  'page other': 250,
  'page shifted': 250,
  'page short': 250,
  'request that waits for others': 750,
  'request twice': 2000,
  'server killed': 750,
  'team left': 1000,
  'unreadable command': 250,
  fork: 2000,
  restore: 4000,
};

/** Lives so many histories of a seed: all of them end well, and everything that is to go wrong did. */
export function allEndWell(runs: number, seed: number): void {
  const { histories, failure, counts } = runModel({ runs, seed });
  const told = [...counts].map(([what, times]) => `${what} ${times}`).join(', ');
  console.log(`${histories} histories, seed ${seed}: ${told}`);
  if (failure)
    expect.fail(
      [`${failure.sentence} (seed ${failure.seed}, path ${failure.path})`, ...failure.story].join('\n'),
    );
  expect(histories).toBe(runs);
  for (const [what, times] of Object.entries(least))
    expect(counts.get(what) ?? 0, what).toBeGreaterThanOrEqual((times * runs) / 10_000);
}
