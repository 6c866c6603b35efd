import fc from 'fast-check';
import { deliveryState, type OrderRecord, paymentState, trackingStatus } from '#shared/order/records.ts';
import { day, line, noon, order, paid, parcel } from './sample.ts';

const when = fc.integer({ min: noon - 30 * day, max: noon });
const maybe = fc.option(when, { nil: null });
/** Any order at all, also impossible ones: shops send those too. */
export const anyOrder: fc.Arbitrary<OrderRecord> = fc
  .record({
    kind: fc.constantFrom('sale' as const, 'cancellation' as const, 'adjustment' as const),
    delivery: fc.constantFrom(...deliveryState.options),
    payment: fc.constantFrom(...paymentState.options),
    promisedAt: maybe,
    total: fc.integer({ min: -5000, max: 5000 }),
    payments: fc.array(
      fc.record({
        kind: fc.constantFrom('payment' as const, 'refund' as const),
        status: fc.constantFrom('done' as const, 'pending' as const, 'failed' as const),
        at: maybe,
        minor: fc.integer({ min: 1, max: 6000 }),
      }),
      { maxLength: 3 },
    ),
    cancelledAt: maybe,
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: -5, max: 20 }),
        refunded: fc.integer({ min: 0, max: 25 }),
        kind: fc.constantFrom('product' as const, 'product' as const, 'charge' as const),
      }),
      { maxLength: 6 },
    ),
    shipments: fc.array(
      fc.record({
        leftAt: maybe,
        deliveredAt: maybe,
        promisedAt: maybe,
        signedBy: fc.constantFrom(null, 'Ana Ruiz', ''),
        carrier: fc.constantFrom(null, 'SEUR', 'GLS'),
        tracking: fc.constantFrom(null, 'AB1'),
        lines: fc.array(fc.record({ line: fc.nat(7), quantity: fc.integer({ min: 0, max: 12 }) }), {
          maxLength: 4,
        }),
        events: fc.array(
          fc.record({
            at: fc.constantFrom(noon, noon - 1, noon - day),
            status: fc.constantFrom(...trackingStatus.options),
            place: fc.constantFrom(null, 'Madrid', 'Lima'),
            text: fc.constant(null),
          }),
          { maxLength: 6 },
        ),
      }),
      { maxLength: 4 },
    ),
  })
  .map((facts) =>
    order({
      ...facts,
      payments: facts.payments.map(({ minor, ...one }) => paid(minor, one)),
      lines: facts.lines.map((one, n) =>
        line(`l${n}`, one.quantity, { refunded: one.refunded, kind: one.kind }),
      ),
      shipments: facts.shipments.map((one, n) =>
        parcel(`s${n}`, {
          ...one,
          lines: one.lines.map((part) => ({ lineId: `l${part.line}`, quantity: part.quantity })),
        }),
      ),
    }),
  );
