import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted } from '#shared/quoted.ts';
import type { Language } from '#shared/settings.ts';

test.each<[Language, string, string]>([
  ['es', 'Falta un tornillo', '«Falta un tornillo»'],
  ['es', 'Fuente de pared rota: «embalaje de vergüenza»', '«Fuente de pared rota: “embalaje de vergüenza”»'],
  ['es-ES', '«Rota», dice', '«“Rota”, dice»'],
  ['es', 'La “grande” llegó rota', '«La “grande” llegó rota»'],
  ['es', 'Dice: «pone “frágil” en la caja»', '«Dice: “pone ‘frágil’ en la caja”»'],
  ['es', '«una» y “otra”', '«“una” y “otra”»'],
  ['es', 'cortado «en med…', '«cortado “en med…»'],
  ['es', 'solo el fin»', '«solo el fin”»'],
  ['es', 'la de O’Brien, de 24"', '«la de O’Brien, de 24"»'],
  ['en', 'The lamp is broken', '“The lamp is broken”'],
  ['en', 'It says “fragile”', '“It says ‘fragile’”'],
  ['en', 'She says “it reads “fragile””', '“She says ‘it reads “fragile”’”'],
  ['en', 'Fuente rota: «embalaje de vergüenza»', '“Fuente rota: «embalaje de vergüenza»”'],
  ['en', '', '“”'],
])('%s: %s', (language, text, said) => {
  expect(quoted(text, language)).toBe(said);
});

test('whatever somebody wrote, the outer marks stand outside alone, and no other sign changes', () => {
  const words = fc.string({ unit: fc.constantFrom('«', '»', '“', '”', 'a', ' ', '’', '😀') });
  fc.assert(
    fc.property(words, fc.constantFrom<Language>('es', 'es-ES'), (text, language) => {
      const said = quoted(text, language);
      expect(said.slice(1, -1)).not.toMatch(/[«»]/u);
      expect(said.length).toBe(text.length + 2);
      expect(said.replace(/[«»“”‘’]/gu, '')).toBe(text.replace(/[«»“”‘’]/gu, ''));
    }),
  );
});
