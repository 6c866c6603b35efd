import type { OrderLine, OrderRecord, Payment, Shipment, TrackingEvent } from '#shared/order/records.ts';

/** Noon UTC on Wednesday 12 November 2025; 13:00 in Madrid. */
export const noon = Date.UTC(2025, 10, 12, 12);
export const hour = 3_600_000;
export const day = 24 * hour;

export function line(id: string, quantity: number, more: Partial<OrderLine> = {}): OrderLine {
  return {
    id,
    kind: 'product',
    sku: null,
    title: `Thing ${id}`,
    quantity,
    unit: 1000,
    total: 1000 * quantity,
    refunded: 0,
    ...more,
  };
}

export function parcel(id: string, more: Partial<Shipment> = {}): Shipment {
  return {
    id,
    leftAt: null,
    carrier: 'SEUR',
    tracking: null,
    trackingUrl: null,
    lines: [],
    promisedAt: null,
    deliveredAt: null,
    signedBy: null,
    events: [],
    ...more,
  };
}

export function scan(
  status: TrackingEvent['status'],
  at: number,
  place: string | null = null,
): TrackingEvent {
  return { status, at, place, text: null };
}

export function paid(minor: number, more: Partial<Payment> = {}): Payment {
  return {
    id: `p${minor}`,
    kind: 'payment',
    status: 'done',
    at: noon - 5 * day,
    amount: { minor, currency: 'EUR' },
    method: null,
    ...more,
  };
}

export function order(more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    type: 'order',
    id: 'shop:1001',
    customerId: 'c1',
    number: '#1001',
    shop: 'Shopify',
    kind: 'sale',
    placedAt: noon - 6 * day,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 3000,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'unknown',
    cancelledAt: null,
    promisedAt: null,
    lines: [line('a', 2), line('b', 1)],
    payments: [],
    shipments: [],
    shipTo: null,
    remark: null,
    seenAt: null,
    ...more,
  };
}
