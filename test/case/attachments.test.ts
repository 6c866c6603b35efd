import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Command, CommandAsk } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { readEvent } from '#shared/case/events.ts';
import { isFact } from '#shared/case/facts.ts';
import { emptyStream, fold, type StreamState } from '#shared/case/fold.ts';

const base = { customerId: 'c1', caseId: 'k1' } as const;
const open: CommandAsk = {
  ...base,
  type: 'case.open',
  data: { subject: 'Rota', words: '', kind: 'damaged', orderId: null },
};
const add = (attachmentId = 'a1', customerId = 'c1', caseId: string | null = 'k1'): CommandAsk => ({
  customerId,
  caseId,
  type: 'attachment.add',
  data: {
    attachmentId,
    hash: 'a'.repeat(64),
    name: 'rota.jpg',
    mime: 'image/jpeg',
    bytes: 1000,
    orderId: null,
    about: 'La taza',
  },
});
const remove = (attachmentId = 'a1'): CommandAsk => ({
  ...base,
  type: 'attachment.remove',
  data: { attachmentId, why: 'De otra clienta' },
});

const command = (ask: CommandAsk, by = 'lucia'): Command => ({
  v: 1,
  stamp: { id: randomUUID(), at: 1000, by, number: ask.type === 'case.open' ? '123456789012' : null },
  ask,
});

/** The state after asks that are all done. */
function after(...asks: (CommandAsk | [CommandAsk, string])[]): StreamState {
  return asks.reduce<StreamState>((state, one) => {
    const [ask, by] = Array.isArray(one) ? one : [one, 'lucia'];
    const decision = decide(state, command(ask, by));
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    return fold(decision.events, state);
  }, emptyStream);
}

test.each<[string, StreamState, CommandAsk, string[]]>([
  ['in an open case', after(open), add(), []],
  ['in a solved case', after(open, { ...base, type: 'case.solve', data: { how: '' } }), add(), []],
  ['for a customer alone', emptyStream, add('a1', 'c1', null), []],
  ['in a case that nobody opened here', emptyStream, add(), ['case-unknown']],
  ['in a case of another customer', after(open), add('a1', 'c2'), ['other-customer']],
])('what is attached %s is kept, whatever rule it breaks', (_, state, ask, flags) => {
  expect(isFact(ask)).toBe(true);
  const decision = decide(state, command(ask));
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  expect(decision.events[0]?.type).toBe('attachment.added.1');
  expect(decision.events.slice(1).map(({ data }) => (data as { why: string }).why)).toEqual(flags);
});

test.each<[string, StreamState, string | null]>([
  ['that nobody attached', after(open), 'attachment-unknown'],
  ['that is here', after(open, add()), null],
  ['that was taken away', after(open, add(), remove()), 'attachment-removed'],
])('to take one away %s', (_, state, refusal) => {
  const decision = decide(state, command(remove(), 'mateo'));
  expect('refusal' in decision ? decision.refusal.code : null).toBe(refusal);
});

test('who took it away and why stays; attached twice under one id it is one', () => {
  const { attachments } = after(open, add(), add(), add('a2'), [remove(), 'mateo']);
  expect(attachments).toMatchObject([
    { id: 'a1', by: 'lucia', removed: { by: 'mateo', why: 'De otra clienta', at: 1000 } },
    { id: 'a2', name: 'rota.jpg', removed: null },
  ]);
});

test.each([
  ['a hash that is none', { hash: 'x' }],
  ['no length', { bytes: 0 }],
  ['a mime type that is none', { mime: 'image/png; charset=x' }],
  ['no name', { name: '' }],
])('an event with %s is not read', (_, wrong) => {
  const { data } = add();
  const envelope = { id: 'e:0', type: 'attachment.added.1', ...base, at: 1, by: 'lucia' };
  expect(readEvent({ ...envelope, data })).not.toBeNull();
  expect(readEvent({ ...envelope, data: { ...data, ...wrong } })).toBeNull();
});
