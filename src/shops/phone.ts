// The `max` build knows the valid ranges of every country and not only the lengths: a wrong number must match nobody. It costs 75 kB
// more than `min`, in processes that have no page to paint; pages get numbers already formatted and never import this file.
import {
  type CountryCode,
  type E164Number,
  isSupportedCountry,
  PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { foldText } from './fold.ts';
import { nationalForms } from './phone-variants.ts';

/** A number as it was written or rang, and what it is. */
export type PhoneReading = {
  /** As it came, at most 200 characters. */
  raw: string;
  /** Null unless the number is valid in its country. */
  e164: string | null;
  /** ISO 3166-1 alpha-2; null for numbers of no country (satellite, freephone) and unreadable ones. */
  country: string | null;
  /** For reading aloud: always in international form, `+34 600 11 22 33`. The cleaned writing where it is no valid number. */
  shown: string;
  /** The caller hides the number. */
  withheld: boolean;
  /** An internal number of 2 to 5 digits: never matched with a customer. */
  extension: boolean;
  valid: boolean;
};

/** Longer than any number with its wrapping; whatever follows is not read, so that garbage costs no time. */
const longest = 200;

const withheldWords: ReadonlySet<string> = new Set(
  (
    'anonymous|unknown|restricted|private|unavailable|withheld|blocked|hidden|no caller id|caller id blocked|not available|none|null|' +
    'number withheld|private number|unknown number|anonimo|oculto|numero oculto|desconocido|numero desconocido|privado|numero privado|' +
    'restringido|bloqueado|no disponible|sin numero|sin identificar|identidad oculta|0|-1|' +
    // Twilio spells the reason on a telephone's keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE.
    '+266696687|266696687|+7378742833|+2562533|+8656696|+86282452253'
  ).split('|'),
);

/** What is left of a writing without its wrapping: `tel:`, `sip:…@host`, `"Name" <…>`, parameters, invisible characters. */
function unwrap(raw: string): string {
  let text = raw
    .slice(0, longest)
    .normalize('NFKC')
    .slice(0, longest)
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim();
  const open = text.lastIndexOf('<');
  if (open >= 0) text = text.slice(open + 1).split('>', 1)[0] ?? '';
  const scheme = /^(?:tel|sips?|callto|phone|whatsapp):/i.exec(text);
  if (scheme) text = text.slice(scheme[0].length).replace(/^\/\//, '');
  text = text.split('@', 1)[0] ?? '';
  text = text.split(';', 1)[0] ?? '';
  return text.replace(/%2b/gi, '+').replace(/%20/g, ' ').trim();
}

/** The value of a decimal digit of any script, as `0` to `9`, or null. */
function digitOf(char: string): string | null {
  if (char >= '0' && char <= '9') return char;
  const code = char.charCodeAt(0);
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return null;
}

/** Digits and a leading plus. Words before them are skipped (`Móvil: 600…`), words after them end them (`ext 4`). Null: no number. */
function digitsOf(text: string): { plus: boolean; digits: string; words: boolean } {
  let digits = '';
  let plus = false;
  let words = false;
  for (const char of text) {
    const digit = digitOf(char);
    if (digit !== null) digits += digit;
    else if (char === '+' && digits === '') plus = true;
    else if (/[\p{L}#,/|]/u.test(char)) {
      words = true;
      if (digits.length >= 6) break;
    }
  }
  return { plus, digits, words };
}

function parse(text: string, country: CountryCode | null): PhoneNumber | null {
  const number =
    country === null ? parsePhoneNumberFromString(text) : parsePhoneNumberFromString(text, country);
  return number?.isValid() ? number : null;
}

/**
 * Reads a phone number as people, shops and phone systems write it. Never throws; takes time in proportion to at most 200 characters.
 * `defaultCountry`: ISO alpha-2 for numbers without a country, of the line that rang or else of the company; null when unknown.
 */
export function readPhone(raw: string, defaultCountry: string | null): PhoneReading {
  const kept = raw.slice(0, longest);
  const nothing = { raw: kept, e164: null, country: null, withheld: false, extension: false, valid: false };
  const text = unwrap(raw);
  if (text === '' || withheldWords.has(foldText(text))) return { ...nothing, shown: '', withheld: true };
  const { plus, digits, words } = digitsOf(text.replace(/\(0\)/g, ''));
  if (!plus && !words && digits.length >= 2 && digits.length <= 5)
    return { ...nothing, shown: digits, extension: true };
  const upper = defaultCountry?.toUpperCase() ?? '';
  const country = isSupportedCountry(upper) ? upper : null;
  const number = digits.length < 6 || digits.length > 20 ? null : recognise(plus, digits, country);
  if (number === null) return { ...nothing, shown: text };
  const international = number.formatInternational();
  return {
    ...nothing,
    e164: number.number,
    country: number.country ?? null,
    shown: international,
    valid: true,
  };
}

/**
 * How a number is shown of which the E.164 form is known: what `readPhone` gives, for less than half of the work, as nothing is to be recognised. A first fill
 * shows every phone of every customer.
 */
export function shownOf(e164: string, country: string | null): string {
  const number = numberOf(e164);
  return number?.isValid() ? number.formatInternational() : readPhone(e164, country).shown;
}

/** Null: it begins with no country's code. */
function numberOf(e164: string): PhoneNumber | null {
  try {
    return new PhoneNumber(e164 as E164Number);
  } catch {
    return null;
  }
}

/** The first valid reading: as an international number when it says so, else in the default country, else as one without its plus. */
function recognise(plus: boolean, digits: string, country: CountryCode | null): PhoneNumber | null {
  // No national number begins with 00; abroad is dialled so in most of the world, whatever the default country's own prefix is.
  const international = plus ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  if (international !== null) return parseInternational(international);
  if (country !== null) {
    for (const form of nationalForms(digits, country)) {
      const number = parse(form, country);
      if (number) return number;
    }
  }
  // A shorter one without a plus and a country would match some country by chance.
  return digits.length >= (country === null ? 11 : 10) ? parseInternational(digits) : null;
}

function parseInternational(digits: string): PhoneNumber | null {
  const whole = parse(`+${digits}`, null);
  if (whole) return whole;
  for (const [code, country] of oldNumbering) {
    if (!digits.startsWith(code)) continue;
    for (const form of nationalForms(digits.slice(code.length), country)) {
      const number = parse(form, country);
      if (number) return number;
    }
  }
  return null;
}

/** Countries whose former writings are still in files, by calling code. */
const oldNumbering: readonly (readonly [string, CountryCode])[] = [
  ['52', 'MX'],
  ['54', 'AR'],
  ['57', 'CO'],
];

/** The number as it is dialled within its country, digits only; null for what is no number. */
export function nationalOf(e164: string): string | null {
  return parsePhoneNumberFromString(e164)?.nationalNumber ?? null;
}

/**
 * The forms under which a number may have been kept or may ring: itself, and its other writing where a country has two.
 * Argentine mobiles are called with a 9 from abroad and stored without; Mexican mobiles had a 1 until 2019; Colombian landlines grew in 2021.
 */
export function phoneKeys(e164: string): string[] {
  const argentina = /^\+54(9?)(\d{10})$/.exec(e164);
  if (argentina) return [e164, `+54${argentina[1] === '9' ? '' : '9'}${argentina[2]}`];
  const mexico = /^\+52(1?)(\d{10})$/.exec(e164);
  if (mexico) return [e164, `+52${mexico[1] === '1' ? '' : '1'}${mexico[2]}`];
  const colombia = /^\+57(?:60)?([1-8]\d{7})$/.exec(e164);
  if (colombia) return [e164, e164.length === 13 ? `+57${colombia[1]}` : `+5760${colombia[1]}`];
  return [e164];
}
