import { expect } from 'vitest';
import { tooFew } from './often.ts';
import { runModel } from './run.ts';

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
  expect(tooFew(counts, runs)).toEqual([]);
}
