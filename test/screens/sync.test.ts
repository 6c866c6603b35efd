import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { againOf } from '../../src/renderer/desk/sync/again.ts';
import { saidOf, shareOf, spokenAfter, toneOf } from '../../src/renderer/desk/sync/status.ts';
import { measuresOf } from '../../src/renderer/desk/sync/use-sync-words.ts';
import { bytesText } from '../../src/renderer/ui/bytes-text.ts';

const calm: SyncView = {
  server: 'https://hilo.example',
  unsent: 0,
  waitingForUpdate: 0,
  refused: 0,
  holds: [],
  unsentFiles: 0,
  aside: { newer: 0, faulty: 0 },
  busy: false,
  trouble: null,
  filling: null,
  lastAnswerAt: 1000,
  leaseUntil: null,
  clockOff: 0,
  restored: null,
};
type Trouble = NonNullable<SyncView['trouble']>;
const trouble = (what: Trouble['what'], nextTryAt: number | null = null): Partial<SyncView> => ({
  trouble: { what, since: 500, nextTryAt, ref: 'R' },
});
const sync = (...more: Partial<SyncView>[]): SyncView => Object.assign({}, calm, ...more);
const says = (...more: Partial<SyncView>[]) => saidOf(sync(...more)).map(({ say }) => say);

test('"all sent" is said only when nothing else is and the centre has answered', () => {
  expect(says()).toEqual(['all-sent']);
  expect(says({ busy: true })).toEqual(['all-sent']);
  expect(says({ lastAnswerAt: null })).toEqual(['connecting']);
  const others: Partial<SyncView>[] = [
    { unsent: 1 },
    { refused: 1 },
    trouble('offline'),
    trouble('sign-in'),
    { filling: { team: 'es', done: 1, total: 2 } },
    { clockOff: 400_000 },
    { clockOff: -400_000 },
    { restored: { at: 1, offered: 2 } },
    { aside: { newer: 1, faulty: 0 } },
    { aside: { newer: 0, faulty: 1 } },
  ];
  for (const other of others) expect(says(other)).not.toContain('all-sent');
});

test('everything that is true is said, the most pressing first', () => {
  const all = {
    unsent: 3,
    waitingForUpdate: 1,
    refused: 2,
    aside: { newer: 1, faulty: 2 },
    clockOff: 400_000,
    restored: { at: 1, offered: 2 },
  };
  expect(says(all, trouble('offline'))).toEqual([
    'refused',
    'trouble',
    'update',
    'faulty',
    'unsent',
    'restored',
    'clock',
  ]);
  expect(says({ aside: { newer: 3, faulty: 0 } })).toEqual(['update']);
  expect(says({ aside: { newer: 0, faulty: 3 } })).toEqual(['faulty']);
  // Said once, not twice.
  expect(says({ unsent: 1, waitingForUpdate: 1 }, trouble('update'))).toEqual(['trouble', 'unsent']);
  expect(says({ clockOff: 300_000 })).toEqual(['all-sent']);
});

test.each([
  ['plain', {}],
  ['info', { unsent: 3 }],
  ['info', { filling: { team: 'es', done: 1, total: null } }],
  ['warn', { unsent: 3, ...trouble('offline') }],
  ['warn', trouble('busy')],
  ['warn', { clockOff: 400_000 }],
  ['warn', { waitingForUpdate: 1, unsent: 1 }],
  ['warn', { aside: { newer: 1, faulty: 0 } }],
  ['warn', { aside: { newer: 0, faulty: 1 } }],
  ['bad', trouble('sign-in')],
  ['bad', trouble('certificate')],
  ['bad', trouble('revoked')],
  ['bad', { refused: 1 }],
] as [string, Partial<SyncView>][])('%s is the colour of %j', (tone, more) => {
  expect(toneOf(sync(more))).toBe(tone);
});

test('only what a person has to know is read aloud, once', () => {
  const quiet: Partial<SyncView>[] = [
    {},
    { unsent: 3 },
    { busy: true },
    trouble('offline'),
    trouble('busy'),
    trouble('portal'),
    { filling: { team: 'es', done: 1, total: 9 } },
  ];
  for (const before of quiet)
    for (const now of quiet) expect(spokenAfter(sync(before), sync(now))).toBeNull();
  expect(spokenAfter(calm, sync({ refused: 2 }))).toEqual({ say: 'refused', count: 2 });
  expect(spokenAfter(sync({ refused: 2 }), sync({ refused: 3 }))).toEqual({ say: 'refused', count: 1 });
  expect(spokenAfter(sync({ refused: 2 }), sync({ refused: 1 }))).toBeNull();
  expect(spokenAfter(null, sync({ refused: 1 }))).toEqual({ say: 'refused', count: 1 });
  const signIn = sync(trouble('sign-in'));
  expect(spokenAfter(calm, signIn)).toEqual({ say: 'sign-in' });
  expect(spokenAfter(signIn, sync(trouble('sign-in'), { unsent: 2 }))).toBeNull();
  expect(spokenAfter(signIn, sync(trouble('revoked')))).toEqual({ say: 'revoked' });
});

test('a fill that goes on is never all of it, and of nothing known there is no share', () => {
  expect(shareOf({ done: 1, total: 4 })).toBe(0.25);
  expect(shareOf({ done: 4, total: 4 })).toBe(0.99);
  expect(shareOf({ done: 9, total: 4 })).toBe(0.99);
  expect(shareOf({ done: 3, total: null })).toBeNull();
  expect(shareOf({ done: 0, total: 0 })).toBeNull();
});

test('measures are written as the language writes them', () => {
  const [en, es, spain] = (['en', 'es', 'es-ES'] as const).map(measuresOf);
  expect(en?.measure({ done: 12_345, total: 95_000 })).toBe('12,345 / 95,000 (13%)');
  expect(spain?.measure({ done: 12_345, total: 95_000 })).toMatch(/^12\.345 \/ 95\.000 \(13\s%\)$/);
  expect(en?.measure({ done: 12_345, total: null })).toBe('12,345');
  expect(en?.length(-12 * 60_000)).toBe('12 minutes');
  expect(es?.length(3 * 3_600_000)).toBe('3 horas');
  expect(es?.length(3 * 86_400_000)).toBe('3 días');
});

test.each([
  [0, 'en', '0 bytes'],
  [999, 'en', '999 bytes'],
  [14_200_000, 'en', '14.2 MB'],
  [14_200_000, 'es-ES', '14,2 MB'],
  [3_400_000_000_000, 'en', '3,400 GB'],
] as const)('%d bytes in %s are %s', (bytes, language, text) => {
  expect(bytesText(bytes, language)).toBe(text);
});

const base = { customerId: 'c1', caseId: 'k1' };
const nothing = () => undefined;
const again = (ask: CommandAsk, refusal: Refusal, typed: (key: string) => string | undefined = nothing) => {
  const found = againOf({ ask, refusal }, typed);
  return found && { ...found, body: JSON.parse(found.body) as unknown };
};
const solve: CommandAsk = { ...base, type: 'case.solve', data: { how: 'Sent the right one' } };

test('what was refused is written again in its own form, with its words', () => {
  expect(again(solve, { code: 'open-promise', text: 'Toner' })).toEqual({
    form: { form: 'solve', caseId: 'k1' },
    key: 'solve.k1',
    body: { text: 'Sent the right one' },
  });
  const reopen: CommandAsk = { ...base, type: 'case.reopen', data: { why: 'Still wrong' } };
  expect(again(reopen, { code: 'other-team' })).toMatchObject({
    key: 'reopen.k1',
    body: { text: 'Still wrong' },
  });
  const open: CommandAsk = {
    ...base,
    type: 'case.open',
    data: { subject: 'Late', words: 'Where is it?', kind: 'late', orderId: null },
  };
  expect(again(open, { code: 'case-exists' })).toEqual({
    form: { form: 'new-case' },
    key: 'new-case.c1',
    body: { kind: 'late', failure: null, subject: 'Late', words: 'Where is it?', orderId: '', solved: null },
  });
  const offer: CommandAsk = { ...base, type: 'case.offer', data: { to: 'tom', why: 'Sent the right one' } };
  expect(again(offer, { code: 'not-owner' })).toMatchObject({
    key: 'note.c1',
    body: { text: 'Sent the right one' },
  });
  const take: CommandAsk = { ...base, type: 'case.take', data: { from: 'tom' } };
  expect(again(take, { code: 'owner-changed' })).toBeNull();
});

test('where the case is past it, the words become a note in it', () => {
  const note = {
    form: { form: 'note', caseId: 'k1', about: 'note' },
    key: 'note.c1',
    body: { text: 'Sent the right one', about: 'note', belongs: { caseId: 'k1' } },
  };
  expect(again(solve, { code: 'already-solved' })).toEqual(note);
  const end: CommandAsk = {
    ...base,
    type: 'promise.end',
    data: { promiseId: 'p', outcome: 'kept', text: 'Sent the right one' },
  };
  expect(again(end, { code: 'promise-ended' })).toEqual(note);
});

test('what is being typed there stays, and the old words come below it once', () => {
  const typed = JSON.stringify({ text: 'I was just', about: 'note', belongs: 'none' });
  const first = again(solve, { code: 'already-solved' }, (key) => (key === 'note.c1' ? typed : undefined));
  expect(first?.body).toMatchObject({ text: 'I was just\nSent the right one' });
  const twice = again(solve, { code: 'already-solved' }, () => JSON.stringify(first?.body));
  expect(twice?.body).toMatchObject({ text: 'I was just\nSent the right one' });
});

test('of what has no words there is nothing to write', () => {
  const link: CommandAsk = { ...base, type: 'case.link-order', data: { orderId: 'o1' } };
  expect(again(link, { code: 'already-linked' })).toBeNull();
  const silent: CommandAsk = {
    ...base,
    type: 'promise.end',
    data: { promiseId: 'p', outcome: 'kept', text: '' },
  };
  expect(again(silent, { code: 'promise-ended' })).toBeNull();
});
