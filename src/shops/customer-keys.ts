import type { Address, CustomerRecord } from '#shared/customer/records.ts';
import { foldText, wordsOf } from './fold.ts';
import { phoneKeys } from './phone.ts';

/**
 * By what a customer may be found again. `shop`: a key of the record as it is. `email`, `name`, `name-postcode`, `address`: folded.
 * `phone`: E.164, in each of its forms.
 */
export type KeyKind = 'shop' | 'email' | 'phone' | 'name' | 'name-postcode' | 'address';
export type CustomerKey = { kind: KeyKind; value: string };

/**
 * Addresses that a marketplace makes for an order or a buyer: they reach the person and do not tell who it is. (Apple's private relay is
 * not among them: it is one address for one person at one shop.)
 */
const relays = [
  /^marketplace\.amazon\.[a-z.]{2,8}$/,
  /^members\.ebay\.[a-z.]{2,8}$/,
  /^relay\.walmart\.com$/,
];
/** What clerks type where a form insists on an e-mail. */
const nobodies: ReadonlySet<string> = new Set(
  'noemail no-email no.email noreply no-reply nomail none na n/a sinemail sin-email sincorreo sin.correo notiene no-tiene nulo null test'.split(
    ' ',
  ),
);

/** The form in which e-mail addresses are compared; null for one that does not tell who somebody is. */
export function emailKey(email: string): string | null {
  const folded = foldText(email);
  const at = folded.lastIndexOf('@');
  if (at < 1) return null;
  const domain = folded.slice(at + 1);
  if (relays.some((relay) => relay.test(domain)) || nobodies.has(folded.slice(0, at))) return null;
  return folded;
}

/** True for numbers that clerks type where a form insists on one: 600000000, 999999999. */
export function isMadeUp(e164: string): boolean {
  const end = e164.slice(-7);
  return [...end].every((digit) => digit === end[0]);
}

/** A name in the form in which it is compared; null for one of a single word, which says too little. */
export function nameKey(name: string | null): string | null {
  const words = wordsOf(name ?? '');
  return words.length < 2 ? null : words.join(' ');
}

/** Postcodes lose leading zeros and gain blanks on their way. Null for none. */
export function postcodeKey(postcode: string | null): string | null {
  return (
    foldText(postcode ?? '')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/^0+/, '') || null
  );
}

/** Street and postcode; null unless both are there. */
export function addressKey(address: Address): string | null {
  const postcode = postcodeKey(address.postcode);
  const street = wordsOf(address.lines.join(' ')).join(' ');
  return postcode === null || street === '' ? null : `${street}|${postcode}`;
}

/** What the keys of somebody are made of: a record, or a customer as one order speaks of them. */
export type Identified = Pick<CustomerRecord, 'name' | 'emails' | 'phones' | 'addresses'>;

/** Every key of a customer except the shop's own, each once. */
export function identityKeys(customer: Identified): CustomerKey[] {
  const keys: CustomerKey[] = [];
  const add = (kind: KeyKind, value: string | null) => {
    if (value !== null && !keys.some((key) => key.kind === kind && key.value === value))
      keys.push({ kind, value });
  };
  for (const email of customer.emails) add('email', emailKey(email));
  for (const { e164 } of customer.phones)
    if (e164 !== null && !isMadeUp(e164)) for (const form of phoneKeys(e164)) add('phone', form);
  const own = nameKey(customer.name);
  if (own !== null) {
    add('name', own);
    for (const { postcode, name } of customer.addresses) {
      const code = postcodeKey(postcode);
      // The place of somebody else to whom something was sent says nothing about this person.
      if (code !== null && (name === null || nameKey(name) === own)) add('name-postcode', `${own}|${code}`);
    }
  }
  for (const address of customer.addresses) add('address', addressKey(address));
  return keys;
}

/** Every key under which a record is to be found: what a lookup must index. */
export function customerKeys(record: CustomerRecord): CustomerKey[] {
  return [...record.keys.map((value): CustomerKey => ({ kind: 'shop', value })), ...identityKeys(record)];
}

/** Words that come and go in names. */
const particles: ReadonlySet<string> = new Set(
  'de del la las los y da do dos das van von der den di du the'.split(' '),
);

/**
 * True when two names may well be one person: the same, or all words of the shorter (two at least) in the longer, an initial standing
 * for its word. `M. López` and `María López García` agree; `Ana Pérez` and `Luis Pérez` do not, nor `Pérez` with either. Two missing
 * names agree, a missing one with no other.
 */
export function namesAgree(a: string | null, b: string | null): boolean {
  const bare = (name: string | null) => wordsOf(name ?? '').filter((word) => !particles.has(word));
  const [first, second] = [bare(a), bare(b)];
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (short.join(' ') === long.join(' ')) return true;
  if (short.length < 2) return false;
  const free = [...long];
  return short.every((word) => {
    const at = free.findIndex((other) => other === word || isInitial(word, other) || isInitial(other, word));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

function isInitial(letter: string, word: string): boolean {
  return letter.length === 1 && word.startsWith(letter);
}
