import { expect, test } from 'vitest';
import type { Ring } from '#shared/bridge.ts';
import type { CustomerCard } from '#shared/views/customer.ts';
import type { RingView } from '#shared/views/search.ts';
import type { Call } from '../../src/renderer/desk/shell/calls.ts';
import { callInFront, callToHangUp } from '../../src/renderer/desk/shell/in-front.ts';
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
