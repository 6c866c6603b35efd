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
  const byKey = new Map<string, Set<string>>();
  return {
    customerByKey(kind, value) {
      const own = byKey.get(`${kind}|${value}`);
      const rest = below.customerByKey(kind, value);
      return own === undefined ? rest : [...new Set([...rest, ...own])];
    },
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
          const ids = byKey.get(`${kind}|${value}`);
          if (ids) ids.add(record.id);
          else byKey.set(`${kind}|${value}`, new Set([record.id]));
        }
      }
    },
    clear() {
      customers.clear();
      orders.clear();
      twins.clear();
      byKey.clear();
    },
  };
}
