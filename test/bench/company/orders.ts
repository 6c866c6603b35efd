import type { OrderLine, OrderRecord, Shipment } from '#shared/order/records.ts';
import type { Dice } from './dice.ts';

const things = [
  'Toner TN-2410 black',
  'Office chair Altea, grey',
  'Desk lamp Lumbre, brass',
  'Paper A4 80 g, box of 5',
  'Espresso cups, set of 6',
  'Linen bedspread 150 × 200',
  'Standing desk 140 cm',
  'Wool blanket, terracotta',
] as const;
const carriers = ['SEUR', 'Correos', 'MRW', 'GLS'] as const;
const hour = 3_600_000;
const day = 24 * hour;

/** A prime that shares nothing with the count of orders: numbers are spread over customers as a shop's are. */
const spread = 700_001;

/** What people say of the order with this place in the company: all different. */
export const orderNumber = (place: number): string => `#${1_000_000 + ((place * spread) % 1_000_000)}`;
export const trackingOf = (place: number): string =>
  `HB${String((place * 314_159_269) % 10_000_000_000).padStart(10, '0')}`;

function lines(dice: Dice): OrderLine[] {
  return [1, 2, 3].map((id) => {
    const quantity = dice.int(1, 3);
    const unit = dice.int(500, 25_000);
    const sku = `SKU-${dice.int(1_000, 9_999)}`;
    return {
      id: String(id),
      kind: 'product',
      sku,
      title: dice.pick(things),
      quantity,
      unit,
      total: unit * quantity,
      refunded: 0,
    };
  });
}

function parcel(place: number, placedAt: number, all: OrderLine[], dice: Dice, now: number): Shipment[] {
  const leftAt = placedAt + dice.int(4, 40) * hour;
  if (leftAt > now) return [];
  const deliveredAt = leftAt + dice.int(20, 90) * hour;
  const done = deliveredAt <= now && place % 50 !== 0;
  return [
    {
      id: '1',
      leftAt,
      carrier: dice.pick(carriers),
      tracking: trackingOf(place),
      trackingUrl: null,
      lines: all.map(({ id, quantity }) => ({ lineId: id, quantity })),
      promisedAt: leftAt + 3 * day,
      deliveredAt: done ? deliveredAt : null,
      signedBy: null,
      events: done ? [{ at: deliveredAt, status: 'delivered', place: null, text: null }] : [],
    },
  ];
}

/**
 * An order of three lines, paid, mostly delivered.
 * @param place which of the company's orders it is, from 0. @param placedAt and `now`: ms since 1970.
 */
export function order(
  customerId: string,
  place: number,
  placedAt: number,
  now: number,
  dice: Dice,
): OrderRecord {
  const all = lines(dice);
  const total = all.reduce((sum, line) => sum + line.total, 0);
  const shipments = parcel(place, placedAt, all, dice, now);
  const method = dice.pick(['card', 'bizum', 'paypal']);
  return {
    type: 'order',
    id: `bench:${place}`,
    customerId,
    number: orderNumber(place),
    shop: 'bench',
    kind: 'sale',
    placedAt,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total,
    shipping: 495,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: shipments.length > 0 ? 'sent' : 'not-sent',
    cancelledAt: null,
    promisedAt: placedAt + 5 * day,
    lines: all,
    payments: [
      {
        id: '1',
        kind: 'payment',
        status: 'done',
        at: placedAt + 60_000,
        amount: { minor: total, currency: 'EUR' },
        method,
      },
    ],
    shipments,
    shipTo: null,
    remark: null,
    seenAt: placedAt + 6 * day,
  };
}
