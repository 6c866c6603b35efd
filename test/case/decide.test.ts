import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, type CommandAsk, command } from '#shared/case/commands.ts';
import { decide, refusalOf } from '#shared/case/decide.ts';
import { commandOf } from '#shared/case/event-of.ts';
import { type CaseEvent, eventData, readEvent } from '#shared/case/events.ts';
import { looksBack } from '#shared/case/facts.ts';
import { apply, emptyStream, fold, type StreamState } from '#shared/case/fold.ts';

const customerId = 'c1';
const caseId = 'k1';
const promiseId = 'p1';

const asks = {
  open: {
    type: 'case.open',
    customerId,
    caseId,
    data: { subject: 'Wrong toner', words: 'Again!', kind: 'wrong-product', orderId: 'o1' },
  },
  contact: {
    type: 'contact.record',
    customerId,
    caseId,
    data: { contactId: 'x', channel: 'call', direction: 'in', number: null, start: 10, end: 20, code: null },
  },
  note: { type: 'note.add', customerId, caseId, data: { text: 'n', about: 'note' } },
  tried: { type: 'note.add', customerId, caseId, data: { text: 'Restarted it', about: 'tried' } },
  promise: { type: 'promise.make', customerId, caseId, data: { promiseId, text: 'Friday', until: 99 } },
  promiseProven: {
    type: 'promise.make',
    customerId,
    caseId,
    data: {
      promiseId,
      text: 'It leaves today',
      until: 99,
      proof: { orderId: 'o1', event: 'shipped' },
      zone: 'Europe/Madrid',
    },
  },
  contactIn: {
    type: 'contact.record',
    customerId,
    caseId,
    data: {
      contactId: 'y',
      channel: 'call',
      direction: 'in',
      number: null,
      start: 10,
      end: 20,
      code: null,
      language: 'ca',
    },
  },
  release: {
    type: 'case.solve',
    customerId,
    caseId,
    data: { how: 'Refunded', released: [{ promiseId, said: 'We call no more' }] },
  },
  tellKey: { type: 'case.tell-key', customerId, caseId, data: {} },
  spend: { type: 'time.spend', customerId, caseId, data: { seconds: 90 } },
  keep: { type: 'promise.end', customerId, caseId, data: { promiseId, outcome: 'kept', text: '' } },
  link: { type: 'case.link-order', customerId, caseId, data: { orderId: 'o2' } },
  solve: { type: 'case.solve', customerId, caseId, data: { how: 'Replaced' } },
  reopen: { type: 'case.reopen', customerId, caseId, data: { why: 'Not solved' } },
  offer: { type: 'case.offer', customerId, caseId, data: { to: 'tom', why: 'Speaks German' } },
  take: { type: 'case.take', customerId, caseId, data: { from: 'lucia' } },
  takeBack: { type: 'case.take', customerId, caseId, data: { from: 'tom' } },
  decline: { type: 'case.end-offer', customerId, caseId, data: { outcome: 'declined', why: 'Ill' } },
  withdraw: { type: 'case.end-offer', customerId, caseId, data: { outcome: 'withdrawn', why: '' } },
  classify: { type: 'case.classify', customerId, caseId, data: { kind: 'late', failure: 'stuck' } },
  use: { type: 'playbook.use', customerId, caseId, data: { kind: 'late', version: 2 } },
  answer: {
    type: 'playbook.answer',
    customerId,
    caseId,
    data: {
      kind: 'late',
      version: 2,
      part: 'ask',
      question: { en: 'Where?', es: '¿Dónde?' },
      answer: 'Here',
    },
  },
  apologise: { type: 'case.apologise', customerId, caseId, data: { text: 'Lo siento' } },
  explain: {
    type: 'case.explain',
    customerId,
    caseId,
    data: { text: 'A strike', source: 'carrier', ref: null },
  },
  cause: { type: 'case.find-cause', customerId, caseId, data: { cause: 'carrier', text: '' } },
  askSupervisor: { type: 'case.ask-supervisor', customerId, caseId, data: { words: 'Your boss!' } },
  supervisorAnswers: { type: 'case.answer-supervisor', customerId, caseId, data: { text: 'Refunded' } },
  introduce: {
    type: 'customer.introduce',
    customerId,
    caseId: null,
    data: { name: 'Ana', number: null, email: null },
  },
} satisfies { [name: string]: CommandAsk };
type Name = keyof typeof asks;

let clock = 0;
function stamped(ask: CommandAsk, by = 'lucia'): Command {
  clock += 1;
  const number = ask.type === 'case.open' ? '123456789012' : null;
  return { v: 1, stamp: { id: randomUUID(), at: clock, by, number }, ask };
}

function after(...names: Name[]): StreamState {
  return names.reduce<StreamState>((state, name) => {
    const decision = decide(state, stamped(asks[name]));
    if ('refusal' in decision) throw new Error(`${name}: ${decision.refusal.code}`);
    return fold(decision.events, state);
  }, emptyStream);
}

test.each<[Name[], Name, string | null]>([
  [[], 'open', null],
  [['open'], 'open', 'case-exists'],
  [[], 'solve', 'case-unknown'],
  [['open'], 'solve', null],
  [['open', 'solve'], 'solve', 'already-solved'],
  [['open'], 'reopen', 'not-solved'],
  [['open', 'solve'], 'reopen', null],
  [['open', 'solve', 'reopen'], 'solve', null],
  [['open'], 'link', null],
  [['open', 'link'], 'link', 'already-linked'],
  [['open'], 'keep', 'promise-unknown'],
  [['open', 'promise'], 'keep', null],
  [['open', 'promise', 'keep'], 'keep', 'promise-ended'],
  [['open', 'promise'], 'solve', 'open-promise'],
  [['open', 'promise', 'keep'], 'solve', null],
  [['open', 'promiseProven'], 'solve', 'open-promise'],
  [['open', 'promise'], 'release', null],
  [['open', 'promiseProven'], 'release', null],
  // What was promised has been kept meanwhile: nothing is left to say, and it was said all the same.
  [['open', 'promise', 'keep'], 'release', null],
  [['open', 'promise', 'release', 'reopen'], 'solve', null],
  [['open', 'solve'], 'tellKey', null],
  [['open', 'solve'], 'spend', null],
  [['open', 'solve'], 'contact', null],
  [['open', 'solve'], 'note', null],
  [['open', 'solve'], 'promise', null],
  [[], 'classify', 'case-unknown'],
  [['open'], 'classify', null],
  [['open', 'solve'], 'classify', null],
])('after %j, %s is answered with %j', (before, name, code) => {
  expect(refusalOf(after(...before), asks[name], 'lucia')?.code ?? null).toBe(code);
});

test.each<[Name, string]>([
  ['solve', 'case-needed'],
  ['reopen', 'case-needed'],
  ['link', 'case-needed'],
  ['offer', 'case-needed'],
  ['take', 'case-needed'],
  ['classify', 'case-needed'],
  ['decline', 'case-needed'],
  ['open', 'case-needed'],
])('%s without a case is refused: %s', (name, code) => {
  expect(refusalOf(emptyStream, { ...asks[name], caseId: null } as CommandAsk, 'lucia')?.code).toBe(code);
});

test('a move on a case of another customer is refused', () => {
  expect(refusalOf(after('open'), { ...asks.solve, customerId: 'c2' }, 'lucia')?.code).toBe('other-customer');
});

const anyName = fc.constantFrom(...(Object.keys(asks) as Name[]));
const person = fc.constantFrom('lucia', 'mateo', 'tom');

function run(steps: [Name, string][]): { state: StreamState; events: CaseEvent[] } {
  let state: StreamState = emptyStream;
  const events: CaseEvent[] = [];
  for (const [name, by] of steps) {
    const decision = decide(state, stamped(asks[name], by));
    if ('refusal' in decision) continue;
    events.push(...decision.events);
    state = fold(decision.events, state);
  }
  return { state, events };
}

const said = [
  'contact',
  'note',
  'tried',
  'promise',
  'introduce',
  'use',
  'answer',
  'apologise',
  'explain',
  'cause',
  'askSupervisor',
  'supervisorAnswers',
  'tellKey',
  'spend',
] as const satisfies Name[];

test('what was said to a customer is never refused, in any state', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyName, person), { maxLength: 30 }), (steps) => {
      const { state } = run(steps);
      for (const name of said) {
        expect(refusalOf(state, asks[name], 'tom')).toBeNull();
      }
    }),
  );
});

test('every case has an owner, an open one is never over, a solved one knows when', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyName, person), { maxLength: 30 }), (steps) => {
      const now = run(steps).state.case;
      if (!now) return;
      expect(now.owner).not.toBe('');
      expect(now.solvedAt !== null).toBe(now.status === 'solved');
      expect(now.spokeTo.length).toBeLessThanOrEqual(now.contacts);
      expect(new Set(now.orderIds).size).toBe(now.orderIds.length);
    }),
  );
});

test('folding in one go or event by event gives the same, and never changes what was given', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyName, person), { maxLength: 30 }), fc.nat(30), (steps, cut) => {
      const { events } = run(steps);
      const first = fold(events.slice(0, cut));
      const frozen = JSON.stringify(first);
      expect(fold(events.slice(cut), first)).toEqual(fold(events));
      expect(JSON.stringify(first)).toBe(frozen);
    }),
  );
});

test('the same command decides the same on every machine, and every event can be read back', () => {
  for (const ask of Object.values(asks)) {
    const one = command.parse(JSON.parse(JSON.stringify(stamped(ask))));
    const state = ask === asks.open ? emptyStream : after('open', 'promise');
    const [first, second] = [decide(state, one), decide(state, one)];
    expect(second).toEqual(first);
    if (!('events' in first)) continue;
    for (const event of first.events) {
      expect(readEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
      expect(commandOf(event.id)).toBe(one.stamp.id);
      expect(Object.hasOwn(eventData, event.type)).toBe(true);
    }
  }
});

test('an event of a type that is not known, or of another shape, is not read', () => {
  const base = { id: 'x:0', customerId, caseId, at: 1, by: 'lucia' };
  expect(readEvent({ ...base, type: 'case.blessed.1', data: {} })).toBeNull();
  expect(readEvent({ ...base, type: 'toString', data: {} })).toBeNull();
  expect(readEvent({ ...base, type: 'note.added.1', data: { text: 7 } })).toBeNull();
});

test('a second opening of the same case is ignored: the first owner stays', () => {
  const state = after('open');
  const again = { ...stamped(asks.open, 'tom') };
  const event = {
    id: `${again.stamp.id}:0`,
    type: 'case.opened.1',
    customerId,
    caseId,
    at: 5,
    by: 'tom',
  } as const;
  const data = { ...asks.open.data, number: '999999999999' };
  expect(apply(state, { ...event, data }).case?.owner).toBe('lucia');
});

test('a flag stays on the case until its owner writes something there', () => {
  const event = (by: string, more: object) =>
    ({ id: 'x:1', customerId, caseId, at: 9, by, ...more }) as CaseEvent;
  const flag = (why: string) => event('tom', { type: 'fact.flagged.1', data: { eventId: 'x:0', why } });
  const note = (by: string) => event(by, { type: 'note.added.1', data: { text: 'Seen', about: 'note' } });
  const flagged = apply(after('open'), flag('case-solved'));
  expect(after('open').case?.flagged).toBeNull();
  expect(flagged.case).toMatchObject({ owner: 'lucia', flagged: 'case-solved' });
  expect(apply(flagged, note('tom')).case?.flagged).toBe('case-solved');
  expect(apply(flagged, note('lucia')).case?.flagged).toBeNull();
  // The owner's own fact is followed by its flag: they have not seen that yet.
  expect(apply(apply(flagged, note('lucia')), flag('recovered')).case?.flagged).toBe('recovered');
});

test('what does not look back is decided the same after anything, and only facts of a customer alone do not', () => {
  const states = [emptyStream, after('open'), after('open', 'promise'), after('open', 'solve')];
  const alone = Object.values(asks).map((ask): CommandAsk => ({ ...ask, caseId: null }));
  const free = [...Object.values(asks), ...alone].filter((ask) => !looksBack(ask));
  expect(new Set(free.map(({ type }) => type))).toEqual(new Set(said.map((name) => asks[name].type)));
  for (const ask of free) {
    const command = stamped(ask);
    const decisions = states.map((state) => JSON.stringify(decide(state, command)));
    expect(new Set(decisions).size).toBe(1);
  }
});

test('a promise that was given up says what the customer was told, and is not broken', () => {
  expect(after('open', 'promise', 'release').promises).toMatchObject([
    { state: 'cancelled', said: 'We call no more', ended: { by: 'lucia' } },
  ]);
  // One that somebody forgot keeps the case open.
  const two = { ...asks.promise, data: { ...asks.promise.data, promiseId: 'p2', text: 'And Monday' } };
  const decision = decide(after('open', 'promise'), stamped(two));
  const state = 'events' in decision ? fold(decision.events, after('open', 'promise')) : emptyStream;
  expect(refusalOf(state, asks.release, 'lucia')).toEqual({ code: 'open-promise', text: 'And Monday' });
});

test('the shape a command has decides the number of its event', () => {
  const typeAfter = (name: Name, ...before: Name[]) => {
    const decision = decide(after(...before), stamped(asks[name]));
    return 'events' in decision ? decision.events[0]?.type : null;
  };
  expect(typeAfter('promise', 'open')).toBe('promise.made.1');
  expect(typeAfter('promiseProven', 'open')).toBe('promise.made.2');
  expect(typeAfter('contact', 'open')).toBe('contact.recorded.1');
  expect(typeAfter('contactIn', 'open')).toBe('contact.recorded.2');
  expect(typeAfter('solve', 'open')).toBe('case.solved.1');
  expect(typeAfter('release', 'open')).toBe('case.solved.2');
});

test('whoever writes down a call that nobody answered spoke to nobody, whoever reads a letter did', () => {
  const tried = (channel: 'call' | 'email'): CaseEvent => {
    const data = { ...asks.contact.data, channel, end: null };
    return { id: 'c:0', type: 'contact.recorded.1', customerId, caseId, at: 9, by: 'tom', data };
  };
  const spokeTo = (channel: 'call' | 'email') =>
    fold([tried(channel)], after('open', 'contact')).case?.spokeTo;
  expect(spokeTo('call')).toEqual(['lucia']);
  expect(spokeTo('email')).toEqual(['lucia', 'tom']);
});

test('the languages, the number told and the time add up, and time alone moves nothing else', () => {
  const state = after('open', 'contact', 'contactIn', 'contactIn', 'tellKey', 'tellKey');
  expect(state.case).toMatchObject({ languages: ['ca'], keyTold: { by: 'lucia' }, contacts: 3 });
  const spent = fold(
    ['lucia', 'tom', 'lucia'].map((by, index): CaseEvent => {
      const data = { seconds: 60 };
      return { id: `t${index}:0`, type: 'time.spent.1', customerId, caseId, at: 9e9, by, data };
    }),
    state,
  );
  expect(spent.case).toEqual({
    ...state.case,
    spent: [
      { by: 'lucia', seconds: 120 },
      { by: 'tom', seconds: 60 },
    ],
  });
});
