import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandAsk } from '#shared/case/commands.ts';
import { noSteps } from '#shared/case/steps.ts';
import type { CaseView } from '#shared/views/case.ts';
import { endOfferAsk, offerAsk, refusalFor, takeAsk } from '../../src/renderer/desk/customer/cases/can.ts';
import { classified, missingIn, openAsks, wrapUpAsks } from '../../src/renderer/desk/customer/forms/asks.ts';
import {
  noSolve,
  noWrapUp,
  type WrapUpDraft,
  wrapUpShape,
} from '../../src/renderer/desk/customer/forms/shapes.ts';
import { solveAsk, solveAsks, unsaidIn } from '../../src/renderer/desk/customer/forms/solving.ts';
import { untilChoices, workingDaysOn } from '../../src/renderer/desk/customer/forms/until.ts';
import { leftWords } from '../../src/renderer/desk/customer/left-words.ts';
import { readDraft } from '../../src/renderer/drafts.ts';
import { momentIn, partsOf } from '../../src/renderer/ui/moment-text.ts';

const now = new Date(2026, 10, 20, 16, 30).getTime(); // a Friday
const ids = () => {
  let n = 0;
  return () => `id-${++n}`;
};
const context = {
  customerId: 'c1',
  call: null,
  now,
  caseId: 'k1',
  orderId: 'o1',
  zone: 'Europe/Madrid',
  language: 'es',
  newId: ids(),
};
const draft = (fields: Partial<WrapUpDraft>): WrapUpDraft => ({ ...noWrapUp, code: 'answered', ...fields });

test('an empty wrap-up with a code records the contact and nothing else', () => {
  const asks = wrapUpAsks(draft({ note: '  ', promise: { text: ' ', until: now, proof: null } }), context);
  expect(asks.map((ask) => ask.type)).toEqual(['contact.record']);
});

test('a whole wrap-up opens the case first, and everything else belongs to it', () => {
  const asks = wrapUpAsks(
    draft({
      note: 'Nota',
      promise: { text: 'Llamar', until: now + 1, proof: null },
      belongs: 'new',
      newCase: { kind: 'late', failure: null, subject: ' No llega ', words: '', orderId: null, solved: null },
    }),
    { ...context, newId: ids() },
  );
  expect(asks.map((ask) => ask.type)).toEqual(['case.open', 'contact.record', 'note.add', 'promise.make']);
  expect(new Set(asks.map((ask) => ask.caseId))).toEqual(new Set(['id-1']));
  expect(asks[0]?.data).toEqual({
    kind: 'late',
    subject: 'No llega',
    words: '',
    orderId: 'o1',
  });
  for (const ask of asks) commandAsk.parse(ask);
});

test('a simple question is a case too: a wrap-up opens and closes it in one step', () => {
  const typesOf = (fields: Partial<WrapUpDraft>, newCase: Partial<WrapUpDraft['newCase']>) =>
    wrapUpAsks(
      draft({ ...fields, belongs: 'new', newCase: { ...noWrapUp.newCase, subject: 'Horario', ...newCase } }),
      { ...context, newId: ids() },
    ).map((ask) => ask.type);
  const note = 'Hasta las ocho.';
  expect(typesOf({ note }, { kind: 'question' })).toEqual([
    'case.open',
    'contact.record',
    'note.add',
    'case.solve',
  ]);
  expect(typesOf({}, { kind: 'question', solved: false })).not.toContain('case.solve');
  expect(typesOf({}, { kind: 'late' })).not.toContain('case.solve');
  expect(typesOf({}, { kind: 'late', solved: true })).toContain('case.solve');
  const promise = { text: 'Llamar', until: now + 1, proof: null };
  expect(typesOf({ promise }, { kind: 'question' })).not.toContain('case.solve');
  const [, , , solve] = wrapUpAsks(
    draft({ note, belongs: 'new', newCase: { ...noWrapUp.newCase, kind: 'question', subject: 'Horario' } }),
    { ...context, newId: ids() },
  );
  expect(solve).toMatchObject({ caseId: 'id-1', data: { how: note } });
});

test('a wrap-up that was typed before there was such a choice is read all the same', () => {
  const { solved: _, ...older } = noWrapUp.newCase;
  const text = JSON.stringify({ ...noWrapUp, note: 'Sigue aquí', newCase: older });
  expect(readDraft(text, wrapUpShape, noWrapUp)).toMatchObject({
    note: 'Sigue aquí',
    newCase: { solved: null },
  });
});

test('what was missing is named before anything is saved', () => {
  expect(missingIn(noWrapUp)).toBe('code');
  expect(missingIn(draft({ belongs: 'new' }))).toBe('kind');
  expect(missingIn(draft({ belongs: 'new', newCase: { ...noWrapUp.newCase, kind: 'late' } }))).toBe(
    'subject',
  );
  expect(missingIn(draft({ promise: { text: 'x', until: null, proof: null } }))).toBe('until');
  expect(missingIn(draft({}))).toBeNull();
});

const call = { number: '+34600112233', rangAt: now - 900, startedAt: now - 800, endedAt: now - 100 };
const contactOf = (of: typeof call | { startedAt: null } | { endedAt: null }) => {
  const [ask] = wrapUpAsks(draft({}), { ...context, call: { ...call, ...of } });
  if (ask?.type !== 'contact.record') throw new Error('no contact');
  return ask.data;
};

test('a call is recorded with its number and its times', () => {
  expect(contactOf(call)).toMatchObject({
    channel: 'call',
    direction: 'in',
    number: call.number,
    start: now - 800,
    end: now - 100,
  });
});

test('a call that ended unanswered has no end, and one still on the phone ends with the wrap-up', () => {
  expect(contactOf({ startedAt: null })).toMatchObject({ start: now - 900, end: null });
  // a call that still rings: saving must not claim a conversation
  expect(contactOf({ startedAt: null, endedAt: null })).toMatchObject({ start: now - 900, end: null });
  expect(contactOf({ endedAt: null })).toMatchObject({ start: now - 800, end: now });
});

test('a contact that did not ring here has no number unless it was a call', () => {
  const [ask] = wrapUpAsks(draft({ channel: 'email', number: '600' }), context);
  expect(ask?.data).toMatchObject({ channel: 'email', direction: 'out', number: null });
});

test('whatever is typed, the asks pass the door of the store', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200 }),
      fc.string({ maxLength: 200 }),
      fc.boolean(),
      (note, subject, isNew) => {
        const typed = draft({
          note,
          promise: { text: subject, until: now, proof: null },
          belongs: isNew ? 'new' : 'none',
          newCase: { kind: 'other', failure: null, subject, words: note, orderId: null, solved: true },
        });
        if (missingIn(typed) !== null) return;
        for (const ask of wrapUpAsks(typed, context)) commandAsk.parse(ask);
      },
    ),
  );
});

const madrid = { zone: 'Europe/Madrid', place: { country: 'ES', region: 'MD' } } as const;
const onDay = (text: string) =>
  untilChoices(new Date(text).getTime(), madrid).map(({ name, at }) => [
    name,
    new Date(at).toISOString().slice(0, 13),
  ]);

test('quick choices are working days of the customer, until the end of their office hours', () => {
  expect(onDay('2026-11-26T09:00:00Z')).toEqual([
    ['today', '2026-11-26T17'],
    ['tomorrow', '2026-11-27T17'],
    ['days', '2026-11-30T17'],
    ['days', '2026-12-01T17'],
    ['days', '2026-12-03T17'],
  ]);
  // Friday evening before the bridge of December: today is over, and the next working day is Wednesday.
  expect(onDay('2026-12-04T17:30:00Z').slice(0, 2)).toEqual([
    ['next', '2026-12-09T17'],
    ['days', '2026-12-10T17'],
  ]);
});

test('a quick choice is never a weekend, and never over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: now, max: now + 600 * 86_400_000 }),
      fc.integer({ min: 1, max: 20 }),
      (at, days) => {
        expect([0, 6]).not.toContain(new Date(workingDaysOn(at, days, madrid)).getUTCDay());
        for (const one of untilChoices(at, madrid)) expect(one.at).toBeGreaterThan(at);
      },
    ),
  );
});

test('a moment survives its input, to the minute', () => {
  expect(momentIn(partsOf(now))).toBe(now);
  expect(momentIn({ day: '2026-11-29', time: '9:' })).toBe(new Date(2026, 10, 29, 9).getTime());
  expect(momentIn({ day: '2026-11-29', time: '' })).toBeNull();
  expect(momentIn({ day: null, time: '9:00' })).toBeNull();
  expect(momentIn(partsOf(null))).toBeNull();
});

const ana = { id: 'ana', name: 'Ana' };
const open: CaseView = {
  id: 'k1',
  number: '202611230417',
  customerId: 'c1',
  subject: 'No llega',
  words: '',
  kind: 'late',
  status: 'open',
  owner: ana,
  openedAt: now,
  solvedAt: null,
  how: null,
  timesReopened: 0,
  orderIds: ['o1'],
  incidentIds: [],
  contacts: 0,
  spokeTo: [],
  lastContactAt: null,
  languages: [],
  keyTold: null,
  spent: [],
  promises: [],
  claims: [],
  tried: [],
  compensations: [],
  flagged: null,
  watched: null,
  concerns: { products: [], carriers: [] },
  takenFrom: null,
  failure: null,
  steps: noSteps,
  offer: null,
  declined: null,
  pending: false,
};
const solve = { type: 'case.solve', customerId: 'c1', caseId: 'k1', data: { how: '' } } as const;
const promise = {
  id: 'p',
  caseId: 'k1',
  text: 'Llamar',
  until: now,
  by: ana,
  madeAt: now,
  proof: null,
  zone: null,
  ended: null,
  said: null,
};

test('handing over is the owner’s, taking is everybody else’s', () => {
  const offer = offerAsk(open, 'tom', '');
  expect(refusalFor(open, offer, 'ana')).toBeNull();
  expect(refusalFor(open, offer, 'tom')).toEqual({ code: 'not-owner' });
  expect(refusalFor(open, takeAsk(open), 'tom')).toBeNull();
  expect(refusalFor(open, takeAsk(open), 'ana')).toEqual({ code: 'own-case' });
  expect(refusalFor(open, endOfferAsk(open, 'declined', ''), 'tom')).toEqual({ code: 'not-offered' });
  const asked = { ...open, offer: { to: { id: 'tom', name: 'Tom' }, by: ana, why: '', at: now } };
  expect(refusalFor(asked, endOfferAsk(asked, 'declined', ''), 'tom')).toBeNull();
  expect(refusalFor(asked, endOfferAsk(asked, 'withdrawn', ''), 'ana')).toBeNull();
});

test('a case is solved over an open promise only by a word on each', () => {
  const pending = { ...promise, state: 'pending' as const };
  const one: CaseView = {
    ...open,
    promises: [pending, { ...pending, id: 'q' }, { ...promise, id: 'r', state: 'kept' }],
  };
  expect(refusalFor(one, solveAsk(one), 'ana')).toBeNull();
  expect(unsaidIn(one, noSolve)).toEqual({ promiseId: 'p', what: 'how' });
  const ends = { p: { how: 'kept', said: '' }, q: { how: 'said', said: ' ' } } as const;
  expect(unsaidIn(one, { text: '', ends })).toEqual({ promiseId: 'q', what: 'said' });
  const draft = {
    text: ' Ya está ',
    ends: { ...ends, q: { how: 'said', said: ' No hace falta ' } },
  } as const;
  expect(unsaidIn(one, draft)).toBeNull();
  const asks = solveAsks(one, draft);
  expect(asks).toMatchObject([
    { type: 'promise.end', data: { promiseId: 'p', outcome: 'kept' } },
    { type: 'case.solve', data: { how: 'Ya está', released: [{ promiseId: 'q', said: 'No hace falta' }] } },
  ]);
  for (const ask of asks) commandAsk.parse(ask);
  expect(solveAsks(open, noSolve)).toMatchObject([{ type: 'case.solve', data: { how: '' } }]);
});

test('a button asks the same rule as the store', () => {
  expect(refusalFor(open, solve, 'ana')).toBeNull();
  expect(refusalFor({ ...open, status: 'solved' }, solve, 'ana')).toEqual({ code: 'already-solved' });
  expect(refusalFor({ ...open, promises: [{ ...promise, state: 'pending' }] }, solve, 'ana')).toEqual({
    code: 'open-promise',
    text: 'Llamar',
  });
  expect(refusalFor({ ...open, promises: [{ ...promise, state: 'kept' }] }, solve, 'ana')).toBeNull();
  const link = { type: 'case.link-order', customerId: 'c1', caseId: 'k1', data: { orderId: 'o1' } } as const;
  expect(refusalFor(open, link, 'ana')).toEqual({ code: 'already-linked' });
});

test('what a case is about is said with its opening: what was chosen, else what the order speaks for', () => {
  const best = { kind: 'late', failure: 'stuck', evidence: 'stuck' } as const;
  const typed = { ...noWrapUp.newCase, subject: 'No llega' };
  const about = { customerId: 'c1', caseId: 'k9', orderId: null };
  expect(openAsks(classified(typed, [best]), about)).toMatchObject([
    { type: 'case.open', data: { kind: 'late' } },
    { type: 'case.classify', caseId: 'k9', data: { kind: 'late', failure: 'stuck' } },
  ]);
  const chosen = { ...typed, kind: 'billing', failure: null } as const;
  expect(openAsks(classified(chosen, [best]), about).map(({ type }) => type)).toEqual(['case.open']);
  expect(classified(typed, []).kind).toBeNull();
});

test('what was being written about a customer who is here no more is given back as it was typed, form by form', () => {
  const wrapUp: WrapUpDraft = {
    ...noWrapUp,
    note: 'Pregunta por el taladro.',
    promise: { ...noWrapUp.promise, text: '  ' },
  };
  const bodies = {
    'note.c1': JSON.stringify({ text: 'A medio\nescribir', about: 'note', belongs: 'default' }),
    'wrap-up.c1': JSON.stringify(wrapUp),
    'new-case.c1': 'no JSON',
    'promise.c1': JSON.stringify({ text: '', until: 7, belongs: 'default' }),
    'note.c2': JSON.stringify({ text: 'of another', about: 'note', belongs: 'default' }),
    'shell.tabs': '{}',
  };
  expect(leftWords(bodies, 'c1')).toEqual([
    { key: 'note.c1', text: 'A medio\nescribir' },
    { key: 'wrap-up.c1', text: 'Pregunta por el taladro.' },
  ]);
});
