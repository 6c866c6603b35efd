import type { Money } from '../money.ts';
import type { OrderRecord, Payment, PaymentState } from '../records.ts';
import { type Facts, joined, latest, notKnown, type Said, shopSays } from './facts.ts';

/** Is it paid? The shop's state first; where it has none, what its payments add up to. */
export function paidAnswer(facts: Facts): Said {
  const { order, words, f } = facts;
  const took = order.payments.filter((one) => one.kind === 'payment' && one.status === 'done');
  const gave = order.payments.filter((one) => one.kind === 'refund' && one.status === 'done');
  const failed = order.payments.filter((one) => one.kind === 'payment' && one.status === 'failed');
  const giving = order.payments.filter((one) => one.kind === 'refund' && one.status === 'pending');
  const [paid, refunded] = [sums(took, facts), sums(gave, facts)];
  const back = sums(giving, facts);
  const refundPending = back === null ? null : words.refundPending(back);
  const cancelled = order.cancelledAt !== null || facts.delivery === 'cancelled';
  const how = joined(paymentDetail(took, facts), refundPending);

  const state = stateOf(order, took, gave);
  if (order.kind === 'cancellation' && state !== 'refunded' && state !== 'partly-refunded') {
    return refundPending ? shopSays(facts, 'warn', refundPending) : notKnown(facts, words.refundNotKnown);
  }
  switch (state) {
    case 'paid':
    case 'partly-paid': {
      if (cancelled && order.kind === 'sale' && gave.length === 0) {
        if (giving.length === 0) return shopSays(facts, 'warn', words.paidNotRefunded, joined(paid, how));
        return shopSays(facts, 'warn', refundPending ?? words.paid(paid), paymentDetail(took, facts));
      }
      if (state === 'paid') return shopSays(facts, 'good', words.paid(paid), how);
      const total = f.money({ minor: order.total, currency: order.currency });
      return shopSays(facts, 'warn', words.partlyPaid(paid, total), how);
    }
    case 'authorised':
      return shopSays(facts, 'warn', words.authorised);
    case 'pending':
      return shopSays(facts, 'warn', words.paymentPending, attempts(failed, facts));
    case 'refunded':
      return shopSays(facts, 'neutral', words.refunded(refunded), lastDay(gave, facts));
    case 'partly-refunded':
      return shopSays(
        facts,
        'neutral',
        words.partlyRefunded(refunded),
        joined(lastDay(gave, facts), refundPending),
      );
    case 'voided':
      return shopSays(facts, cancelled ? 'neutral' : 'warn', words.voided);
    case 'unknown':
      if (failed.length > 0) return shopSays(facts, 'bad', words.paymentFailed, attempts(failed, facts));
      if (order.total === 0 && order.kind === 'sale') return shopSays(facts, 'neutral', words.nothingToPay);
      return notKnown(facts, words.notKnown);
  }
}

function stateOf(order: OrderRecord, took: readonly Payment[], gave: readonly Payment[]): PaymentState {
  if (order.payment !== 'unknown') return order.payment;
  const sum = (list: readonly Payment[]) =>
    list
      .filter((one) => one.amount.currency === order.currency)
      .reduce((all, one) => all + one.amount.minor, 0);
  const [paid, refunded] = [sum(took), sum(gave)];
  if (refunded > 0) return refunded >= Math.max(paid, Math.abs(order.total)) ? 'refunded' : 'partly-refunded';
  if (paid > 0) return paid >= order.total ? 'paid' : 'partly-paid';
  return order.payments.some((one) => one.kind === 'payment' && one.status === 'pending')
    ? 'pending'
    : 'unknown';
}

/** Payments added up by currency, or null when there are none. */
function sums(payments: readonly Payment[], { f }: Facts): string | null {
  const byCurrency = new Map<string, Money>();
  for (const { amount } of payments) {
    const minor = (byCurrency.get(amount.currency)?.minor ?? 0) + amount.minor;
    byCurrency.set(amount.currency, { minor, currency: amount.currency });
  }
  return byCurrency.size > 0 ? [...byCurrency.values()].map((sum) => f.money(sum)).join(' + ') : null;
}

function paymentDetail(payments: readonly Payment[], facts: Facts): string | null {
  const day = lastDay(payments, facts);
  if (payments.length > 1) return facts.words.payments(payments.length, day);
  return joined(payments[0]?.method ?? null, day);
}

function lastDay(payments: readonly Payment[], { f }: Facts): string | null {
  const at = latest(payments.map((one) => one.at));
  return at === null ? null : f.day(at);
}

function attempts(failed: readonly Payment[], { words }: Facts): string | null {
  return failed.length > 0 ? words.attemptsFailed(failed.length) : null;
}
