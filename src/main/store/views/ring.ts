import type { CustomerCard, CustomerView } from '#shared/views/customer.ts';
import type { RingView } from '#shared/views/search.ts';
import { phoneKeys, readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import type { Cards } from './cards.ts';

export const phoneSql = "SELECT DISTINCT customer_id FROM found_by WHERE kind = 'phone' AND value = ?";

/** Who may be calling: all customers with this number, likeliest first, and the whole view where there is but one. */
export function ringView(db: Db, cards: Cards, customer: (id: string) => CustomerView | null) {
  const byPhone = db.prepare(phoneSql).pluck();
  return (from: string): RingView => {
    const number = readPhone(from, 'ES');
    const keys = number.e164 === null || number.extension ? [] : phoneKeys(number.e164);
    const ids = new Set(keys.flatMap((key) => byPhone.all(key.replace('+', '')) as string[]));
    // Two records of one person are one match.
    const found = new Map([...ids].flatMap((id) => cards(id) ?? []).map((card) => [card.id, card]));
    const matches = [...found.values()].sort(likelier);
    const only = matches.length === 1 ? matches[0] : undefined;
    const { raw, e164, shown, withheld, extension, valid } = number;
    return {
      number: { raw, e164, shown, withheld, extension, valid },
      matches,
      customer: only ? customer(only.id) : null,
    };
  };
}

/** An open case first, then the latest contact or order. */
export function likelier(a: CustomerCard, b: CustomerCard): number {
  return Math.sign(b.openCases) - Math.sign(a.openCases) || (b.lastAt ?? 0) - (a.lastAt ?? 0);
}
