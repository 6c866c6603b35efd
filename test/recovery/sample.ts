import type { Compensation } from '#shared/case/compensation.ts';
import { termsOf } from '#shared/recovery/authority.ts';
import { lifeOf, type Slip } from '#shared/recovery/slip.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';

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

/** What an agent of the first level may give by the program's manual, issued on the tenth of its month. */
export function slipOf(more: Partial<Slip> & Pick<Slip, 'period'>): Slip {
  const issued = Date.parse(`${more.period}-10T12:00:00Z`);
  return {
    id: '3f0e5a0e-2a4c-4d1b-8a57-1f0c6a3f9b11',
    person: 'lucia',
    device: '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22',
    team: 'es',
    role: 'agent',
    level: 1,
    manual: 0,
    ...termsOf(defaultManual, 'agent', 1),
    spent: [],
    n: 0,
    issued,
    ...lifeOf(more.period, issued),
    ...more,
  };
}
