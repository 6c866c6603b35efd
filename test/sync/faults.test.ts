import { expect, it } from 'vitest';
import { faults } from './faults/all.ts';
import { rightParts } from './parts.ts';
import { runModel } from './run.ts';

/** Within so many histories each seeded fault must be found. */
const most = 6000;

it('there are enough seeded faults, each under a name of its own', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  expect(faults.length).toBeGreaterThanOrEqual(30);
});

it.each(faults)(
  'the model finds: $name ("$thought")',
  ({ twist }) => {
    let reached = 0;
    const parts = twist(rightParts, () => {
      reached += 1;
    });
    const { failure } = runModel({ runs: most, seed: 1, parts, shrink: false });
    expect(reached).toBeGreaterThan(0);
    expect(failure).not.toBeNull();
  },
  300_000,
);
