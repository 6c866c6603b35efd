import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { Incoming } from './changes.ts';
import type { Db } from './database.ts';

/**
 * What this program cannot read, fold or project. Changes are kept as they came; streams stay as they were shown before. Call inside a
 * transaction.
 */
export function unreadChanges(db: Db) {
  const keep = db.prepare('INSERT OR REPLACE INTO unread (team, n, at, key, body) VALUES (?, ?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM unread WHERE key = ? AND team = ? AND n < ?');
  const quarantine = db.prepare('INSERT OR IGNORE INTO quarantine VALUES (?, ?)');
  const forgetQuarantine = db.prepare('DELETE FROM quarantine');
  const dropCustomer = db.prepare('DELETE FROM customer WHERE id = ?');
  const dropOrder = db.prepare('DELETE FROM customer_order WHERE order_id = ?');
  const isQuarantined = db.prepare('SELECT 1 FROM quarantine WHERE customer_id = ? AND stream = ?').pluck();

  /** A newer state of the record is here: it takes the place of those that could not be read. */
  function overtaken(change: Incoming): void {
    const key = unreadKey(change);
    if (key !== null) drop.run(key, change.team, change.n);
  }

  const any = db.prepare('SELECT EXISTS (SELECT 1 FROM unread)').pluck();
  const anyQuarantined = db.prepare('SELECT EXISTS (SELECT 1 FROM quarantine)').pluck();

  return {
    isAny: () => any.get() === 1,
    overtaken,
    keep(change: Incoming): void {
      if (change.kind === 'record') overtaken(change);
      const { team, n, at, raw } = change;
      keep.run(team, n, at, unreadKey(change), JSON.stringify(raw ?? null));
    },
    /** A customer or an order that is here and that this program cannot project. */
    recordAside({ team, n, body }: { team: string; n: number; body: string }): void {
      const raw = JSON.parse(body) as CustomerRecord | OrderRecord;
      keep.run(team, n, null, unreadKey({ kind: 'record', raw }), body);
      if (raw.type === 'customer') dropCustomer.run(raw.id);
      else dropOrder.run(raw.id);
    },
    quarantine: (customerId: string, stream: string) => void quarantine.run(customerId, stream),
    forgetQuarantine: () => void forgetQuarantine.run(),
    isAnyQuarantined: () => anyQuarantined.get() === 1,
    isQuarantined: (customerId: string, stream: string) =>
      isQuarantined.get(customerId, stream) !== undefined,
  };
}

/** What is known of a change that cannot be read: which event or record it is. */
export function unreadKey({ kind, raw }: Pick<Incoming, 'kind' | 'raw'>): string | null {
  if (kind === 'other' || typeof raw !== 'object' || raw === null) return null;
  const { id, type } = raw as { id?: unknown; type?: unknown };
  if (typeof id !== 'string') return null;
  if (kind === 'event') return `event:${id}`;
  // None takes the place of another: somebody comes back in several, and in each is another part of them.
  if (type === 'back') return null;
  return typeof type === 'string' ? `record:${type}:${id}` : null;
}

/** Whether a change with this key is an event or a record; null: nobody knows. */
export function kindOf(key: string | null): 'event' | 'record' | null {
  if (key === null) return null;
  return key.startsWith('event:') ? 'event' : 'record';
}
