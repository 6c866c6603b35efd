import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { wrapUpCode } from '#shared/case/words.ts';
import type { Language } from '#shared/settings.ts';
import { savedParts } from '../../src/renderer/desk/customer/forms/wrap-up-saved.ts';
import { makeSay } from '../../src/renderer/desk/customer/say.ts';
import { caseNumber, entryWords } from '../../src/renderer/desk/customer/story/entry-words.ts';
import { startWords, texts } from '../../src/renderer/words/words.ts';
import { entries } from './customer-entries.ts';

const languages: Language[] = ['en', 'es', 'es-ES'];
Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
const i18n = startWords('en');
const sayIn = (language: Language) => ({
  ...makeSay(i18n.getFixedT(language, 'desk') as TFunction<'desk'>, language, 1_760_000_000_000),
  refusal: () => '',
});

test.each(languages)('every kind of entry is worded in %s, with no hole and no raw key', (language) => {
  for (const one of entries) {
    const { title, detail, text } = entryWords(one, sayIn(language));
    const said = [title, detail, text].join('\n');
    expect(title, one.kind).not.toBe('');
    expect(said, one.kind).not.toMatch(/\{\{|undefined|null|NaN/);
    expect(said, one.kind).not.toMatch(/\b(entry|story|cases|orders|tracking|code)\.[a-z]/i);
  }
});

test('no entry reads the same in English and in Spanish', () => {
  for (const one of entries) {
    expect(entryWords(one, sayIn('en')).title, one.kind).not.toBe(entryWords(one, sayIn('es')).title);
  }
});

test('a customer’s words and a carrier’s come out as they were written', () => {
  const [opened] = entries.filter((one) => one.kind === 'case-opened');
  if (opened?.kind !== 'case-opened') throw new Error('no case');
  const words = '<b>¡No!</b> {{name}} \u202Eabc 😀';
  expect(entryWords({ ...opened, words }, sayIn('es')).text).toBe(words);
});

test.each([
  ['pending', 1, 'pending'],
  ['pending', -1, 'overdue'],
  ['kept', -1, 'kept'],
] as const)('a promise that is %s, %i ms before its time, reads %s in the story', (state, before, said) => {
  const say = sayIn('en');
  const [promise] = entries.filter((one) => one.kind === 'promise');
  if (promise?.kind !== 'promise') throw new Error('no promise');
  expect(entryWords({ ...promise, state, until: say.now + before }, say).detail).toBe(said);
});

test('a call that nobody answered says so, and a phone number is shown as its country reads it', () => {
  const say = sayIn('en');
  const calls = entries
    .filter((one) => one.kind === 'contact')
    .map((one) => entryWords(one, say, () => '600 11 22 33'));
  expect(calls[0]?.detail).toBe('6 min 52 s · Complaint · Catalan · 600 11 22 33');
  expect(calls[1]?.detail).toBe('Nobody answered');
});

test('a case number is read in groups of four and keeps its digits', () => {
  expect(caseNumber('202611230417')).toBe('2026 1123 0417');
  expect(caseNumber('17')).toBe('17');
});

test('the conventions’ words are the ones on the screen', () => {
  const { es, 'es-ES': spain } = texts;
  expect(es.desk.order.tracking).toBe('Número de guía');
  expect(spain.desk.order.tracking).toBe('Número de seguimiento');
  expect(es.desk.code['callback-agreed']).toBe('Llamada programada');
  expect(Object.values(es.desk.cases.promiseState)).toEqual([
    'pendiente',
    'cumplido',
    'incumplido',
    'anulado',
  ]);
  expect(es.desk.cases.status).toEqual({ open: 'abierto', solved: 'resuelto' });
  expect(JSON.stringify(es.desk)).not.toMatch(/rellamada/i);
  // Kept for known incidents.
  const { incidents: _, ...others } = es.desk;
  expect(JSON.stringify(others).replaceAll('incidencia conocida', '')).not.toMatch(/incidencia/i);
});

test('there are at most 15 wrap-up codes, each with a word in both languages', () => {
  expect(wrapUpCode.options.length).toBeLessThanOrEqual(15);
  for (const code of wrapUpCode.options) {
    expect(texts.en.desk.code[code]).toBeTruthy();
    expect(texts.es.desk.code[code]).toBeTruthy();
  }
});

test('what was saved names every part', () => {
  const base = { customerId: 'c', caseId: null };
  const said = savedParts(
    [
      { ...base, type: 'note.add', data: { text: 'x', about: 'note' } },
      { ...base, type: 'promise.make', data: { promiseId: 'p', text: 'x', until: 1_760_000_000_000 } },
    ],
    sayIn('en'),
  );
  expect(said).toHaveLength(2);
});
