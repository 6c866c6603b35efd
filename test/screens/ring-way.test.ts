import { expect, test } from 'vitest';
import type { Ring } from '#shared/bridge.ts';
import type { CustomerCard } from '#shared/views/customer.ts';
import type { RingView } from '#shared/views/search.ts';
import type { Call } from '../../src/renderer/desk/shell/calls.ts';
import {
  callAfter,
  callInFront,
  callToHangUp,
  callWithoutName,
  placeOf,
} from '../../src/renderer/desk/shell/in-front.ts';
import { type Ground, whereRingGoes } from '../../src/renderer/desk/shell/ring-way.ts';
import { noTabs } from '../../src/renderer/desk/shell/tabs-state.ts';

const ring: Ring = { callId: 'new', from: '+34600112233', at: 5000, source: 'demo' };
const card = (id: string): CustomerCard => ({
  id,
  name: `Name of ${id}`,
  guest: false,
  city: null,
  country: null,
  emails: [],
  phones: [],
  orderCount: 0,
  openCases: 0,
  lastAt: null,
  also: [],
  remarks: [],
});
const answer = (...ids: string[]): RingView => ({
  number: {
    raw: ring.from,
    e164: ring.from,
    shown: ring.from,
    withheld: false,
    extension: false,
    valid: true,
  },
  matches: ids.map(card),
  customer: null,
});
const call = (callId: string, fields: Partial<Call> = {}): Call => ({
  callId,
  number: '+34911111111',
  shown: '911 11 11 11',
  customerId: null,
  customerName: null,
  rangAt: 1000,
  startedAt: null,
  endedAt: null,
  ...fields,
});
const quiet: Ground = { tabs: noTabs, calls: [], typing: false, dialog: false };

test.each<[string, Partial<Ground>, boolean]>([
  ['on a quiet desk it comes to the front', {}, true],
  ['while somebody types it waits with a dot', { typing: true }, false],
  ['while a dialog is open it waits with a dot', { dialog: true }, false],
  ['while another call is talked it waits with a dot', { calls: [call('a', { startedAt: 2000 })] }, false],
  ['while another call rings it waits with a dot', { calls: [call('a')] }, false],
  ['after another call has ended it comes to the front', { calls: [call('a', { endedAt: 3000 })] }, true],
  [
    "while the same customer's first call is still there it comes to the front",
    { calls: [call('a', { customerId: 'c1' })] },
    true,
  ],
])('one match opens the customer; %s', (_name, ground, focus) => {
  expect(whereRingGoes({ ...quiet, ...ground }, ring, answer('c1'))).toEqual({
    to: 'customer',
    customerId: 'c1',
    name: 'Name of c1',
    focus,
  });
});

test('several matches are never a guess, and neither is none', () => {
  expect(whereRingGoes(quiet, ring, answer('c1', 'c2'))).toEqual({ to: 'caller', focus: true });
  expect(whereRingGoes(quiet, ring, answer())).toEqual({ to: 'caller', focus: true });
});

test('a call whose number could not be looked up is still shown', () => {
  expect(whereRingGoes({ ...quiet, typing: true }, ring, null)).toEqual({ to: 'caller', focus: false });
});

test('a ring that was heard before goes nowhere, even after its call has ended', () => {
  const heard = [call('new', { endedAt: 4000 })];
  expect(whereRingGoes({ ...quiet, calls: heard }, ring, answer('c1'))).toEqual({ to: 'nowhere' });
});

test('the bar shows the ringing call, and hanging up still ends the conversation', () => {
  const talked = call('talked', { startedAt: 1500, customerId: 'c1' });
  const ringing = call('ringing', { rangAt: 2000 });
  expect(callInFront([talked, ringing], 'customer:c1')?.callId).toBe('ringing');
  expect(callToHangUp([talked, ringing], 'call:ringing')?.callId).toBe('talked');
  expect(callToHangUp([ringing], null)?.callId).toBe('ringing');
  expect(callToHangUp([call('over', { endedAt: 9 })], null)).toBeUndefined();
});

test('of two calls in the same state the one whose tab is in front comes first', () => {
  const one = call('one', { endedAt: 3000, customerId: 'c1' });
  const two = call('two', { endedAt: 3000, customerId: 'c2', rangAt: 2000 });
  expect(callInFront([one, two], 'customer:c2')?.callId).toBe('two');
  expect(callInFront([two, one], null)?.callId).toBe('one');
});

/** Three that ring, one that is talked and one to wrap up, in no order. */
const many = [
  call('over', { rangAt: 500, startedAt: 600, endedAt: 900 }),
  call('third', { rangAt: 3000 }),
  call('talked', { rangAt: 700, startedAt: 950 }),
  call('first', { rangAt: 1000 }),
  call('second', { rangAt: 2000, customerId: 'c2' }),
];

test.each([
  ['from nowhere to the oldest that rings', null, 'first'],
  ['from a customer who does not call to the oldest that rings', 'customer:c9', 'first'],
  ['from the conversation to the oldest that rings', 'call:talked', 'first'],
  ['from what is to be wrapped up to the oldest that rings', 'call:over', 'first'],
  ['on to the next', 'call:first', 'second'],
  ['and to the last', 'customer:c2', 'third'],
  ['then back to the conversation', 'call:third', 'talked'],
])('the key of calls goes %s', (_name, active, callId) => {
  expect(callAfter(many, active)?.callId).toBe(callId);
});

test('the key of calls walks around what is to be wrapped up, and knows nowhere to go from the only call', () => {
  const [one, two] = [call('one', { endedAt: 3000 }), call('two', { endedAt: 3000, rangAt: 2000 })];
  expect(callAfter([one, two], 'call:one')?.callId).toBe('two');
  expect(callAfter([one, two], 'call:two')?.callId).toBe('one');
  expect(callAfter([one], 'call:one')).toBeUndefined();
  expect(callAfter([one], null)?.callId).toBe('one');
  expect(callAfter([], null)).toBeUndefined();
});

test('a customer who rings twice is one place on the way', () => {
  const twice = [
    call('a', { customerId: 'c1' }),
    call('b', { customerId: 'c1', rangAt: 2000 }),
    call('c', { rangAt: 3000 }),
  ];
  expect(callAfter(twice, 'customer:c1')?.callId).toBe('c');
  expect(callAfter(twice.slice(0, 2), 'customer:c1')).toBeUndefined();
});

test('of several that ring the bar says the how many-th it shows, of one it says nothing', () => {
  const [over, third, talked, first, second] = many as [Call, Call, Call, Call, Call];
  expect(placeOf(second, many)).toEqual({ n: 2, of: 3 });
  expect(placeOf(third, many)).toEqual({ n: 3, of: 3 });
  for (const one of [over, talked]) expect(placeOf(one, many)).toBeNull();
  expect(placeOf(first, [first, talked])).toBeNull();
});

test('who was found while somebody without a name is on the line may be them: not before it is answered, and nobody with a call of their own', () => {
  const line = call('line', { startedAt: 2000 });
  const older = call('older', { rangAt: 500, startedAt: 1500 });
  const own = call('own', { customerId: 'c1' });
  expect(callWithoutName([], 'c1')).toBeNull();
  expect(callWithoutName([call('rings')], 'c1')).toBeNull();
  expect(callWithoutName([call('missed', { endedAt: 3000 })], 'c1')).toBeNull();
  expect(callWithoutName([line], 'c1')?.callId).toBe('line');
  expect(callWithoutName([{ ...line, endedAt: 3000 }], 'c1')?.callId).toBe('line');
  expect(callWithoutName([line, older], 'c1')?.callId).toBe('older');
  expect(callWithoutName([line, own], 'c1')).toBeNull();
  expect(callWithoutName([line, own], 'c2')?.callId).toBe('line');
});
