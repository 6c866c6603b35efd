import type { CaseEvent } from '#shared/case/events.ts';
import { readEvent } from '#shared/case/events.ts';
import type { CustomerRecord, TwinRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { Page, Record } from '#shared/wire.ts';
import { demoPages } from '#shops/demo/demo.ts';

export const anchor = Date.UTC(2026, 10, 23, 10, 30);

/** The demo company of a seed, sorted into kinds. */
export function load(seed: number, now = anchor) {
  const pages: Page[] = [...demoPages({ seed, anchor: now })];
  const changes = pages.flatMap((page) => page.changes);
  const records: Record[] = changes.flatMap((change) => ('record' in change ? [change.record] : []));
  const envelopes = changes.flatMap((change) => ('event' in change ? [change.event] : []));
  const events: CaseEvent[] = envelopes.flatMap((envelope) => readEvent(envelope) ?? []);
  const customers = records.filter((record): record is CustomerRecord => record.type === 'customer');
  const orders = records.filter((record): record is OrderRecord => record.type === 'order');
  const twins = records.filter((record): record is TwinRecord => record.type === 'twin');
  return { pages, changes, records, envelopes, events, customers, orders, twins };
}

/** Groups by a key, in the order of the list. */
export function by<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  return Map.groupBy(list, key);
}
