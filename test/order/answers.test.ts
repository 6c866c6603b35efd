import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answers, promisesAbout } from '#shared/order/answers.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { Language } from '#shared/settings.ts';
import type { CaseView, PromiseView } from '#shared/views/case.ts';
import { anyOrder } from './any-order.ts';
import { day, hour, line, noon, order, paid, parcel, scan } from './sample.ts';

const a2 = { lineId: 'a', quantity: 2 };
const b1 = { lineId: 'b', quantity: 1 };
const both = { lines: [a2, b1] };
const promise = (more: Partial<PromiseView> = {}): PromiseView => ({
  id: 'pr',
  caseId: 'k',
  text: 'call back',
  until: noon + 5 * hour,
  state: 'pending',
  by: { id: 'u1', name: 'Iris Vidal' },
  madeAt: noon - day,
  proof: null,
  zone: null,
  ended: null,
  said: null,
  ...more,
});

function strip(
  facts: Partial<OrderRecord>,
  language: Language,
  promises: PromiseView[] = [],
): Record<'paid' | 'left' | 'holder' | 'promised' | 'signed', string> {
  const said = answers(order(facts), { promises, zone: 'Europe/Madrid' }, noon, language);
  const flat = said.map((one) => [
    one.question,
    `${one.tone}: ${one.text}${one.detail === null ? '' : ` | ${one.detail}`}`.replace(/\u00a0/g, ' '),
  ]);
  return Object.fromEntries(flat);
}

type Strip = ReturnType<typeof strip>;
const situations: [string, Partial<OrderRecord>, Strip, Strip][] = [
  [
    'a file that knows nothing but the sale',
    { payment: 'unknown' },
    {
      paid: 'unknown: Not known: the shop does not say',
      left: 'unknown: Not known: the shop does not say',
      holder: 'unknown: Not known: the shop does not say',
      promised: 'unknown: Not known: the shop gives no date',
      signed: 'unknown: Not known: the shop does not say',
    },
    {
      paid: 'unknown: No se sabe: la tienda no lo dice',
      left: 'unknown: No se sabe: la tienda no lo dice',
      holder: 'unknown: No se sabe: la tienda no lo dice',
      promised: 'unknown: No se sabe: la tienda no da fecha',
      signed: 'unknown: No se sabe: la tienda no lo dice',
    },
  ],
  [
    'delivered in time and signed for',
    {
      payments: [paid(3000, { method: 'Visa' })],
      promisedAt: noon,
      shipments: [
        parcel('1', {
          ...both,
          tracking: 'AB1',
          leftAt: noon - 3 * day,
          events: [scan('delivered', noon - 2 * hour, 'Getafe')],
          signedBy: 'Ana Ruiz',
        }),
      ],
    },
    {
      paid: 'good: Paid: €30.00 | Visa · 7 Nov',
      left: 'good: Left 9 Nov 13:00',
      holder: 'good: The customer, since 12 Nov 11:00 | Getafe · Tracking AB1',
      promised: 'good: 12 Nov, delivered in time',
      signed: 'good: Ana Ruiz, 12 Nov 11:00',
    },
    {
      paid: 'good: Pagado: €30.00 | Visa · 7 nov',
      left: 'good: Salió 9 nov 13:00',
      holder: 'good: El cliente, desde 12 nov 11:00 | Getafe · Guía AB1',
      promised: 'good: 12 nov, entregado a tiempo',
      signed: 'good: Ana Ruiz, 12 nov 11:00',
    },
  ],
  [
    'delivered late without a signature, a part refunded',
    {
      payment: 'partly-refunded',
      payments: [paid(3000), paid(500, { kind: 'refund', at: noon - day })],
      promisedAt: noon - 3 * day,
      shipments: [parcel('1', { ...both, leftAt: noon - 6 * day, deliveredAt: noon - day })],
    },
    {
      paid: 'neutral: Paid, €5.00 refunded | 11 Nov',
      left: 'good: Left 6 Nov 13:00',
      holder: 'good: The customer, since 11 Nov 13:00',
      promised: 'warn: 9 Nov, delivered 2 days late',
      signed: 'warn: Delivered 11 Nov 13:00, no signature recorded',
    },
    {
      paid: 'neutral: Pagado, con reembolso de €5.00 | 11 nov',
      left: 'good: Salió 6 nov 13:00',
      holder: 'good: El cliente, desde 11 nov 13:00',
      promised: 'warn: 9 nov, entregado con 2 días de retraso',
      signed: 'warn: Entregado 11 nov 13:00, sin firma registrada',
    },
  ],
  [
    'not sent, and the promise was for yesterday',
    { payment: 'authorised', delivery: 'not-sent', promisedAt: noon - day },
    {
      paid: 'warn: Authorised, not charged yet',
      left: 'bad: Not yet | Ordered 6 days ago',
      holder: 'neutral: With us, not sent yet',
      promised: 'bad: Yesterday, 11 Nov: 1 day late',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'warn: Autorizado, sin cobrar todavía',
      left: 'bad: Todavía no | Pedido hace 6 días',
      holder: 'neutral: Lo tenemos nosotros, sin enviar',
      promised: 'bad: Ayer, 11 nov: 1 día de retraso',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'two of three parcels left, with two carriers',
    {
      lines: [line('a', 2), line('b', 1), line('c', 4)],
      promisedAt: noon + day,
      shipments: [
        parcel('1', { lines: [a2], leftAt: noon - 2 * day, deliveredAt: noon - day, signedBy: 'Ana' }),
        parcel('2', {
          carrier: 'GLS',
          lines: [b1],
          leftAt: noon - day,
          events: [scan('attempted', noon - hour, 'Madrid')],
        }),
        parcel('3', { lines: [{ lineId: 'c', quantity: 3 }] }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'warn: 2 of 3 parcels left (11 Nov) | 4 pieces not sent',
      holder:
        'warn: 1 with the customer, 1 with GLS, 1 with us | 4 pieces not sent · GLS: delivery attempted · Last scan 1 hr ago, Madrid',
      promised: 'neutral: 13 Nov, tomorrow',
      signed: 'neutral: Ana: 1 of 3 parcels | 11 Nov 13:00',
    },
    {
      paid: 'good: Pagado',
      left: 'warn: Salieron 2 de 3 paquetes (11 nov) | 4 piezas sin enviar',
      holder:
        'warn: 1 con el cliente, 1 con GLS, 1 con nosotros | 4 piezas sin enviar · GLS: intento de entrega · Última lectura hace 1 h, Madrid',
      promised: 'neutral: 13 nov, mañana',
      signed: 'neutral: Ana: 1 de 3 paquetes | 11 nov 13:00',
    },
  ],
  [
    'one parcel left, the rest was never packed',
    {
      payment: 'partly-paid',
      payments: [paid(1000), paid(500)],
      shipments: [parcel('1', { lines: [a2], leftAt: noon - day, events: [scan('moving', noon - hour)] })],
    },
    {
      paid: 'warn: Paid in part: €15.00 of €30.00 | 2 payments, the last 7 Nov',
      left: 'warn: 1 parcel left, 1 piece not sent | 11 Nov',
      holder: 'warn: SEUR: on its way | 1 piece not sent · Last scan 1 hr ago',
      promised: 'unknown: Not known: the shop gives no date',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'warn: Pagado en parte: €15.00 de €30.00 | 2 pagos, el último 7 nov',
      left: 'warn: Salió 1 paquete, 1 pieza sin enviar | 11 nov',
      holder: 'warn: SEUR: en camino | 1 pieza sin enviar · Última lectura hace 1 h',
      promised: 'unknown: No se sabe: la tienda no da fecha',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'all parcels arrived and were signed for',
    {
      promisedAt: noon - day,
      shipments: [
        parcel('1', { lines: [a2], leftAt: noon - 3 * day, deliveredAt: noon - 2 * day, signedBy: 'Ana' }),
        parcel('2', {
          carrier: 'GLS',
          lines: [b1],
          leftAt: noon - 2 * day,
          deliveredAt: noon - day,
          signedBy: 'Luis',
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Both parcels left, the last 10 Nov',
      holder: 'good: 2 with the customer',
      promised: 'good: 11 Nov, delivered in time',
      signed: 'good: Ana and Luis, 11 Nov 13:00',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salieron los 2 paquetes, el último 10 nov',
      holder: 'good: 2 con el cliente',
      promised: 'good: 11 nov, entregado a tiempo',
      signed: 'good: Ana y Luis, 11 nov 13:00',
    },
  ],
  [
    'out for delivery today',
    {
      promisedAt: noon,
      shipments: [
        parcel('1', {
          ...both,
          tracking: 'X9',
          leftAt: noon - 2 * day,
          events: [scan('out-for-delivery', noon - 3 * hour, 'Sevilla')],
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Left 10 Nov 13:00',
      holder: 'neutral: SEUR: out for delivery | Last scan 3 hr ago, Sevilla · Tracking X9',
      promised: 'neutral: Today, 12 Nov',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 10 nov 13:00',
      holder: 'neutral: SEUR: en reparto | Última lectura hace 3 h, Sevilla · Guía X9',
      promised: 'neutral: Hoy, 12 nov',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'silent for more than a week',
    {
      promisedAt: noon + 2 * day,
      shipments: [
        parcel('1', {
          ...both,
          tracking: 'X9',
          leftAt: noon - 9 * day,
          events: [scan('moving', noon - 8 * day, 'Zaragoza')],
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Left 3 Nov 13:00',
      holder: 'warn: SEUR: on its way | No scan for 8 days · Tracking X9',
      promised: 'neutral: 14 Nov, in 2 days',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 3 nov 13:00',
      holder: 'warn: SEUR: en camino | Sin lecturas desde hace 8 días · Guía X9',
      promised: 'neutral: 14 nov, pasado mañana',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'waiting at a pickup point',
    {
      shipments: [
        parcel('1', {
          ...both,
          leftAt: noon - 2 * day,
          events: [scan('at-pickup-point', noon - 3 * hour, 'Kiosco Sol')],
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Left 10 Nov 13:00',
      holder: 'warn: Waiting at a pickup point: Kiosco Sol | SEUR',
      promised: 'unknown: Not known: the shop gives no date',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 10 nov 13:00',
      holder: 'warn: Espera en un punto de entrega: Kiosco Sol | SEUR',
      promised: 'unknown: No se sabe: la tienda no da fecha',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'lost',
    {
      promisedAt: noon - 2 * day,
      shipments: [
        parcel('1', {
          ...both,
          tracking: 'X9',
          leftAt: noon - 9 * day,
          events: [scan('moving', noon - 8 * day), scan('lost', noon - day)],
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Left 3 Nov 13:00',
      holder: 'bad: Declared lost by SEUR, 11 Nov | Tracking X9',
      promised: 'bad: 10 Nov: 2 days late',
      signed: 'neutral: No delivery recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 3 nov 13:00',
      holder: 'bad: SEUR lo declaró perdido, 11 nov | Guía X9',
      promised: 'bad: 10 nov: 2 días de retraso',
      signed: 'neutral: Sin entrega registrada',
    },
  ],
  [
    'delivered damaged',
    {
      promisedAt: noon - 2 * day,
      shipments: [
        parcel('1', {
          ...both,
          leftAt: noon - 9 * day,
          events: [scan('damaged', noon - 3 * day), scan('delivered', noon - 2 * day)],
        }),
      ],
    },
    {
      paid: 'good: Paid',
      left: 'good: Left 3 Nov 13:00',
      holder: 'bad: The customer, damaged on the way (10 Nov 13:00)',
      promised: 'good: 10 Nov, delivered in time',
      signed: 'warn: Delivered 10 Nov 13:00, no signature recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 3 nov 13:00',
      holder: 'bad: El cliente, con daños del transporte (10 nov 13:00)',
      promised: 'good: 10 nov, entregado a tiempo',
      signed: 'warn: Entregado 10 nov 13:00, sin firma registrada',
    },
  ],
  [
    'returned to the sender and refunded',
    {
      payment: 'refunded',
      payments: [paid(3000), paid(3000, { kind: 'refund', at: noon - day })],
      promisedAt: noon - 9 * day,
      shipments: [
        parcel('1', { ...both, leftAt: noon - 9 * day, events: [scan('returned', noon - 2 * day)] }),
      ],
    },
    {
      paid: 'neutral: Refunded: €30.00 | 11 Nov',
      left: 'good: Left 3 Nov 13:00',
      holder: 'bad: Returned to the sender, 10 Nov',
      promised: 'neutral: 3 Nov; it was returned',
      signed: 'neutral: Returned to the sender',
    },
    {
      paid: 'neutral: Reembolsado: €30.00 | 11 nov',
      left: 'good: Salió 3 nov 13:00',
      holder: 'bad: Devuelto al remitente, 10 nov',
      promised: 'neutral: 3 nov; fue devuelto',
      signed: 'neutral: Devuelto al remitente',
    },
  ],
  [
    'sent with a carrier that nobody heard of since',
    { promisedAt: noon - 3 * day, shipments: [parcel('1', { ...both, leftAt: noon - 5 * day })] },
    {
      paid: 'good: Paid',
      left: 'good: Left 7 Nov 13:00',
      holder: 'unknown: Handed to SEUR, 7 Nov; since then not known',
      promised: 'warn: 9 Nov, 3 days ago; no delivery recorded',
      signed: 'unknown: No delivery recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió 7 nov 13:00',
      holder: 'unknown: Salió con SEUR, 7 nov; desde entonces no se sabe',
      promised: 'warn: 9 nov, hace 3 días; sin entrega registrada',
      signed: 'unknown: Sin entrega registrada',
    },
  ],
  [
    'sent, says the shop, and no more',
    { delivery: 'sent', payment: 'pending', payments: [paid(3000, { status: 'failed' })] },
    {
      paid: 'warn: Payment pending | 1 failed attempt',
      left: 'good: Left, date not known',
      holder: 'unknown: Sent; since then not known',
      promised: 'unknown: Not known: the shop gives no date',
      signed: 'unknown: No delivery recorded',
    },
    {
      paid: 'warn: Pago pendiente | 1 intento fallido',
      left: 'good: Salió, no se sabe cuándo',
      holder: 'unknown: Salió; desde entonces no se sabe',
      promised: 'unknown: No se sabe: la tienda no da fecha',
      signed: 'unknown: Sin entrega registrada',
    },
  ],
  [
    'delivered, says the shop, and no more (as for a download)',
    { delivery: 'delivered' },
    {
      paid: 'good: Paid',
      left: 'good: Left, date not known',
      holder: 'good: The customer, date not known',
      promised: 'unknown: Not known: the shop gives no date',
      signed: 'warn: Delivered, no signature recorded',
    },
    {
      paid: 'good: Pagado',
      left: 'good: Salió, no se sabe cuándo',
      holder: 'good: El cliente, no se sabe desde cuándo',
      promised: 'unknown: No se sabe: la tienda no da fecha',
      signed: 'warn: Entregado, sin firma registrada',
    },
  ],
  [
    'cancelled, and the money is still here',
    { payments: [paid(3000)], delivery: 'cancelled', cancelledAt: noon - 2 * day, promisedAt: noon - day },
    {
      paid: 'warn: Paid and cancelled, no refund recorded | €30.00 · 7 Nov',
      left: 'neutral: Cancelled 10 Nov',
      holder: 'neutral: Cancelled 10 Nov',
      promised: 'neutral: 11 Nov, before it was cancelled',
      signed: 'neutral: Cancelled 10 Nov',
    },
    {
      paid: 'warn: Pagado y cancelado, sin reembolso registrado | €30.00 · 7 nov',
      left: 'neutral: Cancelado 10 nov',
      holder: 'neutral: Cancelado 10 nov',
      promised: 'neutral: 11 nov, antes de cancelarse',
      signed: 'neutral: Cancelado 10 nov',
    },
  ],
  [
    'a cancellation document',
    { kind: 'cancellation', payment: 'unknown', total: -3000, lines: [line('a', -2)] },
    {
      paid: 'unknown: Refund not known: the shop does not say',
      left: 'neutral: A cancellation document, not a shipment',
      holder: 'neutral: A cancellation document, not a shipment',
      promised: 'neutral: A cancellation document, not a shipment',
      signed: 'neutral: A cancellation document, not a shipment',
    },
    {
      paid: 'unknown: Reembolso: no se sabe, la tienda no lo dice',
      left: 'neutral: Es un documento de anulación, no un envío',
      holder: 'neutral: Es un documento de anulación, no un envío',
      promised: 'neutral: Es un documento de anulación, no un envío',
      signed: 'neutral: Es un documento de anulación, no un envío',
    },
  ],
  [
    'an adjustment',
    { kind: 'adjustment', payment: 'unknown' },
    {
      paid: 'unknown: Not known: the shop does not say',
      left: 'neutral: A correction of the accounts, not a shipment',
      holder: 'neutral: A correction of the accounts, not a shipment',
      promised: 'neutral: A correction of the accounts, not a shipment',
      signed: 'neutral: A correction of the accounts, not a shipment',
    },
    {
      paid: 'unknown: No se sabe: la tienda no lo dice',
      left: 'neutral: Es una corrección de las cuentas, no un envío',
      holder: 'neutral: Es una corrección de las cuentas, no un envío',
      promised: 'neutral: Es una corrección de las cuentas, no un envío',
      signed: 'neutral: Es una corrección de las cuentas, no un envío',
    },
  ],
];
test.each(situations)('%s', (_, facts, en, es) => {
  expect(strip(facts, 'en')).toEqual(en);
  expect(strip(facts, 'es')).toEqual(es);
});

const due = { ...order(), promisedAt: noon + day, delivery: 'sent' as const };

test('what we promised stands behind the date of the shop while it is not overdue', () => {
  expect(strip(due, 'en', [promise()]).promised).toBe(
    'neutral: 13 Nov, tomorrow | We promised “call back” by today 18:00',
  );
  expect(strip(due, 'es', [promise({ until: noon + day }), promise()]).promised).toBe(
    'neutral: 13 nov, mañana | Compromiso nuestro: «call back», hasta hoy 18:00 · 1 compromiso pendiente más',
  );
});

test('a promise of ours that is overdue comes before the date of the shop', () => {
  const broken = promise({ until: noon - day });
  expect(strip(due, 'en', [promise(), broken]).promised).toBe(
    'bad: Overdue since yesterday 13:00: we promised “call back” | 1 more promise pending · Shopify: 13 Nov, tomorrow',
  );
  const [, , , said] = answers(order(), { promises: [broken], zone: 'Europe/Madrid' }, noon, 'es');
  expect(said).toMatchObject({
    tone: 'bad',
    text: 'Vencido desde ayer 13:00: «call back»',
    detail: null,
    source: 'Iris Vidal',
    at: broken.madeAt,
  });
});

test('a promise that ended is not told', () => {
  expect(strip({}, 'en', [promise({ state: 'kept' })]).promised).toMatch(/^unknown/);
});

test('every answer names who says it and how old that is', () => {
  const parcels = [parcel('1', { ...both, leftAt: noon - day, events: [scan('moving', noon - hour)] })];
  const said = answers(
    order({ shipments: parcels, seenAt: noon - 60_000 }),
    { promises: [], zone: 'Europe/Madrid' },
    noon,
    'en',
  );
  expect(said.map((one) => [one.question, one.source, one.at])).toEqual([
    ['paid', 'Shopify', noon - 60_000],
    ['left', 'Shopify', noon - 60_000],
    ['holder', 'SEUR', noon - hour],
    ['promised', 'Shopify', noon - 60_000],
    ['signed', 'Shopify', noon - 60_000],
  ]);
});

test('times are those of the order, and say so to a desk in another zone', () => {
  const delivered = order({ shipments: [parcel('1', { ...both, deliveredAt: noon, signedBy: 'Ana' })] });
  const said = answers(delivered, { promises: [], zone: 'America/Bogota' }, noon, 'es').at(-1);
  expect(said?.text).toBe('Ana, 12 nov 13:00 (hora de España)');
});

test('Spain has its own words for a few things', () => {
  const said = strip(
    { shipments: [parcel('1', { ...both, tracking: 'X9', events: [scan('moving', noon - hour)] })] },
    'es-ES',
  );
  expect(said.holder).toContain('Seguimiento X9');
  const labels = answers(order(), { promises: [], zone: 'UTC' }, noon, 'es-ES').map((one) => one.label);
  expect(labels).toEqual([
    '¿Pagado?',
    '¿Ha salido?',
    '¿Quién lo tiene?',
    '¿Para cuándo?',
    '¿Quién ha firmado?',
  ]);
});

test('only pending promises of open cases about this order, or of no case, are about this order', () => {
  const one = { status: 'open', orderIds: ['shop:1001'], promises: [promise({ id: 'this' })] };
  const cases = [
    one,
    { ...one, status: 'solved', promises: [promise({ id: 'solved' })] },
    { ...one, orderIds: ['shop:9'], promises: [promise({ id: 'other' })] },
  ] as CaseView[];
  const promises = [promise({ id: 'loose' }), promise({ id: 'over', state: 'broken' })];
  expect(promisesAbout({ cases, promises }, 'shop:1001').map((each) => each.id)).toEqual(['this', 'loose']);
});

test('whatever an order holds, there are five whole answers in every language', () => {
  fc.assert(
    fc.property(anyOrder, fc.constantFrom<Language>('en', 'es', 'es-ES'), (one, language) => {
      const said = answers(one, { promises: [], zone: 'America/Lima' }, noon, language);
      expect(said.map((each) => each.question)).toEqual(['paid', 'left', 'holder', 'promised', 'signed']);
      for (const each of said) {
        const all = `${each.label} ${each.text} ${each.detail ?? ''}`;
        expect(all).not.toMatch(/undefined|null|NaN|Invalid|\s\s|-\d+ (day|día)/);
        expect(each.text.trim().length).toBeGreaterThan(1);
        expect(each.text.length).toBeLessThan(100);
        expect(each.source).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test('a delivery is claimed only where the shop or a carrier says so', () => {
  fc.assert(
    fc.property(anyOrder, (one) => {
      const told =
        one.delivery === 'delivered' ||
        one.delivery === 'partly-delivered' ||
        one.shipments.some(
          (each) => each.deliveredAt !== null || each.events.some((event) => event.status === 'delivered'),
        );
      fc.pre(!told);
      const said = strip(one, 'en');
      expect(said.holder).not.toMatch(/customer/i);
      expect(said.signed).not.toMatch(/Delivered|signature/);
      expect(said.promised).not.toMatch(/delivered/);
    }),
    { numRuns: 500 },
  );
});

test('what the shop has back is not said to be with the customer, whatever the carrier scanned last', () => {
  const back = order({
    delivery: 'returned',
    shipments: [
      parcel('1', { ...both, leftAt: noon - 9 * day, events: [scan('delivered', noon - 5 * day)] }),
    ],
  });
  for (const language of ['en', 'es', 'es-ES'] as const) {
    const holder = answers(back, { promises: [], zone: 'Europe/Madrid' }, noon, language)[2];
    expect(holder).toMatchObject({ question: 'holder', tone: 'bad' });
  }
});
