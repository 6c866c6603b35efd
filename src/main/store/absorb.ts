import { commandOf } from '#shared/case/decide.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { FaultError } from '#shared/fault.ts';
import type { Change, Page, Record } from '#shared/wire.ts';
import { type Db, inTransaction } from './database.ts';
import { type Projector, readCustomer, readOrder, streamOf } from './projection/write.ts';
import type { Streams } from './stream.ts';

export type Absorber = {
  /** Takes a page in its own transaction; returns the customers whose views changed. */
  page(page: Page): Set<string>;
  /** The same inside a transaction that the caller has opened: an import is all of its pages or none. */
  inside(page: Page): Set<string>;
  /** Takes changes of a team whatever their numbers, without moving the cursor: chunks of a first fill are made with it. */
  changes(team: string, changes: readonly Change[]): Set<string>;
  /** Where the team's stream stands here, or null when nothing came yet. */
  cursor(team: string): { epoch: string; n: number } | null;
};

/**
 * Numbered changes into the store, in the order of their numbers. Everything that comes from the centre, a shop's file or the
 * demo company passes here.
 * @throws FaultError bad-input: the page does not follow the cursor, or does not hold every number it covers.
 */
export function absorber(db: Db, projector: Projector, streams: Streams): Absorber {
  const sql = statements(db);

  function cursor(team: string): { epoch: string; n: number } | null {
    return (sql.cursor.get(team) as { epoch: string; n: number } | undefined) ?? null;
  }

  function follow(page: Page): void {
    const at = cursor(page.team) ?? { epoch: page.epoch, n: 0 };
    if (at.epoch !== page.epoch) throw new FaultError('bad-input', 'the page is of another epoch');
    if (at.n !== page.from)
      throw new FaultError('bad-input', `the page follows ${page.from}, the store is at ${at.n}`);
    const numbers = page.changes.map((change) => change.n);
    const whole =
      numbers.length === page.to - page.from && numbers.every((n, index) => n === page.from + index + 1);
    if (!whole) throw new FaultError('bad-input', 'the page does not hold every number it covers');
  }

  function takeEvent(n: number, team: string, event: EventEnvelope): void {
    const { customerId, caseId, id, type, at, by } = event;
    // Our own event, come back with its number: what waited for it is answered.
    sql.answered.run(commandOf(id));
    sql.addEvent.run(customerId, streamOf(caseId), n, team, id, type, at, by, JSON.stringify(event.data));
  }

  function takeRecord(n: number, record: Record): string[] {
    switch (record.type) {
      case 'customer': {
        const before = sql.customer.get(record.id) as { body: string } | undefined;
        sql.setCustomer.run(record.id, n, JSON.stringify(record));
        projector.customer(record, before ? readCustomer(before.body) : null);
        return [record.id];
      }
      case 'order': {
        const row = sql.order.get(record.id) as { body: string } | undefined;
        const before = row ? readOrder(row.body) : null;
        sql.setOrder.run(record.id, record.customerId, n, JSON.stringify(record));
        projector.order(record, before);
        return before ? [before.customerId, record.customerId] : [record.customerId];
      }
      case 'person':
        sql.setPerson.run(record.id, record.name, record.role);
        return [];
      case 'twin': {
        const [one, other] = record.customerIds;
        sql.setTwin.run(one, other, record.why, record.id);
        sql.setTwin.run(other, one, record.why, record.id);
        return [one, other];
      }
    }
  }

  function inside(page: Page): Set<string> {
    follow(page);
    const customers = takeChanges(page.team, page.changes);
    sql.setCursor.run(page.team, page.epoch, page.to);
    return customers;
  }

  function takeChanges(team: string, changes: readonly Change[]): Set<string> {
    const customers = new Set<string>();
    const touched = new Map<string, { customerId: string; caseId: string | null }>();
    for (const change of changes) {
      if ('event' in change) {
        const { customerId, caseId } = change.event;
        takeEvent(change.n, team, change.event);
        touched.set(`${customerId}\n${caseId ?? ''}`, { customerId, caseId });
      } else {
        for (const id of takeRecord(change.n, change.record)) customers.add(id);
      }
    }
    for (const { customerId, caseId } of touched.values()) {
      streams.settle(customerId, streamOf(caseId), caseId);
      customers.add(customerId);
    }
    for (const id of customers) projector.card(id);
    return customers;
  }

  return { inside, changes: takeChanges, cursor, page: (page) => inTransaction(db, () => inside(page)) };
}

function statements(db: Db) {
  return {
    cursor: db.prepare('SELECT epoch, n FROM cursor WHERE team = ?'),
    setCursor: db.prepare('INSERT OR REPLACE INTO cursor (team, epoch, n) VALUES (?, ?, ?)'),
    answered: db.prepare('DELETE FROM outbox WHERE command_id = ?'),
    addEvent: db.prepare(
      'INSERT INTO event (customer_id, stream, n, team, id, type, at, by, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    customer: db.prepare('SELECT body FROM customer WHERE id = ?'),
    setCustomer: db.prepare('INSERT OR REPLACE INTO customer (id, n, body) VALUES (?, ?, ?)'),
    order: db.prepare('SELECT body FROM customer_order WHERE order_id = ?'),
    // Not REPLACE: a changed order keeps its row and its place.
    setOrder: db.prepare(
      `INSERT INTO customer_order (order_id, customer_id, n, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id, n = excluded.n, body = excluded.body`,
    ),
    setPerson: db.prepare('INSERT OR REPLACE INTO person VALUES (?, ?, ?)'),
    setTwin: db.prepare('INSERT OR REPLACE INTO twin (customer_id, other_id, why, id) VALUES (?, ?, ?, ?)'),
  };
}
