import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startWords, texts } from '../../src/renderer/words/words.ts';

const screens = fileURLToPath(new URL('../../src/renderer/', import.meta.url));

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

/** Each thing has one name: what is in the way of it, by language, and the keys where the word means something else. */
const oneName = [
  ['en', /\bcomputers?\b/i, 'machine', ['frame theme.system']],
  ['en', /^leave it$/i, 'cancel', []],
  ['en', /\buser ?name\b/i, 'login', []],
  ['es', /\bequipos?\b(?! de trabajo\b)/i, 'computadora, or equipo de trabajo for a team', []],
  ['es', /\b(máquina|dispositivo|ordenador)(e?s)?\b/i, 'computadora', []],
  ['es', /\bañad[aeiíá]\w*/i, 'agregar', []],
  ['es', /\bIntro\b/, 'Enter', []],
  ['es', /\b(nombre de (acceso|usuario)|(su|otro|este|el) acceso)\b/i, 'usuario', []],
  ['es', /\bpapel(es)?\b/i, 'rol', []],
  ['es', /\bdejarlo\b/i, 'cancelar', []],
  ['es', /\b(dej|qued)\S* fuera\b/i, 'excluir', []],
  ['es', /\badmi\w+ lo que\b/i, 'aceptar', []],
  ['es-ES', /\bcomputadoras?\b/i, 'ordenador', []],
  ['es-ES', /\bagr[eé]g\w*/i, 'añadir', []],
  ['es-ES', /\bEnter\b/, 'Intro', []],
  ['es-ES', /\bequipos?\b(?! de trabajo\b)/i, 'ordenador, or equipo de trabajo for a team', []],
] as const;

test.each(oneName)('%s does not say %s: it says %s', (language, other, _name, elsewhere) => {
  const said = areas.flatMap((area) => {
    const all = { en: [texts.en], es: [texts.es], 'es-ES': [texts.es, texts['es-ES']] }[language];
    const shown = new Map(all.flatMap((one) => leaves(one[area])));
    return [...shown].map(([key, text]) => [`${area} ${key}`, text] as const);
  });
  expect(said.filter(([key, text]) => other.test(text) && !elsewhere.some((one) => one === key))).toEqual([]);
});

test.each(areas)(
  'no %s text sets marks around what somebody wrote: `{{text, quoted}}` does, whatever marks are in it',
  (area) => {
    for (const language of ['en', 'es', 'es-ES'] as const)
      for (const [key, text] of leaves(texts[language][area]))
        expect(text, `${language} ${key}`).not.toMatch(/[“«"]\{\{\w+\}\}[”»"]/);
  },
);

test.each([
  ['en', 'Still promised until 3 Dec: “pone «frágil»”'],
  ['es', 'Sigue prometido hasta 3 Dec: «pone “frágil”»'],
  ['es-ES', 'Sigue prometido hasta 3 Dec: «pone “frágil”»'],
] as const)('in %s what was promised stands in marks of that language', (language, said) => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
  const t = startWords('en').getFixedT(language, 'desk');
  expect(t('solve.promise', { when: '3 Dec', text: 'pone «frágil»' })).toBe(said);
});

/** What stands between quotes in the screens' code: whole keys, and keys with holes. */
const asked = globSync('**/*.{ts,tsx}', { cwd: screens }).flatMap((file) =>
  [...readFileSync(`${screens}${file}`, 'utf8').matchAll(/['`](?:\w+:)?((?:[\w.-]|\$\{[^`}]*\})+)['`]/g)].map(
    ([, key = '']) => key.replace(/\$\{[^}]*\}/g, '*'),
  ),
);
const patterns = asked
  .filter((key) => /^[^.]+\./.test(key) && /\*/.test(key) && /\w/.test(key))
  .map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '[\\w-]+')}$`));

test.each(areas)('every text of %s is asked for somewhere', (area) => {
  const keys = leaves(texts.en[area]).map(([key]) => key.replace(/_(zero|one|other)$/, ''));
  const isAsked = (key: string) => asked.includes(key) || patterns.some((pattern) => pattern.test(key));
  expect(keys.filter((key) => !isAsked(key))).toEqual([]);
});
