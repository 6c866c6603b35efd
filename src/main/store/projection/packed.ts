import type { OrderRecord, OrderSummary } from '#shared/order/records.ts';
import type { Who } from '#shared/people.ts';
import type { StoryEntry, StoryKind } from '#shared/views/story.ts';
import type { StoryRow } from './entries.ts';

/**
 * Entries and orders are kept as JSON arrays, the fields in a fixed order and without their names: half the size and half the
 * time to parse, of which a ring has hundreds. Whoever changes an order of fields raises `projectionNumber`.
 */
type PackedEntry = [
  id: string,
  at: number,
  kind: StoryKind,
  caseId: string | null,
  orderId: string | null,
  by: string | null,
  pending: 0 | 1,
  data: object,
];

/** Where the direction of a contact stands in a packed entry. */
export const entryPath = { direction: '$[7].direction' } as const;

/** The other record of which a packed entry tells, or null. */
export function whomOf(text: string): string | null {
  const data = (JSON.parse(text) as PackedEntry)[7];
  return 'whom' in data && typeof data.whom === 'string' ? data.whom : null;
}

export function packEntry(row: StoryRow, pending: boolean): string {
  const { id, at, kind, caseId, orderId, by, data } = row;
  const packed: PackedEntry = [id, at, kind, caseId, orderId, by, pending ? 1 : 0, data];
  return JSON.stringify(packed);
}

/** The entry with the names of our people put in for their ids: who did it, and to whom (`other`). */
export function unpackEntry(text: string, who: (id: string) => Who): StoryEntry {
  const packed = JSON.parse(text) as PackedEntry;
  const by = packed[5];
  const data = packed[7];
  return {
    id: packed[0],
    at: packed[1],
    kind: packed[2],
    caseId: packed[3],
    orderId: packed[4],
    by: by === null ? null : who(by),
    pending: packed[6] === 1,
    ...('other' in data ? { ...data, other: who(String(data.other)) } : data),
  } as StoryEntry;
}

type PackedSummary = [
  id: string,
  customerId: string,
  number: string,
  shop: string,
  kind: OrderRecord['kind'],
  placedAt: number,
  zone: string,
  currency: string,
  total: number,
  payment: OrderSummary['payment'],
  delivery: OrderSummary['delivery'],
  cancelledAt: number | null,
  promisedAt: number | null,
  deliveredAt: number | null,
  lineCount: number,
  firstTitle: string | null,
];

/** Where the number stands in a packed summary. */
export const summaryPath = { number: '$[2]' } as const;

export function packSummary(order: OrderSummary): string {
  const packed: PackedSummary = [
    order.id,
    order.customerId,
    order.number,
    order.shop,
    order.kind,
    order.placedAt,
    order.zone,
    order.currency,
    order.total,
    order.payment,
    order.delivery,
    order.cancelledAt,
    order.promisedAt,
    order.deliveredAt,
    order.lineCount,
    order.firstTitle,
  ];
  return JSON.stringify(packed);
}

export function unpackSummary(text: string): OrderSummary {
  // By index: taking an array apart by a pattern goes through its iterator.
  const packed = JSON.parse(text) as PackedSummary;
  return {
    id: packed[0],
    customerId: packed[1],
    number: packed[2],
    shop: packed[3],
    kind: packed[4],
    placedAt: packed[5],
    zone: packed[6],
    currency: packed[7],
    total: packed[8],
    payment: packed[9],
    delivery: packed[10],
    cancelledAt: packed[11],
    promisedAt: packed[12],
    deliveredAt: packed[13],
    lineCount: packed[14],
    firstTitle: packed[15],
  };
}
