import { type CustomerFile, emptyFile } from '#shared/customer/file.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { summaryOf } from '#shared/order/status.ts';
import { customerKeys, type FindKey, orderKeys, searchedName } from '#shops/find-keys.ts';
import { readPhone, shownOf } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import { orderEntries, worthOf } from './order-entries.ts';
import { packSummary } from './packed.ts';
import { withPoints } from './shown-customer.ts';
import type { Suffix } from './tables.ts';
import { storyWriter } from './write-story.ts';
import { type StreamNow, streamWriter } from './write-stream.ts';

export type Projector = {
  /** Whether something is other now that the customer's card counts. */
  stream(customerId: string, stream: string, now: StreamNow): boolean;
  order(order: OrderRecord, before: OrderRecord | null): void;
  /** The order is not here any more. */
  noOrder(order: OrderRecord): void;
  customer(customer: CustomerRecord): void;
  /** Shows a customer of a shop anew: something was written past this projector. */
  again(customerId: string): void;
  /** The shop's record of the customer is not here any more; what an agent introduced comes back when its stream is settled. */
  noCustomer(customerId: string): void;
  /** Counts anew what the customer's card says. After everything else of a transaction that touched the customer. */
  card(customerId: string): void;
};

/** Writes projections into the tables in use, or (`_next`) into those of a rebuild. Call inside a transaction. */
export function projector(db: Db, suffix: Suffix): Projector {
  const write = statements(db, suffix);
  const storyOf = storyWriter(db, suffix);

  function changeKeys(customerId: string, before: readonly FindKey[], after: readonly FindKey[]): void {
    for (const { kind, value, ref } of without(before, after))
      write.dropKey.run(kind, value, customerId, ref);
    for (const { kind, value, ref } of without(after, before)) write.addKey.run(kind, value, customerId, ref);
  }

  function shownCustomer(customerId: string): CustomerRecord | null {
    const body = write.shownCustomer.get(customerId) as string | undefined;
    return body === undefined ? null : readCustomer(body);
  }

  function fileOf(customerId: string): CustomerFile {
    const body = write.file.get(customerId) as string | undefined;
    return body === undefined ? emptyFile : readFile(body);
  }

  function customer(record: CustomerRecord): void {
    show(withPoints(record, fileOf(record.id).points));
  }

  function again(customerId: string): void {
    const body = write.ofShop.get(customerId) as string | undefined;
    if (body !== undefined) customer(readCustomer(body));
  }

  function show(record: CustomerRecord): void {
    const old = shownCustomer(record.id);
    const body = JSON.stringify(record);
    const shown = JSON.stringify(record.phones.map(shownPhone));
    const seq = write.setCustomer.get(record.id, body, shown) as number;
    changeKeys(record.id, old ? customerKeys(old) : [], customerKeys(record));
    const name = searchedName(record);
    if (old && searchedName(old) === name) return;
    if (old) write.dropName.run(seq);
    write.addName.run(seq, name);
  }

  function noCustomer(customerId: string): void {
    const old = shownCustomer(customerId);
    if (!old) return;
    changeKeys(customerId, customerKeys(old), []);
    write.dropName.run(write.dropCustomer.get(customerId));
    write.dropCard.run(customerId);
  }

  /** Until a shop knows somebody, they are as an agent introduced them. What agents added stays, whatever a shop says. */
  function introduced(customerId: string, record: CustomerRecord | null, file: CustomerFile): boolean {
    const isBare = file === emptyFile && write.dropFile.run(customerId).changes === 0;
    if (file !== emptyFile) write.setFile.run(customerId, JSON.stringify(file));
    const ofShop = write.ofShop.get(customerId) as string | undefined;
    // Most of the time: as the shop says, to which nothing is added or was. Who is shown lies on other pages of the file.
    if (ofShop !== undefined && isBare) return false;
    const before = write.shownCustomer.get(customerId) as string | undefined;
    const known = ofShop === undefined ? record : readCustomer(ofShop);
    if (known === null) {
      noCustomer(customerId);
      return false;
    }
    const shown = withPoints(known, file.points);
    if (before === JSON.stringify(shown)) return false;
    show(shown);
    return true;
  }

  function noOrder(order: OrderRecord): void {
    write.dropOrder.run(order.customerId, order.placedAt, order.id);
    write.dropStory.run(order.customerId, `order:${order.id}`);
    changeKeys(order.customerId, orderKeys(order), []);
  }

  return {
    stream: streamWriter(db, suffix, introduced),
    customer,
    again,
    noCustomer,
    noOrder,

    order(order, before) {
      const { customerId, placedAt, id, currency, kind } = order;
      const isSameRow = before !== null && before.customerId === customerId && before.placedAt === placedAt;
      if (before && !isSameRow) noOrder(before);
      const summary = summaryOf(order);
      write.setOrder.run(customerId, placedAt, id, worthOf(order), currency, kind, packSummary(summary));
      changeKeys(customerId, isSameRow ? orderKeys(before) : [], orderKeys(order));
      const story = storyOf(customerId, `order:${id}`, !isSameRow);
      for (const row of orderEntries(order, summary)) story.add(row, false);
      story.end();
    },

    card: (customerId) => void write.setCard.run(customerId),
  };
}

function statements(db: Db, s: Suffix) {
  return {
    dropStory: db.prepare(`DELETE FROM story${s} WHERE customer_id = ? AND stream = ?`),
    dropOrder: db.prepare(
      `DELETE FROM order_now${s} WHERE customer_id = ? AND placed_at = ? AND order_id = ?`,
    ),
    setOrder: db.prepare(`INSERT OR REPLACE INTO order_now${s} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    ofShop: db.prepare('SELECT body FROM customer WHERE id = ?').pluck(),
    file: db.prepare(`SELECT body FROM file_now${s} WHERE customer_id = ?`).pluck(),
    setFile: db.prepare(`INSERT OR REPLACE INTO file_now${s} VALUES (?, ?)`),
    dropFile: db.prepare(`DELETE FROM file_now${s} WHERE customer_id = ?`),
    shownCustomer: db.prepare(`SELECT body FROM customer_now${s} WHERE customer_id = ?`).pluck(),
    setCustomer: db
      .prepare(
        `INSERT INTO customer_now${s} (customer_id, body, phones_shown) VALUES (?, ?, ?)
         ON CONFLICT (customer_id) DO UPDATE SET body = excluded.body, phones_shown = excluded.phones_shown
         RETURNING seq`,
      )
      .pluck(),
    dropCustomer: db.prepare(`DELETE FROM customer_now${s} WHERE customer_id = ? RETURNING seq`).pluck(),
    // A card that says the same is left: most of what comes back of what was written here changes nothing on it.
    setCard: db.prepare(
      `INSERT INTO card_now${s} AS was (customer_id, orders, open_cases, last_at)
       SELECT customer_id,
         (SELECT count(*) FROM order_now${s} o WHERE o.customer_id = c.customer_id AND kind = 'sale'),
         (SELECT count(*) FROM case_now${s} a WHERE a.customer_id = c.customer_id AND status = 'open'),
         (SELECT at FROM story${s} t WHERE t.customer_id = c.customer_id AND kind <> 'file'
           ORDER BY at DESC, id LIMIT 1)
       FROM customer_now${s} c WHERE customer_id = ?
       ON CONFLICT (customer_id) DO UPDATE
       SET orders = excluded.orders, open_cases = excluded.open_cases, last_at = excluded.last_at
       WHERE was.orders <> excluded.orders OR was.open_cases <> excluded.open_cases OR was.last_at IS NOT excluded.last_at`,
    ),
    dropCard: db.prepare(`DELETE FROM card_now${s} WHERE customer_id = ?`),
    dropKey: db.prepare(
      `DELETE FROM found_by${s} WHERE kind = ? AND value = ? AND customer_id = ? AND ref = ?`,
    ),
    addKey: db.prepare(`INSERT OR IGNORE INTO found_by${s} VALUES (?, ?, ?, ?)`),
    dropName: db.prepare(`DELETE FROM name_search${s} WHERE rowid = ?`),
    addName: db.prepare(`INSERT INTO name_search${s} (rowid, name) VALUES (?, ?)`),
  };
}

/** Those keys that are not among the others. */
function without(keys: readonly FindKey[], others: readonly FindKey[]): readonly FindKey[] {
  if (others.length === 0) return keys;
  const known = new Set(others.map(keyText));
  return keys.filter((key) => !known.has(keyText(key)));
}

const keyText = ({ kind, value, ref }: FindKey): string => JSON.stringify([kind, ref, value]);

/** A number as it is read aloud in its country. */
function shownPhone({ raw, e164, country }: CustomerRecord['phones'][number]): string {
  return e164 === null ? readPhone(raw, country ?? 'ES').shown : shownOf(e164, country ?? 'ES');
}

/** Trusts what the store wrote itself: it was parsed when it came in. */
export function readCustomer(body: string): CustomerRecord {
  return JSON.parse(body) as CustomerRecord;
}

export function readFile(body: string): CustomerFile {
  return JSON.parse(body) as CustomerFile;
}

export function readOrder(body: string): OrderRecord {
  return JSON.parse(body) as OrderRecord;
}
