import { expect, test } from 'vitest';
import { ShopFileError } from '#shops/trouble.ts';
import { fileSentence, linesLostRemark, whySentence } from '#shops/words.ts';

test('a sentence says what is wrong, in both languages', () => {
  const skip = { why: 'columns', params: { found: 2, expected: 3 } } as const;
  expect(whySentence(skip, 'en')).toBe('It has 2 cells, the heading has 3.');
  expect(whySentence(skip, 'es')).toBe('Tiene 2 celdas y el encabezado tiene 3.');
  const error = new ShopFileError('columns-missing', { columns: 'Total, {n}' });
  expect(fileSentence(error, 'en')).toBe('The file has no column named Total, {n}.');
  expect(fileSentence(error, 'es')).toBe('El archivo no tiene ninguna columna llamada Total, {n}.');
});

test('one lost line and several are told apart', () => {
  expect(linesLostRemark(1, 'en')).toBe('1 line of this order could not be imported.');
  expect(linesLostRemark(2, 'es')).toBe('No se pudieron importar 2 líneas de este pedido.');
});
