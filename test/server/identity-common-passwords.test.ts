import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isCommon } from '#server/identity/common-passwords.ts';
import { weakness } from '#server/identity/passwords.ts';
import { listed } from '../../scripts/common-passwords.mjs';

test('the list that is kept is the one of the package (write it anew: node scripts/common-passwords.mjs)', () => {
  const bytes = readFileSync(new URL('../../resources/passwords/common.txt.br', import.meta.url));
  expect(bytes.length).toBeLessThan(128 * 1024);
  expect(brotliDecompressSync(bytes).toString('utf8')).toBe(listed().join('\n'));
  expect(listed().length).toBeGreaterThan(40_000);
});

test.each([
  'password',
  'football',
  'baseball1',
  'Password12345678!',
  'P@ssw0rd1234567',
  'passwordpassword',
  'iloveyoubaseball',
  'qwertyuiopasdfgh',
  'qwerty-qwerty-qwerty',
  '1234567890123456',
  'abcabcabcabcabcabc',
  'Summer2026Summer2026',
  'contraseña123456',
  'bienvenido2026!!',
  'letmeinletmeinletmein',
])('%s is what everybody takes', (text) => {
  expect(isCommon(text)).toBe(true);
  // In another form of Unicode too.
  expect(isCommon(text.normalize('NFD'))).toBe(true);
});

test.each([
  'correct horse battery staple',
  'ventana-azul-al-norte',
  'cinco faroles azules',
  'casa-lumbre-para-todos',
  'una contraseña que nadie lee',
  'abcde-fghjk-mnpqr-stuvw',
  '7392 8841 0026 5517',
  '🌊🌋🏔️🌵🎈🧭🪁🎻🥁🎲🧩🪀🎯🚲🛶',
])('%s is not', (text) => expect(isCommon(text)).toBe(false));

test('why it is refused, and what to do, is said in words; the longest there is takes no time', () => {
  expect(weakness('Password12345678!', [])).toMatch(/everybody tries.+take four words/);
  // The quickest of some: a busy machine adds to a time, and takes nothing from it.
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    isCommon('aeiouxyz'.repeat(125));
    isCommon(`${'abcdefg'.repeat(142)}!`);
    return performance.now() - began;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
