import type { CustomerRecord, TwinRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';

/** A customer of whom nothing is known but what is given. */
export function customer(id: string, more: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    type: 'customer',
    id,
    name: null,
    emails: [],
    phones: [],
    addresses: [],
    guest: false,
    language: null,
    since: null,
    remark: null,
    keys: [],
    ...more,
  };
}

/** A customer who lives in a country (ISO alpha-2). */
export function customerIn(id: string, country: string, more: Partial<CustomerRecord> = {}): CustomerRecord {
  return customer(id, { addresses: [address(country)], ...more });
}

export function address(country: string | null) {
  return {
    name: null,
    company: null,
    lines: ['Calle Mayor 1'],
    city: null,
    region: null,
    postcode: '28001',
    country,
  };
}

/** An order without lines of the shop `casa`. */
export function order(id: string, customerId: string, more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    type: 'order',
    id,
    customerId,
    number: id,
    shop: 'casa',
    kind: 'sale',
    placedAt: 1_700_000_000_000,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 1000,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'not-sent',
    cancelledAt: null,
    promisedAt: null,
    lines: [],
    payments: [],
    shipments: [],
    shipTo: null,
    remark: null,
    seenAt: null,
    ...more,
  };
}

export function twin(a: string, b: string): TwinRecord {
  return { type: 'twin', id: `twin:${a}:${b}:same-name`, customerIds: [a, b], why: 'same-name' };
}
