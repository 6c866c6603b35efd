import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { type CaseState, emptyStream, fold, type StreamState } from '#shared/case/fold.ts';

// Every case has one owner, by name, until it is solved; it moves only to someone who takes it.

const customerId = 'c1';
const caseId = 'k1';
const people = ['lucia', 'mateo', 'tom'] as const;
type Person = (typeof people)[number];

/** What somebody does, in a word or two: `take lucia` takes it from Lucia, `offer tom` asks Tom. */
function askOf(text: string): CommandAsk {
  const [word = '', other = ''] = text.split(' ');
  const about = { customerId, caseId };
  switch (word) {
    case 'open':
      return {
        ...about,
        type: 'case.open',
        data: { subject: 'Toner', words: '', kind: 'wrong-product', orderId: null },
      };
    case 'take':
      return { ...about, type: 'case.take', data: { from: other } };
    case 'offer':
      return { ...about, type: 'case.offer', data: { to: other, why: 'It is about printers' } };
    case 'decline':
      return { ...about, type: 'case.end-offer', data: { outcome: 'declined', why: 'I know nothing of it' } };
    case 'withdraw':
      return { ...about, type: 'case.end-offer', data: { outcome: 'withdrawn', why: '' } };
    case 'solve':
      return { ...about, type: 'case.solve', data: { how: 'Sent the right one' } };
    case 'reopen':
      return { ...about, type: 'case.reopen', data: { why: 'It came broken' } };
    default:
      return { ...about, type: 'note.add', data: { text: word, about: 'note' } };
  }
}

type Step = [by: Person, what: string];

/** One step after another; those that are refused change nothing. Returns what the last one was answered. */
function after(steps: readonly Step[]): { now: CaseState | null; last: string } {
  let state: StreamState = emptyStream;
  let last = 'done';
  steps.forEach(([by, what], index) => {
    const ask = askOf(what);
    const number = ask.type === 'case.open' ? '123456789012' : null;
    const decision = decide(state, { v: 1, stamp: { id: randomUUID(), at: index + 1, by, number }, ask });
    last = 'refusal' in decision ? decision.refusal.code : 'done';
    if ('events' in decision) state = fold(decision.events, state);
  });
  return { now: state.case, last };
}

const opened: Step = ['lucia', 'open'];

test.each<[string, Step[], string, Person]>([
  ['whoever opens it has it', [opened], 'done', 'lucia'],
  ['asking somebody leaves it where it is', [opened, ['lucia', 'offer mateo']], 'done', 'lucia'],
  ['who was asked takes it', [opened, ['lucia', 'offer mateo'], ['mateo', 'take lucia']], 'done', 'mateo'],
  ['nobody need ask a person who takes it', [opened, ['tom', 'take lucia']], 'done', 'tom'],
  ['its owner cannot take it', [opened, ['lucia', 'take lucia']], 'own-case', 'lucia'],
  [
    'of two who take it at once the second is told',
    [opened, ['tom', 'take lucia'], ['mateo', 'take lucia']],
    'owner-changed',
    'tom',
  ],
  ['only its owner asks somebody', [opened, ['tom', 'offer mateo']], 'not-owner', 'lucia'],
  ['nobody asks themselves', [opened, ['lucia', 'offer lucia']], 'own-case', 'lucia'],
  [
    'who was asked may say no, and it stays',
    [opened, ['lucia', 'offer mateo'], ['mateo', 'decline']],
    'done',
    'lucia',
  ],
  [
    'nobody says no for another',
    [opened, ['lucia', 'offer mateo'], ['tom', 'decline']],
    'not-offered',
    'lucia',
  ],
  ['nobody says no unasked', [opened, ['mateo', 'decline']], 'not-offered', 'lucia'],
  ['the owner asks no longer', [opened, ['lucia', 'offer mateo'], ['lucia', 'withdraw']], 'done', 'lucia'],
  [
    'nobody else takes an offer back',
    [opened, ['lucia', 'offer mateo'], ['tom', 'withdraw']],
    'not-owner',
    'lucia',
  ],
  ['there must be something to take back', [opened, ['lucia', 'withdraw']], 'not-offered', 'lucia'],
  [
    'a solved case is not taken',
    [opened, ['lucia', 'solve'], ['tom', 'take lucia']],
    'already-solved',
    'lucia',
  ],
  [
    'a solved case is not handed over',
    [opened, ['lucia', 'solve'], ['lucia', 'offer tom']],
    'already-solved',
    'lucia',
  ],
  [
    'reopened by anybody, it is its owner’s again',
    [opened, ['lucia', 'solve'], ['tom', 'reopen']],
    'done',
    'lucia',
  ],
  [
    'another one asked instead takes the first one’s place',
    [opened, ['lucia', 'offer mateo'], ['lucia', 'offer tom'], ['mateo', 'decline']],
    'not-offered',
    'lucia',
  ],
])('%s', (_, steps, answer, owner) => {
  const { now, last } = after(steps);
  expect(last).toBe(answer);
  expect(now?.owner).toBe(owner);
});

test('what was asked, and what became of it, stands in the case until it is over', () => {
  const asked: Step[] = [opened, ['lucia', 'offer mateo']];
  const offer = { to: 'mateo', by: 'lucia', why: 'It is about printers', at: 2 };
  expect(after(asked).now).toMatchObject({ offer, declined: null, takenFrom: null });
  const no: Step[] = [...asked, ['mateo', 'decline']];
  const declined = { by: 'mateo', why: 'I know nothing of it', at: 3 };
  expect(after(no).now).toMatchObject({ offer: null, declined });
  // Others write in it, the owner has not seen it yet.
  expect(after([...no, ['tom', 'Called']]).now?.declined).toEqual(declined);
  expect(after([...no, ['lucia', 'Thanks']]).now?.declined).toBeNull();
  expect(after([...no, ['lucia', 'offer tom']]).now).toMatchObject({ offer: { to: 'tom' }, declined: null });
  expect(after([...asked, ['mateo', 'take lucia']]).now).toMatchObject({ offer: null, takenFrom: 'lucia' });
  // What was decided stays with whoever took it, until it is over or goes on.
  const taken: Step[] = [...asked, ['mateo', 'take lucia'], ['mateo', 'Called']];
  const handed = { by: 'lucia', why: 'It is about printers', at: 2 };
  expect(after(taken).now).toMatchObject({ owner: 'mateo', handed });
  expect(after([...taken, ['tom', 'take mateo']]).now?.handed).toBeNull();
  expect(after([...taken, ['mateo', 'solve'], ['mateo', 'reopen']]).now?.handed).toBeNull();
  expect(after([...asked, ['tom', 'take lucia']]).now?.handed).toBeNull();
  expect(after([...asked, ['lucia', 'solve'], ['lucia', 'reopen']]).now?.offer).toBeNull();
});

const anything = fc.oneof(
  fc.constantFrom('open', 'decline', 'withdraw', 'solve', 'reopen', 'Called'),
  fc.constantFrom(...people.flatMap((other) => [`take ${other}`, `offer ${other}`])),
);

test('whatever anybody does, a case has one owner, and it changes only to who takes it', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...people), anything), { minLength: 8, maxLength: 25 }),
      (rest) => {
        const steps = [opened, ...rest];
        let before: CaseState | null = null;
        for (let end = 1; end <= steps.length; end += 1) {
          const { now, last } = after(steps.slice(0, end));
          const [by, what] = steps[end - 1] ?? opened;
          if (before) {
            expect(now).not.toBeNull();
            const isTaken = what.startsWith('take') && last === 'done';
            if (isTaken) taken += 1;
            expect(now?.owner).toBe(isTaken ? by : before.owner);
          }
          if (now) {
            expect(people).toContain(now.owner);
            expect(now.offer?.to).not.toBe(now.owner);
            if (now.status === 'solved') expect(now.offer).toBeNull();
          }
          before = now;
        }
      },
    ),
  );
  expect(taken).toBeGreaterThan(30);
});
