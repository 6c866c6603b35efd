import { expect, test } from 'vitest';
import { startRinging } from '../../src/main/calls/ringing.ts';
import { watchIdle } from '../../src/main/person/idle.ts';

test.each([
  ['a keyboard on the screen, which the system does not see', [[600_000, 1_000]], []],
  ['the system has seen nobody for ten minutes', [[600_000, 600_000]], ['idle']],
  [
    'somebody works in another window',
    [
      [3_000, 0],
      [1_000, 900_000],
    ],
    [],
  ],
  [
    'a system that never tells leaves it to the window',
    [
      [0, 599_000],
      [0, 600_000],
    ],
    ['idle'],
  ],
  ['a minute less', [[599_000, 599_000]], []],
] as const)('a desk that locks after ten minutes: %s', (_name, looks, wanted) => {
  const locked: string[] = [];
  let idle = { system: 0, own: 0 };
  const { look } = watchIdle({ idle: () => idle, after: () => 10, lock: (why) => void locked.push(why) });
  for (const [system, own] of looks) {
    idle = { system, own };
    look();
  }
  expect(locked).toEqual(wanted);
});

test('where the policy wants no lock, neither time nor the screen of the system locks', () => {
  const locked: string[] = [];
  let after: number | null = null;
  const { look, away } = watchIdle({
    idle: () => ({ system: 9_000_000, own: 9_000_000 }),
    after: () => after,
    lock: (why) => void locked.push(why),
  });
  look();
  away();
  expect(locked).toEqual([]);
  after = 10;
  away();
  expect(locked).toEqual(['system']);
});

test('a ring that nobody can see is told without its number, and comes whole once the desk is open', () => {
  const delivered: unknown[] = [];
  let held = 0;
  const ringing = startRinging({
    deliver: (arrival) => delivered.push(arrival),
    held: () => {
      held += 1;
    },
    ignored: () => undefined,
    now: () => 5,
    newId: () => 'one',
  });
  ringing.ready();
  ringing.notReady();
  ringing.link('hilo://call?from=%2B34600111222');
  ringing.link('hilo://case/202611280001');
  expect([held, ringing.waiting(), delivered]).toEqual([1, [5], []]);
  ringing.ready();
  expect(delivered).toMatchObject([
    { news: 'ring', ring: { from: '+34600111222', at: 5 } },
    { news: 'open-case' },
  ]);
  expect(ringing.waiting()).toEqual([]);
});
