import { damageScan, deliveredAt, lastScan } from '../order/parcel.ts';
import type { OrderRecord, Shipment } from '../order/records.ts';
import type { ClaimReason } from './words.ts';

const day = 86_400_000;

/** Days past the promise from which a parcel is late enough for a claim. */
export const lateDays = 2;

/**
 * Days after delivery in which the carrier must have it in writing. Damage that did not show at delivery: 7 days; delay: 21 days. Ley
 * 15/2009 (Spain), art. 60, and the CMR convention (between countries), art. 30, which leaves Sundays and holidays out of the 7: the
 * nearer day is suggested. A contract may say otherwise, so it is only suggested. Of what was lost neither names such a day.
 */
export const writtenWithin: { readonly damaged: number; readonly late: number } = { damaged: 7, late: 21 };

/** A claim that an order's facts call for. */
export type ClaimSuggestion = {
  shipmentId: string;
  reason: Extract<ClaimReason, 'damaged' | 'lost' | 'late'>;
  carrier: string | null;
  tracking: string | null;
  /** Minor units of the order's currency: of what was in the parcel, or of the whole order where that is not known. */
  minor: number;
  /** Until when it should be sent, where a law says so. */
  fileBy: number | null;
};

/** What could be claimed for an order's parcels: lost, then damaged, then late. Empty: its facts call for nothing. */
export function claimSuggestions(order: OrderRecord, now: number): ClaimSuggestion[] {
  const urgency = { lost: 0, damaged: 1, late: 2 } as const;
  return order.shipments
    .flatMap((parcel) => {
      const reason = reasonOf(order, parcel, now);
      if (reason === null) return [];
      const { id: shipmentId, carrier, tracking } = parcel;
      const minor = worthIn(order, parcel);
      return [{ shipmentId, reason, carrier, tracking, minor, fileBy: fileByOf(parcel, reason) }];
    })
    .sort((a, b) => urgency[a.reason] - urgency[b.reason]);
}

function reasonOf(order: OrderRecord, parcel: Shipment, now: number): ClaimSuggestion['reason'] | null {
  if (lastScan(parcel.events)?.status === 'lost') return 'lost';
  if (damageScan(parcel)) return 'damaged';
  const promised = parcel.promisedAt ?? order.promisedAt;
  // What has not left is late by our own doing.
  if (promised === null || parcel.leftAt === null) return null;
  return (deliveredAt(parcel) ?? now) - promised > lateDays * day ? 'late' : null;
}

function fileByOf(parcel: Shipment, reason: ClaimSuggestion['reason']): number | null {
  const delivered = deliveredAt(parcel);
  return delivered === null || reason === 'lost' ? null : delivered + writtenWithin[reason] * day;
}

function worthIn(order: OrderRecord, { lines }: Shipment): number {
  const parts = lines.map(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line && line.quantity > 0
      ? Math.round((line.total * Math.min(quantity, line.quantity)) / line.quantity)
      : null;
  });
  const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  return parts.length === 0 || parts.includes(null) || sum <= 0 ? Math.max(0, order.total) : sum;
}
