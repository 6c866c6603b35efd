import type { Db } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { phoneSql } from '#store/views/ring.ts';
import type { Dice } from '../company/dice.ts';
import { customerId, mobileOf, sharedOf } from '../company/people.ts';
import { type Turns, takeTurns } from '../turns.ts';
import { bareHistory, visit } from './history.ts';

/**
 * A ring's look-up through the store's door (`view: 'ring'`) against bare statements.
 * `one`: a number that one customer has; the answer holds their whole history, and so does the floor's.
 * `shared`: a number of four customers; the answer is a pick list, the floor one indexed SELECT and the four customers' rows.
 * `unknown`: a valid number that nobody has, against the one indexed SELECT.
 */
export async function phone(
  store: Store,
  bare: Db,
  customers: number,
  dice: Dice,
): Promise<{ one: Turns; shared: Turns; unknown: Turns }> {
  const byPhone = bare.prepare(phoneSql).pluck();
  const row = bare.prepare('SELECT body, phones_shown FROM customer_now WHERE customer_id = ?');
  const rows = bareHistory(bare, true);
  const digits = (e164: string) => e164.slice(1);
  const door = ({ from }: { from: string }) => store.view({ view: 'ring', from });

  const known = Array.from({ length: 1_000 }, () => {
    const index = dice.int(0, customers - 1);
    return { from: mobileOf(index), ...visit(store, customerId(index)) };
  });
  const families = Array.from({ length: 500 }, () => {
    const from = sharedOf(dice.int(0, Math.floor(customers / 160) - 1) * 160);
    if (from === null) throw new Error('every hundred-and-sixtieth customer shares a number');
    return { from };
  });
  const strangers = Array.from({ length: 500 }, () => ({ from: mobileOf(customers + dice.int(0, 100_000)) }));
  const find = ({ from }: { from: string }) => byPhone.all(digits(from));

  await takeTurns(known.slice(0, 300), 2, find, door);
  return {
    one: await takeTurns(known, 5, (call) => [find(call), rows(call.id, call.orderId)], door),
    shared: await takeTurns(families, 5, (call) => find(call).map((id) => row.all(id)), door),
    unknown: await takeTurns(strangers, 5, find, door),
  };
}
