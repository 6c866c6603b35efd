import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import { decide, refusalOf } from '#shared/case/decide.ts';
import { emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import { compensationOf } from '../recovery/sample.ts';

const file = { customerId: 'c1', caseId: null } as const;
const about = { customerId: 'c1', caseId: 'k1' } as const;
const opened: CommandAsk = {
  ...about,
  type: 'case.open',
  data: { subject: 'Toner', words: '', kind: 'wrong-product', orderId: 'o1' },
};
const given: CommandAsk = { ...about, type: 'compensation.give', data: compensationOf('g1') };
const requested: CommandAsk = {
  ...about,
  type: 'compensation.request',
  data: { ...compensationOf('r1'), why: '' },
};
const attached: CommandAsk = {
  ...about,
  type: 'attachment.add',
  data: {
    attachmentId: 'a1',
    hash: 'a'.repeat(64),
    name: 'caja.jpg',
    mime: 'image/jpeg',
    bytes: 10,
    orderId: null,
    about: '',
  },
};
const linked: CommandAsk = { ...file, type: 'customer.link', data: { into: 'c2', why: 'same number' } };

const decided = (state: StreamState, ask: CommandAsk, by = 'lucia') =>
  decide(state, { v: 1, stamp: { id: randomUUID(), at: 1, by, number: '123456789012' }, ask });

function after(asks: readonly CommandAsk[]): StreamState {
  return asks.reduce((state, ask) => {
    const decision = decided(state, ask);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    return fold(decision.events, state);
  }, emptyStream);
}

test.each<[string, CommandAsk[], (why: string) => CommandAsk]>([
  ['two records linked', [], (why) => ({ ...file, type: 'customer.link', data: { into: 'c2', why } })],
  ['a link undone', [linked], (why) => ({ ...file, type: 'customer.unlink', data: { into: 'c2', why } })],
  [
    'a photo taken away',
    [opened, attached],
    (why) => ({ ...about, type: 'attachment.remove', data: { attachmentId: 'a1', why } }),
  ],
  [
    'a no to a colleague',
    [opened, requested],
    (text) => ({ ...about, type: 'compensation.decline', data: { compensationId: 'r1', text } }),
  ],
  [
    'something given taken back',
    [opened, given],
    (text) => ({ ...about, type: 'compensation.withdraw', data: { compensationId: 'g1', text } }),
  ],
])('%s: not without a reason, and the button is there before it is written', (_, before, ask) => {
  const state = after(before);
  for (const blank of ['', ' ', ' \n\t', '\u00a0'])
    expect(decided(state, ask(blank), 'ines')).toEqual({ refusal: { code: 'reason-needed' } });
  expect(refusalOf(state, ask(''), 'ines')).toBeNull();
  expect(decided(state, ask('porque sí'), 'ines')).toHaveProperty('events');
});

test('what cannot be done at all says so before it asks for a reason', () => {
  const undo: CommandAsk = { ...file, type: 'customer.unlink', data: { into: 'c2', why: '' } };
  expect(decided(emptyStream, undo)).toEqual({ refusal: { code: 'not-linked' } });
});
