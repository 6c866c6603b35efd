import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import type { RepeatAlarm } from '#shared/story/repeat.ts';
import { contactsText, repeatTitle } from '../../src/renderer/desk/customer/contact-counts.ts';
import { startWords } from '../../src/renderer/words/words.ts';
import { iris, matter, omar } from '../story/sample.ts';

Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
const i18n = startWords('en');
const say = (language: 'en' | 'es') => ({ t: i18n.getFixedT(language, 'desk') as TFunction<'desk'> });
const alarm = (contacts: number, people: number): RepeatAlarm => ({
  level: 'third-or-more',
  contacts,
  people,
  caseId: 'k1',
});
const tara = { id: 'u3', name: 'Tara' };

test.each([
  ['en', '4 contacts in 30 days about the same problem, with 2 people', '6 contacts in all, with 3 people'],
  [
    'es',
    '4 contactos en 30 días por el mismo problema, con 2 personas',
    '6 contactos en total, con 3 personas',
  ],
] as const)(
  'in %s the alarm and the case beside it each say of when they count',
  (language, lately, inAll) => {
    expect(repeatTitle(alarm(4, 2), { about: true, perhaps: false }, say(language))).toBe(lately);
    expect(contactsText(matter('k1', { contacts: 6, spokeTo: [iris, omar, tara] }), say(language))).toBe(
      inAll,
    );
  },
);

test.each([
  ['en', 'This may be contact number 5 in 30 days about the same problem'],
  ['es', 'Este puede ser el contacto número 5 en 30 días por el mismo problema'],
] as const)('in %s the call in hand says of how many days it may be one more', (language, text) => {
  expect(repeatTitle(alarm(4, 2), { about: true, perhaps: true }, say(language))).toBe(text);
});

test.each([
  [
    'en',
    '3 contacts in 30 days, nobody answered',
    '1 contact, with 1 person',
    '2 contacts in all, nobody answered',
  ],
  [
    'es',
    '3 contactos en 30 días, nadie atendió',
    '1 contacto, con 1 persona',
    '2 contactos en total, nadie atendió',
  ],
] as const)(
  'in %s nobody is not counted as 0 people, and one contact is not a sum',
  (language, loose, one, none) => {
    expect(repeatTitle(alarm(3, 0), { about: false, perhaps: false }, say(language))).toBe(loose);
    expect(contactsText(matter('k1', { contacts: 1, spokeTo: [iris] }), say(language))).toBe(one);
    expect(contactsText(matter('k1', { contacts: 2 }), say(language))).toBe(none);
  },
);
