import { expect, test } from 'vitest';
import { claimSuggestions } from '#shared/claim/suggest.ts';
import type { OrderRecord, Shipment, TrackingStatus } from '#shared/order/records.ts';
import { noon, order } from '../store/fixture.ts';

const day = 86_400_000;

function parcel(more: Partial<Shipment> = {}): Shipment {
  return {
    id: 's1',
    leftAt: noon - 10 * day,
    carrier: 'NorteLog',
    tracking: 'NL1',
    trackingUrl: null,
    lines: [{ lineId: '1', quantity: 1 }],
    promisedAt: null,
    deliveredAt: null,
    signedBy: null,
    events: [],
    ...more,
  };
}

const scan = (status: TrackingStatus, at = noon - day) => ({ at, status, place: null, text: null });
const withParcel = (shipment: Shipment, more: Partial<OrderRecord> = {}): OrderRecord =>
  order('1', 'c1', { shipments: [shipment], ...more });

test.each<[string, OrderRecord, unknown]>([
  ['nothing is wrong', withParcel(parcel()), []],
  ['it is lost', withParcel(parcel({ events: [scan('lost')] })), [{ reason: 'lost', fileBy: null }]],
  [
    'damage was scanned, and it was delivered: seven days',
    withParcel(parcel({ deliveredAt: noon, events: [scan('damaged')] })),
    [{ reason: 'damaged', fileBy: noon + 7 * day, tracking: 'NL1', carrier: 'NorteLog' }],
  ],
  [
    'it came three days late: 21 days',
    withParcel(parcel({ promisedAt: noon - 3 * day, deliveredAt: noon })),
    [{ reason: 'late', fileBy: noon + 21 * day }],
  ],
  [
    'it is three days late and not there: no day to send it by is known',
    withParcel(parcel({ promisedAt: noon - 3 * day })),
    [{ reason: 'late', fileBy: null }],
  ],
  ['two days late are borne', withParcel(parcel({ promisedAt: noon - 2 * day })), []],
  ['it never left: that is not the carrier’s', withParcel(parcel({ leftAt: null, promisedAt: 1 })), []],
  [
    'what was lost and found is not lost',
    withParcel(parcel({ events: [scan('lost'), scan('moving', noon)] })),
    [],
  ],
])('%s', (_, one, suggestions) => {
  expect(claimSuggestions(one, noon)).toMatchObject(suggestions as object[]);
  expect(claimSuggestions(one, noon)).toHaveLength((suggestions as object[]).length);
});

test('the value is that of what was in the parcel, else of the order', () => {
  const lost = [scan('lost')];
  const line = {
    id: '1',
    kind: 'product' as const,
    sku: null,
    title: 'Toner',
    quantity: 2,
    unit: 1000,
    total: 2000,
    refunded: 0,
  };
  const of = (shipment: Shipment) =>
    claimSuggestions(withParcel(shipment, { lines: [line], total: 9900 }), noon)[0]?.minor;
  expect(of(parcel({ events: lost }))).toBe(1000);
  expect(of(parcel({ events: lost, lines: [] }))).toBe(9900);
  expect(of(parcel({ events: lost, lines: [{ lineId: 'gone', quantity: 1 }] }))).toBe(9900);
});
