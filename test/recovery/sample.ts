import type { Compensation } from '#shared/case/compensation.ts';

/** A voucher of ten euros for order o1. */
export function compensationOf(id: string, more: Partial<Compensation> = {}): Compensation {
  return {
    compensationId: id,
    remedy: 'voucher',
    amount: { minor: 1000, currency: 'EUR' },
    cost: { minor: 600, currency: 'EUR' },
    orderId: 'o1',
    what: '',
    decidedFrom: {
      kind: 'wrong-product',
      severity: 'medium',
      segment: 'loyal',
      valueAtRisk: null,
      offer: null,
      manual: 0,
    },
    despite: [],
    stop: null,
    ...more,
  };
}
