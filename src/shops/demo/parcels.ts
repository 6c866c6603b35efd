import type { Shipment, TrackingEvent, TrackingStatus } from '#shared/order/records.ts';
import { type Calendar, day } from './calendar.ts';
import type { Dice } from './dice.ts';
import type { Carrier, Market } from './markets.ts';

/** What becomes of a parcel on its way. */
export type Fate = 'fine' | 'damaged' | 'lost' | 'returned';

/** A parcel's whole way, also what of it lies after the demo's now. */
export type Way = {
  market: Market;
  city: string;
  leftAt: number;
  /** When it is handed over, lost or comes back. */
  endsAt: number;
  fate: Fate;
  carrier: Carrier;
  tracking: string;
  lines: { lineId: string; quantity: number }[];
  promisedAt: number | null;
  signedBy: string | null;
};

const words: { [L in 'es' | 'en']: { [S in TrackingStatus]: readonly string[] } } = {
  es: {
    label: ['Etiqueta creada, pendiente de recoger'],
    collected: ['Recogido en el almacén'],
    moving: ['En tránsito', 'En la plataforma de destino', 'Clasificado'],
    'out-for-delivery': ['En reparto', 'Sale a reparto'],
    attempted: ['Ausente en el primer intento. Se deja aviso', 'Dirección sin responder. Se reintentará'],
    'at-pickup-point': ['Disponible en el punto de recogida'],
    delivered: ['Entregado'],
    damaged: ['Embalaje dañado. Se levanta acta', 'Bulto mojado y roto. Se levanta acta'],
    lost: ['Sin localizar. Se abre expediente', 'Extraviado. Se cierra la búsqueda'],
    returned: ['Devuelto al remitente'],
  },
  en: {
    label: ['Label created, waiting for collection'],
    collected: ['Collected from the warehouse'],
    moving: ['In transit', 'At the destination depot', 'Sorted'],
    'out-for-delivery': ['Out for delivery', 'With the driver'],
    attempted: ['Nobody in. Card left', 'No answer at the door. Will try again'],
    'at-pickup-point': ['Ready to collect at the pick-up point'],
    delivered: ['Delivered'],
    damaged: ['Packaging damaged. Report raised', 'Box wet and torn. Report raised'],
    lost: ['Cannot be found. Enquiry opened', 'Lost. Search closed'],
    returned: ['Returned to sender'],
  },
};

/** What the carrier says of a status, in the language of the market. */
export function scanText(dice: Dice, market: Market, status: TrackingStatus): string {
  return dice.pick(words[market.language][status]);
}

/** The parcel as the shop knew it at `known`: scans, delivery and signature after that have not happened yet. */
export function parcelOf(dice: Dice, calendar: Calendar, id: string, way: Way, known: number): Shipment {
  const left = way.leftAt <= known;
  const delivered = (way.fate === 'fine' || way.fate === 'damaged') && way.endsAt <= known;
  return {
    id,
    leftAt: left ? way.leftAt : null,
    carrier: left ? way.carrier.name : null,
    tracking: left ? way.tracking : null,
    trackingUrl: left ? `https://${way.carrier.site}/${way.tracking}` : null,
    lines: way.lines,
    promisedAt: way.promisedAt,
    deliveredAt: delivered ? way.endsAt : null,
    signedBy: delivered ? way.signedBy : null,
    events: left ? scans(dice, calendar, way).filter((scan) => scan.at <= known) : [],
  };
}

/** From the warehouse over the hub to the door, by day, with no scan on a Sunday. */
function scans(dice: Dice, calendar: Calendar, way: Way): TrackingEvent[] {
  const { market, leftAt, endsAt } = way;
  const { zone } = market;
  const first = calendar.dayOf(zone, leftAt);
  const last = calendar.dayOf(zone, endsAt);
  const events: TrackingEvent[] = [];
  let reached = first;
  const add = (at: number, status: TrackingStatus, place: string) =>
    events.push({ at, status, place, text: scanText(dice, market, status) });
  add(leftAt - dice.int(20, 150) * 60_000, 'label', market.warehouse);
  add(leftAt, 'collected', market.warehouse);
  if (last > first) {
    const hub = calendar.workday(zone, Math.min(first + 1, last));
    if (hub < last) add(calendar.at(zone, hub, dice.int(430, 640)), 'moving', market.hub);
    if (last - hub > 1) {
      const there = calendar.workday(zone, dice.int(hub + 1, last - 1));
      if (there < last) {
        reached = there;
        add(calendar.at(zone, there, dice.int(700, 1100)), 'moving', way.city);
      }
    }
  }
  if (way.fate === 'lost') add(endsAt, 'lost', market.hub);
  else if (way.fate === 'returned') add(endsAt, 'returned', market.warehouse);
  else {
    const morning = calendar.at(zone, last, dice.int(430, 500));
    if (
      dice.chance(0.07) &&
      last - 1 > Math.max(reached, first + 1) &&
      calendar.workday(zone, last - 1) === last - 1
    ) {
      add(calendar.at(zone, last - 1, dice.int(660, 1000)), 'attempted', way.city);
    }
    if (way.fate === 'damaged') add(morning - dice.int(5, 20) * 60_000, 'damaged', way.city);
    add(morning, 'out-for-delivery', way.city);
    add(endsAt, 'delivered', way.city);
  }
  return events.sort((a, b) => a.at - b.at);
}

/** A working day's moment `days` after another one, for a hand-over or a departure. */
export function later(
  dice: Dice,
  calendar: Calendar,
  zone: string,
  from: number,
  days: number,
  hours: readonly [number, number],
): number {
  const on = calendar.workday(zone, calendar.dayOf(zone, from) + days);
  return Math.max(calendar.at(zone, on, dice.int(hours[0] * 60, hours[1] * 60)), from + day / 96);
}
