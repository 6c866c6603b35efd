import type { PromiseView } from '../../views/case.ts';
import type { Formats } from '../format.ts';
import { linesProgress } from '../lines.ts';
import { deliveredAt, lastScan, type ParcelPlace, parcelPlace } from '../parcel.ts';
import type { DeliveryState, OrderRecord, Shipment, TrackingEvent } from '../records.ts';
import { deliveryOf } from '../status.ts';
import type { AnswerWords } from './words.ts';

export type Question = 'paid' | 'left' | 'holder' | 'promised' | 'signed';
export type Tone = 'good' | 'bad' | 'warn' | 'neutral' | 'unknown';

/** One answer of the strip. */
export type Answer = {
  question: Question;
  tone: Tone;
  /** The question, worded short. */
  label: string;
  /** The answer, one short sentence. */
  text: string;
  detail: string | null;
  /** The shop, carrier or person that says so. */
  source: string | null;
  /** When the source said it. Null where that is not known. */
  at: number | null;
};
/** An answer without what is the same for every question. */
export type Said = Omit<Answer, 'question' | 'label'>;

export type Parcel = {
  parcel: Shipment;
  place: ParcelPlace;
  /** The scan that stands for it now. */
  scan: TrackingEvent | null;
  leftAt: number | null;
  deliveredAt: number | null;
};

/** What every answer is made of. */
export type Facts = {
  order: OrderRecord;
  delivery: DeliveryState;
  parcels: Parcel[];
  /** Pieces that no parcel took and nobody refunded; null where the shop does not say which pieces are where. */
  notPacked: number | null;
  /** All of it left and nobody ever told more: whether it arrived is not known, late or not. */
  blind: boolean;
  /** Ours, pending, the most urgent first. */
  promises: PromiseView[];
  now: number;
  words: AnswerWords;
  /** In the zone of the order. */
  f: Formats;
  /** In the zone of the desk. */
  desk: Formats;
  ago: (at: number) => string;
};

/** The facts of an order that depend on no language. */
export function orderFacts(
  order: OrderRecord,
): Pick<Facts, 'order' | 'delivery' | 'parcels' | 'notPacked' | 'blind'> {
  const parcels = order.shipments.map((parcel) => ({
    parcel,
    place: parcelPlace(parcel, order.delivery),
    scan: lastScan(parcel.events),
    leftAt: leftAt(parcel),
    deliveredAt: deliveredAt(parcel),
  }));
  const lines = linesProgress(order);
  const open = order.cancelledAt === null;
  const notPacked = lines.every((line) => line.known)
    ? lines.reduce((sum, line) => sum + (open ? line.notPacked : 0), 0)
    : null;
  const delivery = deliveryOf(order);
  const told = parcels.some(
    (each) => each.deliveredAt !== null || (each.scan && each.scan.status !== 'label'),
  );
  return { order, delivery, parcels, notPacked, blind: delivery === 'sent' && !told };
}

/** When a parcel left: the shop's time, else its first scan by a carrier. */
function leftAt(parcel: Shipment): number | null {
  if (parcel.leftAt !== null) return parcel.leftAt;
  const scans = parcel.events.filter((event) => event.status !== 'label').map((event) => event.at);
  return scans.length > 0 ? Math.min(...scans) : null;
}

/** The latest of some moments, or null when none is known. */
export function latest(times: readonly (number | null)[]): number | null {
  return times.reduce<number | null>(
    (max, at) => (at !== null && (max === null || at > max) ? at : max),
    null,
  );
}

/** What the shop says, with the age of its word. */
export function shopSays(
  { order }: Pick<Facts, 'order'>,
  tone: Tone,
  text: string,
  detail: string | null = null,
): Said {
  return { tone, text, detail, source: order.shop, at: order.seenAt };
}

/** The shop does not say. Never a guess; the age is that of its silence. */
export function notKnown(facts: Pick<Facts, 'order'>, text: string): Said {
  return shopSays(facts, 'unknown', text);
}

/** Parts of a detail that are there, in one line; null when none is. */
export function joined(...parts: readonly (string | null)[]): string | null {
  const there = parts.filter((part) => part !== null);
  return there.length > 0 ? there.join(' · ') : null;
}
