import type { Address, Phone } from '#shared/customer/records.ts';
import { readCountry } from './countries.ts';
import { readPhone } from './phone.ts';

/** A text without its outer blanks, at most `most` long (cut with …); null when nothing is left. */
export function textOf(value: string | null | undefined, most = 500): string | null {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  if (text.length <= most) return text;
  // A cut through a pair of surrogates would leave half a character.
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** What a file says of an address. */
export type AddressText = {
  name?: string | null | undefined;
  company?: string | null | undefined;
  lines?: readonly (string | null | undefined)[];
  city?: string | null | undefined;
  region?: string | null | undefined;
  postcode?: string | null | undefined;
  country?: string | null | undefined;
};

/** The address that these texts make; null when there is none. A name alone is no address. */
export function addressOf(text: AddressText): Address | null {
  const country = readCountry(text.country ?? '');
  const address = {
    name: textOf(text.name),
    company: textOf(text.company),
    lines: (text.lines ?? [])
      .map((line) => textOf(line))
      .filter((line) => line !== null)
      .slice(0, 6),
    city: textOf(text.city),
    region: textOf([text.region?.trim(), country.rest].filter(Boolean).join(', ')),
    postcode: textOf(text.postcode),
    country: country.code,
  };
  const { name: _, ...place } = address;
  const empty = Object.values(place).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
  return empty ? null : address;
}

/** A phone as a record keeps it: the writing of the shop and its E.164 form. Null for an empty or withheld one. */
export function phoneOf(raw: string | null | undefined, country: string | null): Phone | null {
  const text = textOf(raw, 200);
  if (text === null) return null;
  const reading = readPhone(text, country);
  return reading.withheld ? null : { raw: text, e164: reading.e164, country: reading.country };
}

/** Only those that are there, each once, at most `most`. Two are the same when `key` says so; the first writing stays. */
export function distinct<T>(items: readonly (T | null)[], key: (item: T) => string, most = 10): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (item !== null && !seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()].slice(0, most);
}

/** The whole name of a person from its parts. */
export function fullName(...parts: (string | null | undefined)[]): string | null {
  return textOf(
    parts
      .map((part) => part?.trim() ?? '')
      .filter(Boolean)
      .join(' '),
  );
}

/** The language of a locale such as `es-ES` or `pt_BR`, as ISO 639-1. */
export function languageOf(locale: string | null | undefined): string | null {
  return /^[a-z]{2}(?![a-z])/i.exec(locale?.trim() ?? '')?.[0].toLowerCase() ?? null;
}

/** An e-mail address as it was written, or null for a text that is none. */
export function emailOf(text: string | null | undefined): string | null {
  const email = textOf(text);
  return email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
