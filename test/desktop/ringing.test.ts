import { expect, test } from 'vitest';
import { limit } from '../../src/main/calls/limit.ts';
import { type Arrival, startRinging } from '../../src/main/calls/ringing.ts';

const desk = () => {
  const delivered: Arrival[] = [];
  const ignored: string[] = [];
  const clock = { now: 1_000_000 };
  let ids = 0;
  const ringing = startRinging({
    deliver: (arrival) => delivered.push(arrival),
    ignored: (why) => ignored.push(why),
    now: () => clock.now,
    newId: () => {
      ids += 1;
      return `call-${ids}`;
    },
  });
  return { ringing, delivered, ignored, clock };
};

test('rings wait until somebody can see them and come in order', () => {
  const { ringing, delivered } = desk();
  ringing.link('hilo://call?from=600112233');
  ringing.link('hilo://case/202611240017');
  ringing.number('+34 600 11 22 44', 'demo');
  expect(delivered).toEqual([]);
  ringing.ready();
  expect(delivered.map((one) => (one.news === 'ring' ? one.ring.from : one.case))).toEqual([
    '600112233',
    '202611240017',
    '+34 600 11 22 44',
  ]);
  ringing.ready();
  expect(delivered).toHaveLength(3);
  ringing.notReady();
  ringing.number('1', 'demo');
  expect(delivered).toHaveLength(3);
});

test('one page cannot fill the screen: at most ten links in ten seconds', () => {
  const { ringing, delivered, ignored, clock } = desk();
  ringing.ready();
  for (let n = 0; n < 50; n += 1) ringing.link(`hilo://call?from=6001122${n + 10}`);
  expect(delivered).toHaveLength(10);
  expect(ignored.filter((why) => why === 'too-many')).toHaveLength(40);
  clock.now += 10_001;
  ringing.link('hilo://call?from=600112233');
  expect(delivered).toHaveLength(11);
});

test('a link that says nothing of ours is counted and does not use up the allowance', () => {
  const { ringing, delivered, ignored } = desk();
  ringing.ready();
  for (let n = 0; n < 50; n += 1) ringing.link('hilo://call?from=javascript:alert(1)');
  ringing.link('hilo://call?from=600112233');
  expect(ignored).toHaveLength(50);
  expect(delivered).toHaveLength(1);
});

test('the same link again within ten seconds is the same call; the demo phone rings anew each time', () => {
  const { ringing, delivered, clock } = desk();
  ringing.ready();
  ringing.link('hilo://call?from=600112233');
  clock.now += 4000;
  ringing.link('hilo://call?from=600112233');
  clock.now += 10_001;
  ringing.link('hilo://call?from=600112233');
  ringing.number('600112233', 'demo');
  ringing.number('600112233', 'demo');
  const ids = delivered.map((one) => (one.news === 'ring' ? one.ring.callId : ''));
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(4);
});

test('what is no number does not ring', () => {
  const { ringing, delivered } = desk();
  ringing.ready();
  expect(ringing.number('<b>600</b>', 'command')).toBe(false);
  expect(delivered).toEqual([]);
});

test('a limit lets through again what is older than its span, and no more', () => {
  const allowed = limit(2, 1000);
  expect([
    allowed(0),
    allowed(1),
    allowed(2),
    allowed(999),
    allowed(1000),
    allowed(1000),
    allowed(1001),
  ]).toEqual([true, true, false, false, true, false, true]);
});
