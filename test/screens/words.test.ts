import { expect, test } from 'vitest';
import { texts } from '../../src/renderer/words/words.ts';

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? '').sort();

const areas = ['frame', 'desk', 'centre', 'files', 'people'] as const;

test.each(areas)('English and Spanish have the same %s texts, none empty', (area) => {
  const [en, es] = [new Map(leaves(texts.en[area])), new Map(leaves(texts.es[area]))];
  expect([...es.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [key, text] of [...en, ...es]) expect(text.trim(), key).not.toBe('');
});

test.each(areas)('every %s text has the same placeholders in every language', (area) => {
  const en = new Map(leaves(texts.en[area]));
  for (const language of ['es', 'es-ES'] as const) {
    for (const [key, text] of leaves(texts[language][area])) {
      expect(holes(text), `${language} ${key}`).toEqual(holes(en.get(key) ?? ''));
    }
  }
});

test.each(areas)('Spain holds only %s texts that differ from neutral Spanish', (area) => {
  const es = new Map(leaves(texts.es[area]));
  for (const [key, text] of leaves(texts['es-ES'][area])) {
    expect(es.has(key), key).toBe(true);
    expect(text, key).not.toBe(es.get(key));
  }
});

test.each(areas)('every plural of %s has all its forms', (area) => {
  for (const language of ['en', 'es'] as const) {
    const keys = new Set(leaves(texts[language][area]).map(([key]) => key));
    for (const key of keys) {
      if (key.endsWith('_one')) expect(keys.has(key.replace(/_one$/, '_other')), key).toBe(true);
      if (key.endsWith('_other')) expect(keys.has(key.replace(/_other$/, '_one')), key).toBe(true);
    }
  }
});
