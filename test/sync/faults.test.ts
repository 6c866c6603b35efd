import { expect, test } from 'vitest';
import { faults } from './faults/all.ts';
import { rightParts } from './parts.ts';
import { runModel } from './run.ts';

test('there are at least twelve deliberate bugs', () => {
  expect(faults.length).toBeGreaterThanOrEqual(12);
});

test.each(faults.map((fault) => [fault.name, fault] as const))(
  'the model finds the bug: %s',
  (_name, fault) => {
    let reached = 0;
    const parts = fault.twist(rightParts, () => {
      reached += 1;
    });
    const { failure } = runModel({ runs: 3000, seed: 1, shrink: false, parts });
    expect(reached).toBeGreaterThan(0);
    expect(failure, fault.thought).not.toBeNull();
  },
  120_000,
);
