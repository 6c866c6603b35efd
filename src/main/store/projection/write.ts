import { type CaseEvent, type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { fold, type StreamState } from '#shared/case/fold.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { summaryOf } from '#shared/order/status.ts';
import { readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import { entryOf, orderEntries, type StoryRow, worthOf } from './entries.ts';
import { customerKeys, type FindKey, orderKeys, searchedName } from './keys.ts';
import { packEntry, packSummary } from './packed.ts';
import type { Suffix } from './tables.ts';

/** A stream's events with what the centre has not numbered yet at the end. */
export type StreamEvents = { numbered: EventEnvelope[]; waiting: CaseEvent[] };

export type Projector = {
  stream(customerId: string, stream: string, events: StreamEvents): StreamState;
  order(order: OrderRecord, before: OrderRecord | null): void;
  customer(customer: CustomerRecord, before: CustomerRecord | null): void;
  /** Counts anew what the customer's card says. After everything else of a transaction that touched the customer. */
  card(customerId: string): void;
};

/** The stream's name in the tables: one case, or what belongs to the customer alone. */
export function streamOf(caseId: string | null): string {
  return caseId === null ? 'customer' : `case:${caseId}`;
}

/** Writes projections into the tables in use, or (`_next`) into those of a rebuild. Call inside a transaction. */
export function projector(db: Db, suffix: Suffix): Projector {
  const write = statements(db, suffix);

  function story(customerId: string, stream: string, rows: { row: StoryRow; pending: boolean }[]): void {
    for (const { row, pending } of rows) {
      write.addStory.run(customerId, row.at, row.id, stream, row.kind, packEntry(row, pending));
    }
  }

  function changeKeys(customerId: string, before: FindKey[], after: FindKey[]): void {
    for (const { kind, value, ref } of before) write.dropKey.run(kind, value, customerId, ref);
    for (const { kind, value, ref } of after) write.addKey.run(kind, value, customerId, ref);
  }

  const self: Projector = {
    stream(customerId, stream, { numbered, waiting }) {
      const known: { envelope: EventEnvelope; event: CaseEvent | null; pending: boolean }[] = [
        ...numbered.map((envelope) => ({ envelope, event: readEvent(envelope), pending: false })),
        ...waiting.map((event) => ({ envelope: event, event, pending: true })),
      ];
      const state = fold(known.flatMap(({ event }) => event ?? []));
      write.dropStory.run(customerId, stream);
      story(
        customerId,
        stream,
        known.flatMap(({ envelope, event, pending }) => {
          const row = event ? entryOf(event, state) : newerEntry(envelope);
          return row ? [{ row, pending }] : [];
        }),
      );
      if (stream === 'customer') {
        const introduced = known.flatMap(({ event }) =>
          event?.type === 'customer.introduced.1' ? event : [],
        )[0];
        if (introduced && !write.customerKnown.get(customerId))
          self.customer(introducedCustomer(introduced), null);
        if (state.promises.length > 0)
          write.setLoose.run(customerId, JSON.stringify(state.promises), dueAt(state));
      } else if (state.case) {
        const now = state.case;
        const pending = waiting.length > 0 ? 1 : 0;
        const body = JSON.stringify({ ...now, promises: state.promises });
        write.setCase.run(customerId, now.id, now.status, now.owner, dueAt(state), pending, body);
        write.addKey.run('case', now.number, customerId, now.id);
      }
      return state;
    },

    order(order, before) {
      if (before) {
        if (before.customerId !== order.customerId || before.placedAt !== order.placedAt)
          write.dropOrder.run(before.customerId, before.placedAt, before.id);
        // Reads all of the customer's story: not done for an order that is new.
        write.dropStory.run(before.customerId, `order:${before.id}`);
        changeKeys(before.customerId, orderKeys(before), []);
      }
      const { customerId, placedAt, id, currency, kind } = order;
      write.setOrder.run(
        customerId,
        placedAt,
        id,
        worthOf(order),
        currency,
        kind,
        packSummary(summaryOf(order)),
      );
      changeKeys(customerId, [], orderKeys(order));
      story(
        customerId,
        `order:${id}`,
        orderEntries(order).map((row) => ({ row, pending: false })),
      );
    },

    customer(customer, before) {
      const old = before ?? introducedBefore(customer.id);
      const body = JSON.stringify(customer);
      const shown = JSON.stringify(customer.phones.map(shownPhone));
      const seq = (write.setCustomer.get(customer.id, body, shown) as { seq: number }).seq;
      changeKeys(customer.id, old ? customerKeys(old) : [], customerKeys(customer));
      if (old) write.dropName.run(seq);
      write.addName.run(seq, searchedName(customer));
    },

    card: (customerId) => void write.setCard.run(customerId),
  };

  function introducedBefore(customerId: string): CustomerRecord | null {
    const row = write.customerKnown.get(customerId) as { body: string } | undefined;
    return row ? readCustomer(row.body) : null;
  }

  return self;
}

function statements(db: Db, s: Suffix) {
  return {
    dropStory: db.prepare(`DELETE FROM story${s} WHERE customer_id = ? AND stream = ?`),
    addStory: db.prepare(`INSERT INTO story${s} VALUES (?, ?, ?, ?, ?, ?)`),
    setCase: db.prepare(`INSERT OR REPLACE INTO case_now${s} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    setLoose: db.prepare(`INSERT OR REPLACE INTO loose_now${s} VALUES (?, ?, ?)`),
    dropOrder: db.prepare(
      `DELETE FROM order_now${s} WHERE customer_id = ? AND placed_at = ? AND order_id = ?`,
    ),
    setOrder: db.prepare(`INSERT OR REPLACE INTO order_now${s} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    customerKnown: db.prepare(`SELECT body FROM customer_now${s} WHERE customer_id = ?`),
    setCustomer: db.prepare(
      `INSERT INTO customer_now${s} (customer_id, body, phones_shown) VALUES (?, ?, ?)
       ON CONFLICT (customer_id) DO UPDATE SET body = excluded.body, phones_shown = excluded.phones_shown
       RETURNING seq`,
    ),
    setCard: db.prepare(
      `INSERT OR REPLACE INTO card_now${s}
       SELECT customer_id,
         (SELECT count(*) FROM order_now${s} o WHERE o.customer_id = c.customer_id AND kind = 'sale'),
         (SELECT count(*) FROM case_now${s} a WHERE a.customer_id = c.customer_id AND status = 'open'),
         (SELECT at FROM story${s} t WHERE t.customer_id = c.customer_id ORDER BY at DESC, id LIMIT 1)
       FROM customer_now${s} c WHERE customer_id = ?`,
    ),
    dropKey: db.prepare(
      `DELETE FROM found_by${s} WHERE kind = ? AND value = ? AND customer_id = ? AND ref = ?`,
    ),
    addKey: db.prepare(`INSERT OR IGNORE INTO found_by${s} VALUES (?, ?, ?, ?)`),
    dropName: db.prepare(`DELETE FROM name_search${s} WHERE rowid = ?`),
    addName: db.prepare(`INSERT INTO name_search${s} (rowid, name) VALUES (?, ?)`),
  };
}

/** The next pending promise, or null. */
function dueAt(state: StreamState): number | null {
  const pending = state.promises.filter((p) => p.state === 'pending').map((p) => p.until);
  return pending.length > 0 ? Math.min(...pending) : null;
}

function newerEntry(envelope: EventEnvelope): StoryRow {
  const { id, at, caseId, by, type } = envelope;
  return { id, at, kind: 'newer', caseId, orderId: null, by, data: { type } };
}

/** A customer as an agent introduced them, until a shop knows them. */
function introducedCustomer(event: Extract<CaseEvent, { type: 'customer.introduced.1' }>): CustomerRecord {
  const { name, number, email } = event.data;
  const phone = number === null ? null : readPhone(number, 'ES');
  return {
    type: 'customer',
    id: event.customerId,
    name,
    emails: email === null ? [] : [email],
    phones: phone ? [{ raw: phone.raw, e164: phone.e164, country: phone.country }] : [],
    addresses: [],
    guest: false,
    language: null,
    since: event.at,
    remark: null,
    keys: [],
  };
}

/** A number as it is read aloud in its country. */
function shownPhone({ raw, e164, country }: CustomerRecord['phones'][number]): string {
  return readPhone(e164 ?? raw, country ?? 'ES').shown;
}

/** Trusts what the store wrote itself: it was parsed when it came in. */
export function readCustomer(body: string): CustomerRecord {
  return JSON.parse(body) as CustomerRecord;
}

export function readOrder(body: string): OrderRecord {
  return JSON.parse(body) as OrderRecord;
}
