import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName } from '#shared/attachment/names.ts';

test.each([
  ['foto.JPG', 'jpeg', 'foto.jpg'],
  ['IMG_2024.heic', 'heic', 'IMG_2024.heic'],
  ['../../etc/passwd', 'text', 'passwd.txt'],
  ['C:\\Windows\\calc.exe', 'png', 'calc.png'],
  ['page.html', 'text', 'page.txt'],
  ['albarán nº 3.pdf.exe', 'pdf', 'albarán nº 3.pdf'],
  ['foto\u202Egpj.exe', 'png', 'fotogpj.png'],
  ['a\0b\nc\u200b.png', 'png', 'abc.png'],
  ['CON', 'png', '_CON.png'],
  ['nul.txt', 'text', '_nul.txt'],
  ['LPT1.tar', 'pdf', '_LPT1.pdf'],
  ['.hidden', 'png', 'hidden.png'],
  ['   ', 'png', 'file.png'],
  ['', 'gif', 'file.gif'],
  ['a<b>:"|?*.png', 'png', 'a_b______.png'],
  ['punto.', 'jpeg', 'punto.jpg'],
  ['3.5 pulgadas', 'jpeg', '3.5 pulgadas.jpg'],
  // What stood between two marks goes, and they come into the order that they have in every other name.
  ['e\u135D\0\u0316', 'jpeg', 'e\u0316\u135D.jpg'],
] as const)('%j of a %s is saved as %j', (name, kind, wanted) => {
  expect(cleanName(name, kind)).toBe(wanted);
});

test('whatever its name, a file is saved in the folder that was chosen, under a name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const clean = cleanName(name, 'png');
      expect(clean).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+\.png$/u);
      expect([...clean].length).toBeLessThanOrEqual(60);
      expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(255);
      expect(clean).not.toMatch(/^[. ]|^(con|prn|aux|nul|com\d|lpt\d)\./i);
      expect(cleanName(clean, 'png')).toBe(clean);
    }),
    { numRuns: 2000 },
  );
});
