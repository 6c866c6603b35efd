import type { SearchHit } from '#shared/views.ts';
import { readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import { bareNumber, type FindKey, reversed } from '../projection/keys.ts';
import type { Cards } from './cards.ts';
import { likelier } from './ring.ts';

export const foundSql = `
  SELECT value, customer_id, ref FROM found_by
  WHERE kind = ? AND value >= ? AND value < ? LIMIT ?`;
export const nameSql = `
  SELECT customer_id FROM name_search JOIN customer_now ON customer_now.seq = name_search.rowid
  WHERE name_search MATCH ? LIMIT ?`;

type Found = { value: string; customer_id: string; ref: string };

/** While typing: numbers by prefix or by their end, e-mails by prefix, names by the beginnings of their words. */
export function searchView(db: Db, cards: Cards) {
  const found = db.prepare<[string, string, string, number], Found>(foundSql);
  const byName = db.prepare(nameSql).pluck();

  function hits(by: SearchHit['by'], kind: FindKey['kind'], prefix: string, limit: number): SearchHit[] {
    if (prefix === '') return [];
    return found.all(kind, prefix, `${prefix}\u{10FFFF}`, limit).flatMap((row) => {
      const card = cards(row.customer_id);
      return card ? [hit(by, row, kind, card)] : [];
    });
  }

  function phones(text: string, limit: number): SearchHit[] {
    const digits = text.replace(/\D/g, '');
    if (digits.length < 3) return [];
    const whole = readPhone(text, 'ES').e164?.slice(1);
    const starts = new Set([whole, digits, digits.startsWith('34') ? undefined : `34${digits}`]);
    const byStart = [...starts].flatMap((start) => (start ? hits('phone', 'phone', start, limit) : []));
    return [...byStart, ...hits('phone', 'phone-end', reversed(digits), limit)];
  }

  function names(text: string, limit: number): SearchHit[] {
    const query = nameQuery(text);
    if (query === null) return [];
    const ids = byName.all(query, limit) as string[];
    return ids
      .flatMap((id) => cards(id) ?? [])
      .sort(likelier)
      .map((card) => ({ by: 'name', match: card.name ?? '', card, caseId: null, orderId: null }));
  }

  return (text: string, limit: number): SearchHit[] => {
    const typed = text.normalize('NFKC').trim();
    const bare = bareNumber(typed);
    const numeric = /\d/.test(typed);
    const byNumber = numeric
      ? [
          hits('case', 'case', bare, limit),
          hits('order', 'order', bare, limit),
          bare.length >= 4 ? hits('tracking', 'tracking', bare, limit) : [],
          phones(typed, limit),
        ]
      : [];
    const byEmail = typed.length >= 2 ? hits('email', 'email', typed.toLowerCase(), limit) : [];
    const byWords = typed.includes('@') ? [byEmail, names(typed, limit)] : [names(typed, limit), byEmail];
    const all = fairly([...byNumber, ...byWords], limit);
    const seen = new Set<string>();
    return all
      .filter((h) => {
        const key = `${h.by} ${h.card.id} ${h.orderId ?? h.caseId ?? ''}`;
        return seen.has(key) ? false : seen.add(key);
      })
      .slice(0, limit);
  };
}

/** The best of every way to find somebody first, so that many orders that begin alike do not hide the one phone. */
function fairly(lists: SearchHit[][], limit: number): SearchHit[] {
  const found = lists.filter((list) => list.length > 0);
  const share = Math.ceil(limit / Math.max(1, found.length));
  const taken = found.flatMap((list) => list.slice(0, share));
  const rest = found.flatMap((list) => list.slice(share));
  const chosen = new Set([...taken, ...rest].slice(0, limit));
  return found.flatMap((list) => list.filter((one) => chosen.has(one)));
}

function hit(by: SearchHit['by'], row: Found, kind: FindKey['kind'], card: SearchHit['card']): SearchHit {
  const isOrder = kind === 'order' || kind === 'tracking';
  const phone = card.phones.find(
    (p) => p.e164 === `+${kind === 'phone-end' ? reversed(row.value) : row.value}`,
  );
  return {
    by,
    match: by === 'phone' ? (phone?.shown ?? row.value) : row.value,
    card,
    caseId: kind === 'case' ? row.ref : null,
    orderId: isOrder ? row.ref : null,
  };
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
