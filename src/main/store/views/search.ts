import { digitsLeft } from '#shared/customer/mask.ts';
import type { SearchHit } from '#shared/views/search.ts';
import { bareNumber, type FindKey, numberFound, orderRanges, reversed } from '#shops/find-keys.ts';
import { nationalOf, readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import type { Veil } from '../veil.ts';
import type { Cards } from './cards.ts';
import { likelier } from './ring.ts';

export const foundSql = `
  SELECT value, customer_id, ref FROM found_by
  WHERE kind = ? AND value >= ? AND value < ? LIMIT ?`;
export const nameSql = `
  SELECT customer_id FROM name_search JOIN customer_now ON customer_now.seq = name_search.rowid
  WHERE name_search MATCH ? LIMIT ?`;

type Found = { value: string; customer_id: string; ref: string };

/** Something found, before its customer was read: a card takes longer than finding it, so only those that are shown are made. */
type Candidate = Found & { by: SearchHit['by']; kind: FindKey['kind'] | 'name' };

/** While typing: numbers by prefix or by their end, e-mails by prefix, names by the beginnings of their words. */
export function searchView(db: Db, cards: Cards, veil: Pick<Veil, 'hides'>) {
  const found = db.prepare<[string, string, string, number], Found>(foundSql);
  const byName = db.prepare<[string, number], string>(nameSql).pluck();

  function keys(by: SearchHit['by'], kind: FindKey['kind'], prefix: string, limit: number): Candidate[] {
    if (prefix === '') return [];
    const rows = found.all(kind, prefix, `${prefix}\u{10FFFF}`, limit);
    return rows.filter((row) => isSeen(kind, prefix, row)).map((row) => ({ ...row, by, kind }));
  }

  /** Who sees a mask finds somebody by the whole of it or by what the mask leaves: a number is not asked for digit by digit. */
  function isSeen(kind: FindKey['kind'], typed: string, { value, customer_id }: Found): boolean {
    const isPoint = kind === 'phone' || kind === 'phone-end' || kind === 'email';
    if (!isPoint || value === typed || !veil.hides(customer_id)) return true;
    if (kind !== 'phone-end') return false;
    return typed.length <= digitsLeft || nationalOf(`+${reversed(value)}`) === reversed(typed);
  }

  /** As it is written, or its digits as they are read aloud. */
  function orders(text: string, limit: number): Candidate[] {
    const rows = orderRanges(text).flatMap(([from, before]) => found.all('order', from, before, limit));
    return rows.map((row) => ({ ...row, value: numberFound(row.value), by: 'order', kind: 'order' }));
  }

  function phones(text: string, limit: number): Candidate[] {
    const digits = text.replace(/\D/g, '');
    if (digits.length < 3) return [];
    const whole = readPhone(text, 'ES').e164?.slice(1);
    const starts = new Set([whole, digits, digits.startsWith('34') ? undefined : `34${digits}`]);
    const byStart = [...starts].flatMap((start) => (start ? keys('phone', 'phone', start, limit) : []));
    return [...byStart, ...keys('phone', 'phone-end', reversed(digits), limit)];
  }

  function names(text: string, limit: number, by: 'name' | 'similar' = 'name'): Candidate[] {
    const query = nameQuery(text);
    const ids = query === null ? [] : byName.all(query, limit);
    return ids.map((customer_id) => ({ by, kind: 'name', customer_id, value: '', ref: '' }));
  }

  /** A name heard on the phone is often written otherwise from some letter on. */
  function similar(text: string, limit: number): Candidate[] {
    const begun = beginningsOf(text);
    return begun === null ? [] : names(begun, limit, 'similar');
  }

  return (text: string, limit: number): SearchHit[] => {
    const typed = text.normalize('NFKC').trim();
    const bare = bareNumber(typed);
    const numeric = /\d/.test(typed);
    const byNumber = numeric
      ? [
          keys('case', 'case', bare, limit),
          orders(typed, limit),
          bare.length >= 4 ? keys('tracking', 'tracking', bare, limit) : [],
          phones(typed, limit),
        ]
      : [];
    const byEmail = typed.length >= 2 ? keys('email', 'email', typed.toLowerCase(), limit) : [];
    const byWords = typed.includes('@') ? [byEmail, names(typed, limit)] : [names(typed, limit), byEmail];
    const exact = [...byNumber, ...byWords];
    const none = exact.every((list) => list.length === 0);
    const chosen = fairly((none ? [similar(typed, limit)] : exact).map(once), limit);
    return chosen.flatMap((list) => {
      const hits = list.flatMap((one) => {
        const card = cards(one.customer_id);
        return card ? [{ ...hit(one, card), key: `${card.id} ${one.ref}` }] : [];
      });
      return perPerson(hits, list[0]?.kind === 'name');
    });
  };
}

type Keyed = SearchHit & { key: string };

/** Found under two records of one person, they are found once. */
function perPerson(hits: Keyed[], isByName: boolean): SearchHit[] {
  const each = [...new Map(hits.toReversed().map((one) => [one.key, one])).values()].reverse();
  const bare = each.map(({ key: _, ...one }) => one);
  return isByName ? bare.sort((a, b) => likelier(a.card, b.card)) : bare;
}

/** Each only once: a phone is found by its beginning and by its end. */
function once(list: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return list.filter(({ customer_id, ref }) => {
    const key = `${customer_id} ${ref}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The best of every way to find somebody first, so that many orders that begin alike do not hide the one phone. */
function fairly(lists: Candidate[][], limit: number): Candidate[][] {
  const found = lists.filter((list) => list.length > 0);
  const share = Math.ceil(limit / Math.max(1, found.length));
  const taken = found.flatMap((list) => list.slice(0, share));
  const rest = found.flatMap((list) => list.slice(share));
  const chosen = new Set([...taken, ...rest].slice(0, limit));
  return found.map((list) => list.filter((one) => chosen.has(one)));
}

function hit({ by, kind, value, ref }: Candidate, card: SearchHit['card']): SearchHit {
  const isOrder = kind === 'order' || kind === 'tracking';
  const e164 = `+${kind === 'phone-end' ? reversed(value) : value}`;
  const phone = by === 'phone' ? card.phones.find((one) => one.e164 === e164) : undefined;
  return {
    by,
    match: kind === 'name' ? (card.name ?? '') : (phone?.shown ?? value),
    card,
    caseId: kind === 'case' ? ref : null,
    orderId: isOrder ? ref : null,
  };
}

/** So many letters of a word are right in most names that are not. */
const sureLetters = 4;

/** The beginnings of the words of a name, and of no number or address; null where that is the whole of them already. */
export function beginningsOf(text: string): string | null {
  if (/[\d@]/.test(text)) return null;
  const words = text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
  const begun = words.map((word) => [...word].slice(0, sureLetters).join(''));
  return begun.join('') === words.join('') ? null : begun.join(' ');
}

/** Every word of the text as a beginning: `"mar"* AND "gar"*`. Null where there is no letter to look for. */
export function nameQuery(text: string): string | null {
  const words = /\p{L}/u.test(text) ? text.match(/[\p{L}\p{M}\p{N}]+/gu) : null;
  return words
    ? words
        .slice(0, 8)
        .map((word) => `"${word}"*`)
        .join(' AND ')
    : null;
}
