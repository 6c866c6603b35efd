import { type ParcelPlace, parcelPlace } from './parcel.ts';
import type { OrderLine, OrderRecord } from './records.ts';

/** Where the pieces of one line are. The five parts add up to `ordered` and none is negative. */
export type LineProgress = {
  lineId: string;
  /** Pieces ordered; 0 for the lines of a cancellation document. */
  ordered: number;
  /** In the customer's hands. */
  delivered: number;
  moving: number;
  notPacked: number;
  /** Given back in money, wherever they are. */
  refunded: number;
  /** Lost, damaged or back at the sender, and not refunded. */
  trouble: number;
  /** False when the shop does not say which pieces are where: then the parts are the least that can be claimed. */
  known: boolean;
};

/**
 * The pieces of every product line by where they are, in the order of the lines.
 *
 * When more pieces were sent than ordered (a replacement), the best fate counts: a piece that arrived makes up for
 * the one that was lost. Refunds are taken from what went wrong first, then from what was never packed, then from
 * what was delivered, then from what is on its way: that is what shops pay back for.
 */
export function linesProgress(order: OrderRecord): LineProgress[] {
  return progressOf(piecesByPlace(order));
}

/** The same of pieces that are counted already. */
export function progressOf(pieces: readonly Pieces[]): LineProgress[] {
  return pieces.map(({ line, ordered, at, known }) => {
    let money = Math.min(Math.max(line.refunded, 0), ordered);
    const refunded = money;
    const keep = (pieces: number) => {
      const taken = Math.min(money, pieces);
      money -= taken;
      return pieces - taken;
    };
    const trouble = keep(at.trouble + at.returned);
    const notPacked = keep(at.prepared);
    const delivered = keep(at.delivered);
    const moving = keep(at.moving);
    return { lineId: line.id, ordered, delivered, moving, notPacked, refunded, trouble, known };
  });
}

type Pieces = { line: OrderLine; ordered: number; at: Record<ParcelPlace, number>; known: boolean };

/** The pieces of every product line by place, before any refund is looked at. */
export function piecesByPlace(order: OrderRecord): Pieces[] {
  const named = new Map<string, Record<ParcelPlace, number>>();
  const silent = new Set<ParcelPlace>();
  for (const parcel of order.shipments) {
    const place = parcelPlace(parcel, order.delivery);
    if (parcel.lines.length === 0) silent.add(place);
    for (const part of parcel.lines) {
      const at = named.get(part.lineId) ?? nowhere();
      at[place] += Math.max(part.quantity, 0);
      named.set(part.lineId, at);
    }
  }
  const rest = restOf(order, silent);
  return order.lines
    .filter((line) => line.kind === 'product')
    .map((line) => {
      const ordered = Math.max(line.quantity, 0);
      const sent = named.get(line.id) ?? nowhere();
      const at = nowhere();
      let left = ordered;
      for (const place of bestFirst) {
        at[place] = Math.min(left, sent[place]);
        left -= at[place];
      }
      const known = left === 0 || rest.known;
      at[rest.place] += left;
      return { line, ordered, at, known };
    });
}

const bestFirst: readonly ParcelPlace[] = ['delivered', 'moving', 'trouble', 'returned', 'prepared'];
const leastFirst: readonly ParcelPlace[] = ['prepared', 'moving', 'trouble', 'returned', 'delivered'];

function nowhere(): Record<ParcelPlace, number> {
  return { prepared: 0, moving: 0, delivered: 0, trouble: 0, returned: 0 };
}

/**
 * Where the pieces are that no parcel names. Parcels without a list may hold any of them: when those parcels differ, or
 * the shop says that only a part was sent, no more is claimed than of the one that is least far. Without such
 * parcels the shop's word about the whole order is all there is.
 */
function restOf(
  order: OrderRecord,
  silent: ReadonlySet<ParcelPlace>,
): { place: ParcelPlace; known: boolean } {
  const partly = order.delivery === 'partly-sent' || order.delivery === 'partly-delivered';
  if (silent.size > 0) {
    const least = leastFirst.find((place) => silent.has(place)) ?? 'prepared';
    return { place: partly ? 'prepared' : least, known: !partly && silent.size === 1 };
  }
  if (order.delivery === 'delivered') return { place: 'delivered', known: true };
  if (order.delivery === 'sent') return { place: 'moving', known: true };
  if (order.shipments.length > 0) return { place: 'prepared', known: true };
  if (order.delivery === 'returned' || order.delivery === 'trouble')
    return { place: order.delivery, known: true };
  return { place: 'prepared', known: !partly && order.delivery !== 'unknown' };
}
