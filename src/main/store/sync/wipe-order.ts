import { type WipeKind, type WipeOrder, wipeKinds, wipeOrder } from '#shared/sync/revocation.ts';
import { statementIn } from './statement.ts';

/** What a desk has asked, and how long ago, ms. */
export type Asked = { device: string; nonce: string; age: number };

/** No centre gives an order for longer, ms: one that does is not believed. */
const longest = 60 * 60_000;

/**
 * The order to end this store, or null: not signed by the centre at which the person signed in, for another device, an answer to another
 * question than the one that was just asked, or over. How old it is is told by how long ago the question was, so that no clock is needed.
 */
export function wipeOrderIn(
  centreKey: string | null,
  text: string,
  { device, nonce, age }: Asked,
): (WipeOrder & { kind: WipeKind }) | null {
  for (const kind of wipeKinds) {
    const order = statementIn(centreKey, text, kind, wipeOrder);
    if (order === null) continue;
    const life = order.until - order.at;
    const isOurs = order.device === device && order.nonce === nonce;
    return isOurs && life <= longest && age >= 0 && age < life ? { kind, ...order } : null;
  }
  return null;
}
