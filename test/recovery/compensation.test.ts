import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, type CommandAsk, commandAsk } from '#shared/case/commands.ts';
import type { Compensation } from '#shared/case/compensation.ts';
import { decide, mayAsk } from '#shared/case/decide.ts';
import { emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import type { Money } from '#shared/order/money.ts';
import { compensationOf } from './sample.ts';

// What was given to a customer is a fact, kept and flagged, never refused.

const customerId = 'c1';
const caseId = 'k1';
const about = { customerId, caseId };

const open: CommandAsk = {
  ...about,
  type: 'case.open',
  data: { subject: 'Toner', words: '', kind: 'wrong-product', orderId: 'o1' },
};
const give = (id: string, more?: Partial<Compensation>): CommandAsk => ({
  ...about,
  type: 'compensation.give',
  data: compensationOf(id, more),
});
const request = (id: string, more?: Partial<Compensation>): CommandAsk => ({
  ...about,
  type: 'compensation.request',
  data: { ...compensationOf(id, more), why: 'She has been with us for ten years' },
});
const answer = (type: 'approve' | 'decline' | 'withdraw', compensationId: string): CommandAsk => ({
  ...about,
  type: `compensation.${type}`,
  data: { compensationId, text: 'because' },
});

type Step = [by: string, ask: CommandAsk];

/** One step after another. `last`: what the last was answered: `done`, flags, or why not. */
function after(steps: readonly Step[]): { state: StreamState; last: string } {
  let state = emptyStream;
  let last = '';
  steps.forEach(([by, ask], index) => {
    const number = ask.type === 'case.open' ? '123456789012' : null;
    const command: Command = { v: 1, stamp: { id: randomUUID(), at: index + 1, by, number }, ask };
    const decision = decide(state, command);
    if ('refusal' in decision) last = decision.refusal.code;
    else {
      state = fold(decision.events, state);
      const flags = decision.events.flatMap((one) => (one.type === 'fact.flagged.1' ? [one.data.why] : []));
      last = flags.length > 0 ? flags.join() : 'done';
    }
  });
  return { state, last };
}

const opened: Step = ['lucia', open];
const solved: Step = ['lucia', { ...about, type: 'case.solve', data: { how: '' } }];
const again = { remedy: 'replacement', amount: null } as const;

test.each<[string, Step[], string]>([
  ['a case that nobody opened', [['lucia', give('g1')]], 'case-unknown'],
  ['an open case', [opened, ['lucia', give('g1')]], 'done'],
  ['a solved case', [opened, solved, ['lucia', give('g1')]], 'case-solved'],
  ['the same thing twice, unseen', [opened, ['lucia', give('g1')], ['mateo', give('g2')]], 'given-twice'],
  [
    'the same thing twice, seen',
    [opened, ['lucia', give('g1')], ['mateo', give('g2', { despite: ['g1'] })]],
    'done',
  ],
  [
    'something else for the same order',
    [opened, ['lucia', give('g1')], ['mateo', give('g2', { remedy: 'letter', amount: null })]],
    'done',
  ],
  [
    'the same for another order',
    [opened, ['lucia', give('g1')], ['mateo', give('g2', { orderId: 'o2' })]],
    'done',
  ],
  [
    'the same after the first was taken back',
    [opened, ['lucia', give('g1')], ['lucia', answer('withdraw', 'g1')], ['mateo', give('g2')]],
    'done',
  ],
  [
    'a third parcel without a check',
    [
      opened,
      ['lucia', give('g1', again)],
      ['lucia', give('g2', { ...again, despite: ['g1'] })],
      ['lucia', give('g3', { ...again, despite: ['g1', 'g2'] })],
    ],
    'sent-again',
  ],
  [
    'a third parcel that was checked',
    [
      opened,
      ['lucia', give('g1', again)],
      ['lucia', give('g2', { ...again, despite: ['g1'] })],
      [
        'lucia',
        give('g3', { ...again, despite: ['g1', 'g2'], stop: { times: 3, checked: 'Label seen by Marta' } }),
      ],
    ],
    'done',
  ],
])('given in %s', (_, steps, expected) => {
  const { state, last } = after(steps);
  expect(last).toBe(expected);
  // A fact is never lost: whoever opened the case sees it there.
  if (state.case) expect(state.case.compensations.length).toBeGreaterThan(0);
});

test.each<[string, Step[], string]>([
  ['asked for in an open case', [opened, ['lucia', request('r1')]], 'done'],
  ['asked for in a solved case', [opened, solved, ['lucia', request('r1')]], 'already-solved'],
  ['asked for in no case', [['lucia', request('r1')]], 'case-unknown'],
  ['approved by another', [opened, ['lucia', request('r1')], ['ines', answer('approve', 'r1')]], 'done'],
  [
    'approved by whoever asked',
    [opened, ['lucia', request('r1')], ['lucia', answer('approve', 'r1')]],
    'own-request',
  ],
  [
    'approved twice',
    [opened, ['lucia', request('r1')], ['ines', answer('approve', 'r1')], ['tom', answer('approve', 'r1')]],
    'compensation-ended',
  ],
  [
    'approved after it was declined',
    [opened, ['lucia', request('r1')], ['ines', answer('decline', 'r1')], ['tom', answer('approve', 'r1')]],
    'compensation-ended',
  ],
  ['approved without being asked', [opened, ['ines', answer('approve', 'r1')]], 'compensation-unknown'],
  [
    'approved when it was given at once',
    [opened, ['lucia', give('g1')], ['ines', answer('approve', 'g1')]],
    'compensation-ended',
  ],
  [
    'taken back by whoever asked',
    [opened, ['lucia', request('r1')], ['lucia', answer('withdraw', 'r1')]],
    'done',
  ],
  [
    'taken back twice',
    [opened, ['lucia', give('g1')], ['lucia', answer('withdraw', 'g1')], ['ines', answer('withdraw', 'g1')]],
    'compensation-ended',
  ],
])('a request %s', (_, steps, expected) => {
  expect(after(steps).last).toBe(expected);
});

const euros = (minor: number, currency = 'EUR') => ({ minor, currency });
const less = (amount: Money): CommandAsk => ({
  ...about,
  type: 'compensation.approve',
  data: { compensationId: 'r1', text: '', amount },
});

test.each<[string, Money, Partial<Compensation>, string]>([
  ['to a part of it', euros(400), {}, 'done'],
  ['to all of it, in so many words', euros(1000), {}, 'done'],
  ['to more', euros(1001), {}, 'not-less'],
  ['to nothing', euros(0), {}, 'not-less'],
  ['in another currency', euros(400, 'USD'), {}, 'not-less'],
  ['to an amount of what has none', euros(400), { amount: null }, 'not-less'],
])('a yes %s', (_, amount, more, expected) => {
  expect(after([opened, ['lucia', request('r1', more)], ['ines', less(amount)]]).last).toBe(expected);
});

test('a yes to less gives so much and costs as much less; what was asked for is still known', () => {
  const { state } = after([opened, ['lucia', request('r1')], ['ines', less(euros(400))]]);
  expect(state.case?.compensations).toMatchObject([
    { state: 'given', amount: euros(400), cost: euros(240), askedFor: euros(1000), answered: { by: 'ines' } },
  ]);
});

const readIt: CommandAsk = {
  ...about,
  type: 'compensation.read-answer',
  data: { compensationId: 'r1' },
};
const asked: Step[] = [opened, ['lucia', request('r1')]];

test.each<[string, Step[], boolean | undefined, string]>([
  ['asked for', asked, undefined, 'done'],
  ['said yes to', [...asked, ['ines', answer('approve', 'r1')]], true, 'done'],
  ['said no to', [...asked, ['ines', answer('decline', 'r1')]], true, 'done'],
  ['taken back by themselves', [...asked, ['lucia', answer('withdraw', 'r1')]], false, 'done'],
  ['said yes to, and read', [...asked, ['ines', answer('approve', 'r1')], ['lucia', readIt]], false, 'done'],
  [
    'said yes to, and they did something in the case',
    [...asked, ['ines', answer('approve', 'r1')], ['lucia', give('g2')]],
    false,
    'given-twice',
  ],
  [
    'said yes to, and somebody else did something',
    [...asked, ['ines', answer('approve', 'r1')], ['tom', give('g2')]],
    true,
    'given-twice',
  ],
  [
    'said yes to, and somebody else says that it was read',
    [...asked, ['ines', answer('approve', 'r1')], ['tom', readIt]],
    true,
    'compensation-ended',
  ],
  ['read before there is an answer', [...asked, ['lucia', readIt]], undefined, 'compensation-ended'],
  [
    'read twice',
    [...asked, ['ines', answer('approve', 'r1')], ['lucia', readIt], ['lucia', readIt]],
    false,
    'compensation-ended',
  ],
])('whoever asked has an answer to read: %s', (_, steps, unread, last) => {
  const done = after(steps);
  const one = done.state.case?.compensations.find(({ compensationId }) => compensationId === 'r1');
  expect([one?.unread, done.last]).toEqual([unread, last]);
});

test('a request that was approved counts as given by whoever approved it', () => {
  const { state } = after([opened, ['lucia', request('r1')], ['ines', answer('approve', 'r1')]]);
  expect(state.case?.compensations).toEqual([
    {
      ...compensationOf('r1'),
      why: 'She has been with us for ten years',
      state: 'given',
      by: 'lucia',
      at: 2,
      answered: { by: 'ines', at: 3, text: 'because' },
      unread: true,
    },
  ]);
});

test('only whoever may decide is offered to answer a request', () => {
  expect(mayAsk('compensation.approve', 'agent')).toBe(false);
  expect(mayAsk('compensation.decline', 'quality')).toBe(false);
  expect(mayAsk('compensation.approve', 'supervisor')).toBe(true);
  expect(mayAsk('compensation.give', 'agent')).toBe(true);
});

test('whatever is asked in whatever order, each compensation is answered at most once and nothing given is forgotten', () => {
  const people = ['lucia', 'mateo', 'ines'];
  const step = fc.tuple(
    fc.constantFrom(...people),
    fc.constantFrom('give', 'request', 'approve', 'decline', 'withdraw', 'solve', 'reopen'),
    fc.constantFrom('x', 'y', 'z'),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (script) => {
      let state = fold([]);
      const run = (by: string, ask: CommandAsk, index: number) => {
        const number = ask.type === 'case.open' ? '123456789012' : null;
        const decision = decide(state, {
          v: 1,
          stamp: { id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, at: index, by, number },
          ask,
        });
        if ('events' in decision) state = fold(decision.events, state);
        return 'events' in decision;
      };
      run('lucia', open, 0);
      const given = new Set<string>();
      script.forEach(([by, what, id], place) => {
        const index = place + 1;
        const name = `${id}${what === 'give' || what === 'request' ? index : ''}`;
        const known = state.case?.compensations.find((one) => one.compensationId.startsWith(id));
        const target = known?.compensationId ?? id;
        if (what === 'give') {
          expect(run(by, give(name), index)).toBe(true);
          given.add(name);
        } else if (what === 'request') run(by, request(name), index);
        else if (what === 'solve') run(by, solved[1], index);
        else if (what === 'reopen') run(by, { ...about, type: 'case.reopen', data: { why: '' } }, index);
        else {
          const before = known?.state;
          const done = run(by, answer(what as 'approve', target), index);
          if (done) expect(['requested', 'given']).toContain(before);
          if (done && what !== 'withdraw') expect(known?.by).not.toBe(by);
        }
      });
      const held = new Set(state.case?.compensations.map(({ compensationId }) => compensationId));
      for (const id of given) expect(held.has(id)).toBe(true);
    }),
  );
});

test('what sending it costs besides is kept with it, given or asked for, also where less was said yes to', () => {
  const besides = { minor: 790, currency: 'EUR' };
  const types = (ask: CommandAsk): string[] => {
    const command: Command = { v: 1, stamp: { id: 'x', at: 2, by: 'lucia', number: null }, ask };
    const decision = decide(after([opened]).state, command);
    return 'refusal' in decision ? [decision.refusal.code] : decision.events.map(({ type }) => type);
  };
  expect(types(give('g1'))).toEqual(['compensation.given.1']);
  expect(types(give('g1', { besides }))).toEqual(['compensation.given.2']);
  expect(types(request('g1'))).toEqual(['compensation.requested.1']);
  expect(types(request('g1', { besides }))).toEqual(['compensation.requested.2']);
  expect(commandAsk.parse(give('g1', { besides }))).toEqual(give('g1', { besides }));

  const amount = { minor: 400, currency: 'EUR' };
  const less: CommandAsk = {
    ...about,
    type: 'compensation.approve',
    data: { compensationId: 'r1', text: 'so much', amount },
  };
  const { state } = after([
    opened,
    ['lucia', give('g1', { besides })],
    ['lucia', request('r1', { besides, despite: ['g1'] })],
    ['ines', less],
  ]);
  expect(state.case?.compensations).toMatchObject([
    { compensationId: 'g1', state: 'given', besides },
    { compensationId: 'r1', state: 'given', amount, besides },
  ]);
});
