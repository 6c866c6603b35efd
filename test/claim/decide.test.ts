import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { type CaseState, emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import { type ClaimNow, claimsAfter } from '#shared/claim/fold.ts';
import { claimOwner } from '#shared/claim/refusal.ts';
import { claimTotals } from '#shared/claim/totals.ts';

// A claim has its own clock, and the customer's case does not wait for it.

const people = ['lucia', 'mateo', 'tom'] as const;
type Person = (typeof people)[number];
const about = { customerId: 'c1', caseId: 'k1' };
const euros = (minor: number) => ({ minor, currency: 'EUR' });

/** What somebody does, in a word or two: `claim a`, `filed a`, `pay a`, `ask a tom`, `from a lucia` takes it from Lucia. */
function askOf(text: string): CommandAsk {
  const [word = '', claimId = '', other = ''] = text.split(' ');
  switch (word) {
    case 'open':
      return {
        ...about,
        type: 'case.open',
        data: { subject: 'Lost parcel', words: '', kind: 'lost', orderId: null },
      };
    case 'solve':
      return { ...about, type: 'case.solve', data: { how: 'Sent again' } };
    case 'reopen':
      return { ...about, type: 'case.reopen', data: { why: '' } };
    case 'take':
      return { ...about, type: 'case.take', data: { from: claimId } };
    case 'claim':
      return {
        ...about,
        type: 'claim.open',
        data: {
          claimId,
          against: 'carrier',
          name: 'NorteLog',
          reference: '',
          orderId: null,
          trackingNumber: null,
          amount: euros(2500),
          reason: 'lost',
          text: '',
          filed: false,
          dueAt: 100,
        },
      };
    case 'filed':
    case 'evidence':
      return {
        ...about,
        type: 'claim.note',
        data: { claimId, what: word, text: word, reference: null, dueAt: null },
      };
    case 'pay':
      return {
        ...about,
        type: 'claim.close',
        data: { claimId, outcome: 'paid', back: euros(2000), text: '' },
      };
    case 'withdraw':
      return {
        ...about,
        type: 'claim.close',
        data: { claimId, outcome: 'withdrawn', back: euros(0), text: '' },
      };
    case 'ask':
      return { ...about, type: 'claim.offer', data: { claimId, to: other === '' ? null : other, why: '' } };
    case 'from':
      return { ...about, type: 'claim.take', data: { claimId, from: other } };
    default:
      throw new Error(`nobody knows how to ${text}`);
  }
}

type Step = [by: Person, what: string];

/** One step after another; those that are refused change nothing. Returns what the last one was answered. */
function after(steps: readonly Step[]): { state: StreamState; last: string; refused: number } {
  let state: StreamState = emptyStream;
  let last = 'done';
  let refused = 0;
  steps.forEach(([by, what], index) => {
    const ask = askOf(what);
    const number = ask.type === 'case.open' ? '123456789012' : null;
    const decision = decide(state, { v: 1, stamp: { id: randomUUID(), at: index + 1, by, number }, ask });
    last = 'refusal' in decision ? decision.refusal.code : 'done';
    if ('events' in decision) state = fold(decision.events, state);
    else refused += 1;
  });
  return { state, last, refused };
}

const opened: Step[] = [
  ['lucia', 'open'],
  ['lucia', 'claim a'],
];

test.each<[string, Step[], string]>([
  ['a case with an open claim is solved', [...opened, ['lucia', 'solve']], 'done'],
  [
    'a claim of a solved case is opened',
    [
      ['lucia', 'open'],
      ['lucia', 'solve'],
      ['tom', 'claim a'],
    ],
    'done',
  ],
  [
    'what is sent is written after the case is solved',
    [...opened, ['lucia', 'solve'], ['tom', 'filed a']],
    'done',
  ],
  ['it is closed after the case is solved', [...opened, ['lucia', 'solve'], ['tom', 'pay a']], 'done'],
  ['it is closed once', [...opened, ['lucia', 'pay a'], ['tom', 'pay a']], 'claim-closed'],
  ['what comes after its end is kept', [...opened, ['lucia', 'pay a'], ['tom', 'evidence a']], 'done'],
  ['one that nobody opened is not closed', [...opened, ['lucia', 'pay b']], 'claim-unknown'],
  ['the owner of the case asks a colleague', [...opened, ['lucia', 'ask a tom']], 'done'],
  ['nobody else does', [...opened, ['mateo', 'ask a tom']], 'not-claim-owner'],
  ['nobody asks themselves', [...opened, ['lucia', 'ask a lucia']], 'own-claim'],
  ['who was asked takes it', [...opened, ['lucia', 'ask a tom'], ['tom', 'from a lucia']], 'done'],
  ['also after the case is solved', [...opened, ['lucia', 'solve'], ['tom', 'from a lucia']], 'done'],
  [
    'of two who take it at once the second is told',
    [...opened, ['tom', 'from a lucia'], ['mateo', 'from a lucia']],
    'claim-owner-changed',
  ],
  ['who has it cannot take it', [...opened, ['lucia', 'from a lucia']], 'own-claim'],
  ['who was asked says no', [...opened, ['lucia', 'ask a tom'], ['tom', 'ask a']], 'done'],
  ['nobody says no for another', [...opened, ['lucia', 'ask a tom'], ['mateo', 'ask a']], 'not-claim-owner'],
  ['nobody says no unasked', [...opened, ['tom', 'ask a']], 'not-offered'],
  [
    'a closed one is not handed over',
    [...opened, ['lucia', 'pay a'], ['lucia', 'ask a tom']],
    'claim-closed',
  ],
  ['without a case it is kept and flagged', [['lucia', 'claim a']], 'done'],
])('%s', (_, steps, answer) => {
  expect(after(steps).last).toBe(answer);
});

const only = ({ claims }: StreamState): ClaimNow => {
  const [claim, ...more] = claims;
  if (!claim || more.length > 0) throw new Error(`${claims.length} claims`);
  return claim;
};

test('sending it ends the time to send it, and begins the wait for an answer', () => {
  const { state } = after([...opened, ['lucia', 'filed a']]);
  expect(only(state)).toMatchObject({ step: 'answer', dueAt: null });
  const [noted] = claimsAfter(state.claims, {
    id: 'x:0',
    type: 'claim.noted.1',
    ...about,
    at: 9,
    by: 'tom',
    data: { claimId: 'a', what: 'answer', text: 'In a month', reference: 'R-1', dueAt: 900 },
  });
  expect(noted).toMatchObject({ step: 'answer', dueAt: 900, reference: 'R-1' });
});

test('a proof names the files that show it, and one written before there were any names none', () => {
  const ask = { claimId: 'a', what: 'evidence', text: '', reference: null, dueAt: null } as const;
  const { state } = after(opened);
  const command = (data: Extract<CommandAsk, { type: 'claim.note' }>['data']) => ({
    v: 1 as const,
    stamp: { id: randomUUID(), at: 9, by: 'tom', number: null },
    ask: { ...about, type: 'claim.note' as const, data },
  });
  const noted = [command(ask), command({ ...ask, attachmentIds: ['photo'] })].reduce((now, one) => {
    const decision = decide(now, one);
    return 'events' in decision ? fold(decision.events, now) : now;
  }, state);
  expect(only(noted).notes.map(({ attachmentIds }) => attachmentIds)).toEqual([[], ['photo']]);
});

test('it follows the owner of its case until somebody takes it', () => {
  const moved = after([...opened, ['tom', 'take lucia']]).state;
  expect(claimOwner(only(moved), moved.case?.owner ?? '')).toBe('tom');
  const taken = after([...opened, ['mateo', 'from a lucia'], ['tom', 'take lucia']]).state;
  expect(claimOwner(only(taken), taken.case?.owner ?? '')).toBe('mateo');
});

test('the case is told what was asked for and what came back; a withdrawn claim asked for nothing', () => {
  const { state } = after([
    ...opened,
    ['lucia', 'claim b'],
    ['lucia', 'claim c'],
    ['lucia', 'pay a'],
    ['lucia', 'withdraw c'],
  ]);
  expect(claimTotals(state.claims)).toEqual({ asked: [euros(5000)], back: [euros(2000)], open: 1 });
});

const what = fc.oneof(
  fc.constantFrom('open', 'solve', 'reopen', 'take lucia', 'take mateo', 'take tom'),
  fc
    .tuple(fc.constantFrom('claim', 'filed', 'evidence', 'pay', 'withdraw', 'ask'), fc.constantFrom('a', 'b'))
    .map((words) => words.join(' ')),
  fc
    .tuple(fc.constantFrom('ask', 'from'), fc.constantFrom('a', 'b'), fc.constantFrom(...people))
    .map((words) => words.join(' ')),
);

test('whatever happens, an open claim has somebody who sees to it, and the case goes its way without it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...people), what), { maxLength: 40 }), (more) => {
      const steps: Step[] = [...opened, ...more];
      const { state } = after(steps);
      const caseOwner = (state.case as CaseState).owner;
      for (const claim of state.claims) {
        expect(people).toContain(claimOwner(claim, caseOwner));
        expect(claim.closed !== null).toBe(claim.status === 'closed');
        if (claim.status === 'closed') expect(claim.offer).toBeNull();
      }
      // The same without a word about claims leaves the case where it is, but for what its owner has seen to.
      const bare = after(steps.filter(([, one]) => !/ [ab]/.test(one))).state.case;
      const { status, owner, timesReopened } = state.case as CaseState;
      expect({ status, owner, timesReopened }).toEqual({
        status: bare?.status,
        owner: bare?.owner,
        timesReopened: bare?.timesReopened,
      });
      // Nothing said to a carrier is refused.
      for (const ask of ['claim z', 'evidence z']) expect(after([...steps, ['tom', ask]]).last).toBe('done');
    }),
    { numRuns: 300 },
  );
});
