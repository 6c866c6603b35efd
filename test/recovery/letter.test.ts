import { expect, test } from 'vitest';
import { type CustomerLetterFacts, customerLetter } from '#shared/recovery/letter.ts';
import { remedy } from '#shared/rules/manual.ts';
import { day, now } from '../story/sample.ts';

const facts: CustomerLetterFacts = {
  name: 'Carmen Ruiz',
  company: 'Casa Lumbre',
  person: 'Lucía Ferrer',
  caseNumber: '4829 1307 5561',
  orderNumber: 'ES-1',
  explained: null,
  given: [
    { remedy: 'voucher', amount: { minor: 1689, currency: 'EUR' } },
    { remedy: 'letter', amount: null },
  ],
  promises: [{ text: 'El tóner correcto', until: now + 2 * day }],
};

test('a letter says what is given and promised, in the language of the customer, and leaves a gap for what nobody wrote', () => {
  expect(customerLetter(facts, now, 'Europe/Madrid', 'es')).toEqual({
    subject: 'Su caso 4829 1307 5561',
    body: [
      'Hola, Carmen Ruiz:',
      'Sentimos lo ocurrido con su pedido ES-1. Tenía todo el derecho a esperar algo mejor, y queremos arreglarlo.',
      'Esto es lo que pasó: [qué ocurrió, con palabras sencillas]',
      'Esto es lo que hacemos:\n• Un vale de €16.89 para su próximo pedido.',
      'Y a esto nos comprometemos:\n• El tóner correcto (a más tardar, el 14 de noviembre)',
      'Si falta algo, diga a quien le atienda su número de caso, 4829 1307 5561: verá todo lo ocurrido y usted no tendrá que volver a explicarlo.',
      'Un saludo,\nLucía Ferrer\nCasa Lumbre',
    ].join('\n\n'),
  });
  const english = customerLetter({ ...facts, explained: 'The label was wrong.' }, now, 'Europe/Madrid', 'en');
  expect(english.body).toContain('This is what happened: The label was wrong.');
  expect(english.body).toContain('• A voucher of €16.89 for your next order.');
});

test.each(remedy.options)('%s has its sentence, with and without an amount', (one) => {
  for (const language of ['en', 'es'] as const)
    for (const amount of [null, { minor: 500, currency: 'EUR' }]) {
      const { body } = customerLetter(
        { ...facts, given: [{ remedy: one, amount }], promises: [] },
        now,
        'UTC',
        language,
      );
      expect(body).not.toMatch(/undefined|null|{{|\n\n\n/);
      // A letter is no gift to be told of in a letter.
      expect(/• /.test(body)).toBe(one !== 'letter');
    }
});
