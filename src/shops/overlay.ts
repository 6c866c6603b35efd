import type { CustomerRecord, TwinRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { customerKeys } from './customer-keys.ts';
import type { CustomerLookup } from './recognise.ts';

/** What a store knows already. */
export type Known = CustomerLookup & {
  order(id: string): OrderRecord | null;
  hasTwin(id: string): boolean;
};

/** What is known with what has been made since, before the store has it. */
export type Overlay = Known & {
  put(record: CustomerRecord | OrderRecord | TwinRecord): void;
  /** The store has everything that was put: forget it here. */
  clear(): void;
};

/** A store that knows nothing. */
export const nothingKnown: Known = {
  customerByKey: () => [],
  customer: () => null,
  order: () => null,
  hasTwin: () => false,
};

/** Answers from what was put first, then from `below`. Over `nothingKnown` it is a whole lookup in memory. */
export function overlay(below: Known): Overlay {
  const customers = new Map<string, CustomerRecord>();
  const orders = new Map<string, OrderRecord>();
  const twins = new Set<string>();
  // A key's whole list, those of `below` first: copied once when the key is first put, because thousands may share an address.
  const byKey = new Map<string, Set<string>>();
  const lists = new Map<string, string[]>();
  return {
    customerByKey: (kind, value) => lists.get(`${kind}|${value}`) ?? below.customerByKey(kind, value),
    customer: (id) => customers.get(id) ?? below.customer(id),
    order: (id) => orders.get(id) ?? below.order(id),
    hasTwin: (id) => twins.has(id) || below.hasTwin(id),
    put(record) {
      if (record.type === 'order') orders.set(record.id, record);
      else if (record.type === 'twin') twins.add(record.id);
      else {
        customers.set(record.id, record);
        // Records only ever gain keys, so those of an earlier state stay right.
        for (const { kind, value } of customerKeys(record)) {
          const key = `${kind}|${value}`;
          const had = byKey.get(key) ?? new Set(below.customerByKey(kind, value));
          const list = lists.get(key) ?? [...had];
          byKey.set(key, had);
          lists.set(key, list);
          if (had.has(record.id)) continue;
          had.add(record.id);
          list.push(record.id);
        }
      }
    },
    clear() {
      customers.clear();
      orders.clear();
      twins.clear();
      byKey.clear();
      lists.clear();
    },
  };
}
