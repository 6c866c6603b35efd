import { expect, test } from 'vitest';
import { caseKind } from '#shared/case/words.ts';
import { defaultPlaybooks } from '#shared/rules/defaults/playbooks.ts';
import { playbook, playbookParts } from '#shared/rules/playbook.ts';
import { publishAsk } from '#shared/rules/records.ts';
import { oneSided } from '#shared/rules/texts.ts';

test('every kind of case has a page, in both languages, of a length that is read on the phone', () => {
  expect(defaultPlaybooks.map(({ kind }) => kind).toSorted()).toEqual(caseKind.options.toSorted());
  for (const one of defaultPlaybooks) {
    expect(playbook.safeParse(one).error, one.kind).toBeUndefined();
    expect(publishAsk.safeParse({ from: 0, content: one }).success).toBe(true);
    for (const part of playbookParts) {
      expect(one[part].length, `${one.kind} ${part}`).toBeGreaterThan(1);
      for (const { en, es } of [one.title, ...one[part]]) {
        expect(en.trim(), es).not.toBe('');
        expect(es.trim(), en).not.toBe('');
        expect(en).not.toBe(es);
      }
    }
  }
});

test('no line stands twice on a page: it is ticked by its words', () => {
  for (const one of defaultPlaybooks) {
    const lines = [...one.ask, ...one.check].flatMap(({ en, es }) => [en, es]);
    expect(new Set(lines).size).toBe(lines.length);
  }
});

test('to a customer it is usted, and incidencia is a known incident', () => {
  for (const one of defaultPlaybooks) {
    const spanish = JSON.stringify(playbookParts.map((part) => one[part].map(({ es }) => es)));
    expect(spanish).not.toMatch(/\b(tú|tienes|quieres|vosotros|os llam|tu pedido|vuestr)/i);
    expect(spanish.replaceAll('incidencia conocida', '')).not.toMatch(/incidencia|rellamada/i);
  }
});

test('texts that stand in one language only are counted: whoever publishes is told', () => {
  const list = [
    { en: 'Late', es: 'Tarde' },
    { en: 'Lost', es: ' ' },
    { en: '', es: 'Roto' },
    { en: '', es: '' },
  ];
  expect([oneSided(list, 'en'), oneSided(list, 'es')]).toEqual([1, 1]);
});
