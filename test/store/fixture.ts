import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { Change, Page, Record } from '#shared/wire.ts';
import { openStore, type Store } from '#store/store.ts';

export const desk = { person: { id: 'lucia', name: 'Lucía Ferrer' }, company: 'Casa Lumbre' };
export const noon = Date.UTC(2026, 10, 20, 12);

export type Place = { folder: string; key: Buffer };

/** A folder of its own, gone after the test. */
export function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, key: randomBytes(32) };
}

/** Opens the store at a place; closed after the test. `now` moves a second with every look, so that entries have an order. */
export async function storeAt(at: Place, fresh = true): Promise<Store> {
  let clock = noon;
  const store = await openStore({ ...at, fresh, desk, now: () => (clock += 1000) });
  onTestFinished(() => store.close());
  return store;
}

export function customer(id: string, more: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    type: 'customer',
    id,
    name: `Customer ${id}`,
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

export function order(id: string, customerId: string, more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    type: 'order',
    id,
    customerId,
    number: `#${id}`,
    shop: 'test',
    kind: 'sale',
    placedAt: noon - 86_400_000,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 2500,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'not-sent',
    cancelledAt: null,
    promisedAt: null,
    lines: [
      {
        id: '1',
        kind: 'product',
        sku: 'TN-2410',
        title: 'Toner',
        quantity: 1,
        unit: 2500,
        total: 2500,
        refunded: 0,
      },
    ],
    payments: [],
    shipments: [],
    shipTo: null,
    remark: null,
    seenAt: null,
    ...more,
  };
}

/** Numbers records and events from `from` on, as the centre would. */
export function pageOf(from: number, items: (Record | EventEnvelope)[]): Page {
  const changes: Change[] = items.map((item, index) => {
    const n = from + index + 1;
    return 'customerId' in item && 'caseId' in item ? { n, event: item } : { n, record: item };
  });
  return { team: 'es', epoch: 'e1', from, to: from + items.length, changes };
}

export function openCase(
  customerId: string,
  caseId: string = randomUUID(),
  subject = 'Wrong toner',
): CommandAsk {
  const data = { subject, words: 'It is the wrong one again', kind: 'wrong-product', orderId: null } as const;
  return { type: 'case.open', customerId, caseId, data };
}

export function note(customerId: string, caseId: string | null, text = 'Called the warehouse'): CommandAsk {
  return { type: 'note.add', customerId, caseId, data: { text, about: 'note' } };
}

export function contact(customerId: string, caseId: string | null, start = noon): CommandAsk {
  const data = {
    contactId: randomUUID(),
    channel: 'call',
    direction: 'in',
    number: '+34600112233',
    start,
    end: start + 90_000,
    code: 'complaint',
  } as const;
  return { type: 'contact.record', customerId, caseId, data };
}
