import { expect, test } from 'vitest';
import { foundByTyping } from '../../src/renderer/ui/found-by-typing.ts';

const people = ['Inés Aldama · supervisión', 'Lucía Ferrer · agente', 'Íñigo Peña · agente'].map((label) => ({
  value: label,
  label,
  disabled: false,
}));
const found = (search: string): string[] =>
  foundByTyping
    .filter({ options: people, search, limit: 100 })
    .map((one) => ('label' in one ? one.label : ''));

test('a colleague is found without the accents of their name, in small letters and with a blank too many', () => {
  expect(found('ines')).toEqual(['Inés Aldama · supervisión']);
  expect(found(' LUCIA f')).toEqual(['Lucía Ferrer · agente']);
  expect(found('peña')).toEqual(['Íñigo Peña · agente']);
  expect(found('pena')).toEqual(['Íñigo Peña · agente']);
  expect(found('')).toHaveLength(3);
  expect(found('mateo')).toEqual([]);
});
