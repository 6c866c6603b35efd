import type { DeliveryState, Shipment, TrackingEvent, TrackingStatus } from './records.ts';

/** Where the pieces of one parcel are. `prepared`: not handed to anybody yet. */
export type ParcelPlace = 'prepared' | 'moving' | 'delivered' | 'trouble' | 'returned';

/** How far each scan is along the way. Used where time cannot tell: on equal times, and for the first two steps. */
const rank: Record<TrackingStatus, number> = {
  label: 0,
  collected: 1,
  moving: 2,
  'out-for-delivery': 3,
  attempted: 4,
  'at-pickup-point': 5,
  damaged: 6,
  lost: 7,
  delivered: 8,
  returned: 9,
};

/**
 * The scan that stands for a parcel now, or null when there is none. The order of the list does not matter.
 *
 * Clocks of carriers differ, so time alone lies: a hub may be stamped before the collection. What cannot be undone
 * wins over any later-looking scan: back at the sender (returned; carriers stamp that as a delivery too), then
 * delivered, then damaged. A label or a collection never follows a scan on the way. Among the rest, where going
 * back and forth is real (attempted, out again, attempted; lost, found), the latest time wins, then the rank.
 * A parcel declared lost after its delivery was scanned is lost: the carrier took its word back.
 */
export function lastScan(events: readonly TrackingEvent[]): TrackingEvent | null {
  const latest = (wanted: (status: TrackingStatus) => boolean) =>
    events
      .filter((event) => wanted(event.status))
      .reduce<TrackingEvent | null>((best, event) => (best && !isLater(event, best) ? best : event), null);
  const lost = latest((status) => status === 'lost');
  const delivered = latest((status) => status === 'delivered');
  return (
    latest((status) => status === 'returned') ??
    (delivered && lost && lost.at > delivered.at ? lost : delivered) ??
    latest((status) => status === 'damaged') ??
    latest((status) => rank[status] >= rank.moving) ??
    latest(() => true)
  );
}

function isLater(a: TrackingEvent, b: TrackingEvent): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.status !== b.status) return rank[a.status] > rank[b.status];
  // The same scan twice with different texts: any fixed order will do, as long as the list's order does not matter.
  return `${a.place ?? ''}\n${a.text ?? ''}` > `${b.place ?? ''}\n${b.text ?? ''}`;
}

/** When a parcel was delivered, or null. The shop's own time first, then the latest delivery scan. */
export function deliveredAt(parcel: Shipment): number | null {
  if (parcel.deliveredAt !== null) return parcel.deliveredAt;
  const scan = lastScan(parcel.events.filter((event) => event.status === 'delivered'));
  return scan?.at ?? null;
}

/** Whether a carrier ever scanned damage on this parcel. */
export function damageScan(parcel: Shipment): TrackingEvent | null {
  return lastScan(parcel.events.filter((event) => event.status === 'damaged'));
}

/**
 * Where a parcel is: its scans first, then its dates, then what the shop says of the whole order (a parcel without
 * any date of an order that was delivered is delivered). A parcel that was damaged stays in trouble also when it was
 * handed over: somebody has to make it good.
 */
export function parcelPlace(parcel: Shipment, shopSays: DeliveryState): ParcelPlace {
  const scan = lastScan(parcel.events);
  if (scan?.status === 'returned') return 'returned';
  if (scan?.status === 'lost' && (parcel.deliveredAt === null || scan.at > parcel.deliveredAt))
    return 'trouble';
  if (damageScan(parcel)) return 'trouble';
  if (scan?.status === 'delivered' || parcel.deliveredAt !== null) return 'delivered';
  if (scan && rank[scan.status] >= rank.collected) return 'moving';
  if (shopSays === 'delivered') return 'delivered';
  return parcel.leftAt !== null || shopSays === 'sent' ? 'moving' : 'prepared';
}
