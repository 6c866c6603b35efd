import type { CustomerView } from '#shared/views/customer.ts';
import { bareNumber, reversed } from '#shops/find-keys.ts';
import type { Db } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { foundSql, nameQuery, nameSql } from '#store/views/search.ts';
import type { Dice } from '../company/dice.ts';
import { customerId } from '../company/people.ts';
import { type Turns, takeTurns } from '../turns.ts';

/** A text in a search box at one moment of typing, and what the floor looks it up by. */
type Typed = { text: string; by: 'name' | 'phone-end' | 'email' | 'order' };

const limit = 20;

/** Every beginning of a text from `from` characters on: what a search box sees while somebody types. */
const typing = (text: string, by: Typed['by'], from = 1): Typed[] =>
  Array.from({ length: Math.max(0, text.length - from + 1) }, (_, i) => ({
    text: text.slice(0, from + i),
    by,
  }));

/** What agents type for one customer: the name in full, surname and name, the end of the phone, the e-mail, an order. */
function asked(view: CustomerView): Typed[] {
  const { name, phones, emails } = view.customer;
  const [given = '', surname = '', second = ''] = (name ?? '').split(' ');
  const order = view.orders[0]?.number ?? '';
  const end = phones[0]?.e164?.slice(-4) ?? '';
  return [
    ...typing(`${given} ${surname}`, 'name'),
    ...typing(`${surname} ${second} ${given}`.toLowerCase(), 'name'),
    ...typing(end, 'phone-end', 3),
    ...typing((emails[0] ?? '').slice(0, 14), 'email', 2),
    ...typing(order, 'order', 2),
  ];
}

/**
 * Search through the store's door while people type, key by key, against one bare query of the same index: the full-text index
 * for names, the range of `found_by` for numbers and e-mails.
 */
export async function search(store: Store, bare: Db, customers: number, dice: Dice): Promise<Turns> {
  const found = bare.prepare(foundSql);
  const named = bare.prepare(nameSql);
  const texts = Array.from({ length: 25 }, () => {
    const id = customerId(dice.int(0, customers - 1));
    return asked(store.view({ view: 'customer', customerId: id }) as CustomerView);
  }).flat();
  const range = (kind: string, start: string) => found.all(kind, start, `${start}\u{10FFFF}`, limit);
  const floor = ({ text, by }: Typed): unknown => {
    if (by === 'name') return named.all(nameQuery(text), limit);
    if (by === 'phone-end') return range(by, reversed(text));
    return range(by, by === 'order' ? bareNumber(text) : text.toLowerCase());
  };
  return takeTurns(texts, 5, floor, ({ text }) => store.view({ view: 'search', text, limit }));
}
