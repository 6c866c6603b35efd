import { expect, test } from 'vitest';
import { claimLetter, type LetterFacts } from '#shared/claim/letter.ts';
import { noon, order } from '../store/fixture.ts';

const day = 86_400_000;
const facts: LetterFacts = {
  company: 'Casa Lumbre',
  person: 'Lucía Ferrer',
  caseNumber: '4829 1307 5561',
  files: new Map([['a1', 'box.jpg']]),
  claim: {
    against: 'carrier',
    name: 'NorteLog',
    reference: 'R-77',
    trackingNumber: 'NL1',
    amount: { minor: 2550, currency: 'EUR' },
    reason: 'damaged',
    text: 'The box was open at one side.',
    dueAt: noon + 30 * day,
    step: 'answer',
    notes: [
      {
        what: 'evidence',
        text: 'Photo of the box',
        attachmentIds: ['a1', 'gone'],
        at: noon,
        by: { id: 'lucia', name: 'Lucía' },
      },
      {
        what: 'note',
        text: 'They are slow',
        attachmentIds: [],
        at: noon,
        by: { id: 'lucia', name: 'Lucía' },
      },
    ],
  },
  order: order('1001', 'c1', {
    shipments: [
      {
        id: 's1',
        leftAt: noon - 5 * day,
        carrier: 'NorteLog',
        tracking: 'NL1',
        trackingUrl: null,
        lines: [{ lineId: '1', quantity: 1 }],
        promisedAt: noon - 3 * day,
        deliveredAt: noon - day,
        signedBy: 'C. Ruiz',
        events: [{ at: noon - 2 * day, status: 'damaged', place: 'Getafe', text: null }],
      },
    ],
  }),
};

test('the letter holds every fact, in English', () => {
  const { subject, body } = claimLetter(facts, noon, 'Europe/Madrid', 'en');
  expect(subject).toBe('Claim for damage, parcel NL1, order #1001, your reference R-77');
  for (const fact of [
    '€25.50',
    'Handed over to you: 15 Nov',
    'Promised for: 17 Nov',
    'Delivered: 19 Nov, signed for by C. Ruiz',
    'Scanned as damaged: 18 Nov 13:00, Getafe',
    'Contents: 1 × Toner (TN-2410)',
    'The box was open at one side.',
    '- Photo of the box\n- box.jpg\n\n',
    'by 20 Dec',
    '4829 1307 5561',
    'Lucía Ferrer\nCasa Lumbre',
  ])
    expect(body).toContain(fact);
  // What we write for ourselves is not theirs to read.
  expect(body).not.toContain('slow');
});

test('and in Spanish, where a claim against a carrier is called that', () => {
  const { subject, body } = claimLetter(facts, noon, 'Europe/Madrid', 'es-ES');
  expect(subject).toBe('Reclamación por avería, envío NL1, pedido #1001, su referencia R-77');
  expect(body).toContain('Registrado como dañado: 18 nov 13:00, Getafe');
  expect(body).toMatch(/abonen 25,50\s€/);
  expect(body).not.toMatch(/undefined|null|queja/);
});

test('what is not known is not said', () => {
  const claim = { ...facts.claim, reference: '', trackingNumber: null, text: '', dueAt: null, notes: [] };
  const { subject, body } = claimLetter({ ...facts, claim, order: null }, noon, 'Europe/Madrid', 'en');
  expect(subject).toBe('Claim for damage');
  expect(body).not.toMatch(/Tracking|Our order|proof|undefined|null/);
});
