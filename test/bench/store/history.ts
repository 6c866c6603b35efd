import type { CustomerView } from '#shared/views/customer.ts';
import type { Db, Statement } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import {
  casesSql,
  contactsSql,
  customerSql,
  firstStory,
  ordersSql,
  recentSql,
} from '#store/views/customer.ts';
import { storySql } from '#store/views/story.ts';
import type { Dice } from '../company/dice.ts';
import { benchNow } from '../company/pages.ts';
import { customerId } from '../company/people.ts';
import { type Turns, takeTurns } from '../turns.ts';

const recent = benchNow - 30 * 86_400_000;

/** What a statement's row holds as JSON text. */
type Row = { [column: string]: unknown };

/**
 * The floor of a history: the rows of one customer by prepared statements and `.all()`, on a connection of its own to the same
 * file with the same settings, and nothing made of them. With `parse`, each JSON column of each row goes through JSON.parse, as
 * it must before anything can be shown; without, the text stays as it is.
 */
export function bareHistory(db: Db, parse: boolean) {
  const reader = (sql: string, ...json: string[]) => {
    const statement: Statement = db.prepare(sql);
    return (...bound: unknown[]): unknown => {
      const rows = statement.all(...bound) as Row[];
      return parse ? rows.map((row) => json.map((column) => JSON.parse(String(row[column])))) : rows;
    };
  };
  const customer = reader(customerSql, 'body', 'phones_shown');
  const cases = reader(casesSql, 'body');
  const loose = reader('SELECT body FROM loose_now WHERE customer_id = ?', 'body');
  const orders = reader(ordersSql, 'summary');
  const order = reader('SELECT body FROM customer_order WHERE order_id = ?', 'body');
  const contacts = reader(contactsSql);
  const recentContacts = reader(recentSql, 'entry');
  const twins = reader('SELECT other_id, why FROM twin WHERE customer_id = ?');
  const story = reader(storySql, 'entry');
  return (id: string, orderId: string | null) => {
    const told = story(id, firstStory) as unknown[];
    // As the view does: where the first page holds the whole story, what it comes to is in it.
    const beyond = told.length < firstStory ? [] : [contacts(id), recentContacts(id, recent)];
    return [
      customer(id),
      cases(id),
      loose(id),
      orders(id),
      orderId === null ? [] : order(orderId),
      twins(id),
      told,
      beyond,
    ];
  };
}

export type Visit = { id: string; orderId: string | null };

/** Which order the view shows whole, asked beforehand: the floor does not choose. */
export function visit(store: Store, id: string): Visit {
  const answer = store.view({ view: 'customer', customerId: id }) as CustomerView | null;
  return { id, orderId: answer?.inQuestion?.id ?? null };
}

/**
 * One customer's whole view through the store's door against the bare rows.
 * `random`: customers anywhere in the company, most of whose pages are not in SQLite's own cache (they are in the system's).
 * `warm`: two hundred customers again and again. `text`: as `random`, against rows whose JSON nobody reads.
 */
export async function history(
  store: Store,
  bare: Db,
  customers: number,
  dice: Dice,
): Promise<{ random: Turns; warm: Turns; text: Turns }> {
  const read = bareHistory(bare, true);
  const text = bareHistory(bare, false);
  const anyone = () => visit(store, customerId(dice.int(0, customers - 1)));
  const door = ({ id }: Visit) => store.view({ view: 'customer', customerId: id });
  const floor = ({ id, orderId }: Visit) => read(id, orderId);
  const some = Array.from({ length: 200 }, anyone);
  // Everything is read and compiled once before anything counts.
  await takeTurns(some, 3, floor, door);
  const strangers = Array.from({ length: 2_000 }, anyone);
  return {
    warm: await takeTurns(some, 20, floor, door),
    random: await takeTurns(strangers, 5, floor, door),
    text: await takeTurns(strangers, 5, ({ id, orderId }) => text(id, orderId), door),
  };
}
