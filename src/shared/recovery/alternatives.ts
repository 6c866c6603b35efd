import type { CaseKind } from '../case/words.ts';
import { linesProgress } from '../order/lines.ts';
import type { Money } from '../order/money.ts';
import type { OrderRecord } from '../order/records.ts';
import type { Manual, Offer, Remedy, Segment, Severity } from '../rules/manual.ts';
import type { Texts } from '../rules/texts.ts';
import { type Beyond, beyond, inCurrency, type Terms } from './authority.ts';

/** One thing that could be given, with what it costs and whether this person may give it at once. */
export type Alternative = {
  offerId: string;
  remedy: Remedy;
  /** What the customer gets; null for what has no amount. */
  amount: Money | null;
  /** What it costs us, as well as it can be said; null where nothing is known to reckon with. */
  cost: Money | null;
  /** What sending it costs besides, in the manual's currency, where that has no rate for the order's: it cannot be added. */
  besides: Money | null;
  note: Texts;
  /** Null: within their authority. */
  beyond: Beyond | null;
};

/**
 * What the manual is asked about. `order` null: no order is in question. `terms`: what this person may give at once, null where their slip has
 * run out; `spent`: by them this month (authority.ts).
 */
export type Asked = {
  kind: CaseKind;
  segment: Segment;
  severity: Severity;
  order: OrderRecord | null;
  terms: Terms | null;
  spent: number;
};

/** Fewer would be one empty formula. */
const fewest = 2;
/** Always possible: what holds whatever a team has put into its manual. */
const always: readonly Remedy[] = ['letter', 'manager-call'];

/**
 * What the manual proposes: everything that matches kind, segment and severity, in the manual's order, what the person may give at once first.
 * Never fewer than two.
 */
export function alternatives(manual: Manual, asked: Asked): Alternative[] {
  const found = manual.offers
    .filter((offer) => matches(offer, asked) && isPossible(offer.remedy, asked.order))
    .map((offer) => alternativeOf(offer, manual, asked));
  const missing = always
    .filter((remedy) => !found.some((one) => one.remedy === remedy))
    .slice(0, Math.max(0, fewest - found.length))
    .map((remedy) => alternativeOf({ ...bare, id: remedy, remedy }, manual, asked));
  return [...found, ...missing].sort((a, b) => Number(a.beyond !== null) - Number(b.beyond !== null));
}

/** An alternative with another amount than the manual's: the person's own judgement. */
export function withAmount(one: Alternative, amount: Money, manual: Manual, asked: Asked): Alternative {
  const cost = costOf(one.remedy, amount, manual, asked.order);
  return { ...one, amount, cost, beyond: beyond(asked.terms, { ...one, worth: amount }, asked.spent) };
}

const bare: Omit<Offer, 'id' | 'remedy'> = {
  kinds: [],
  segments: [],
  severities: [],
  percent: null,
  least: null,
  most: null,
  note: { en: '', es: '' },
};

function matches({ kinds, segments, severities }: Offer, asked: Asked): boolean {
  const fits = <T>(list: readonly T[], one: T) => list.length === 0 || list.includes(one);
  return fits(kinds, asked.kind) && fits(segments, asked.segment) && fits(severities, asked.severity);
}

/** What needs an order, or something of it that has not been paid back, is not offered without. */
function isPossible(remedy: Remedy, order: OrderRecord | null): boolean {
  switch (remedy) {
    case 'refund':
    case 'partial-refund':
      return order !== null && leftToRefund(order) > 0;
    case 'replacement':
    case 'partial-shipment':
    case 'express':
      return order !== null;
    default:
      return true;
  }
}

function alternativeOf(offer: Offer, manual: Manual, asked: Asked): Alternative {
  const { id, remedy, note } = offer;
  const amount = amountOf(offer, manual, asked.order);
  const cost = costOf(remedy, amount, manual, asked.order);
  return {
    offerId: id,
    remedy,
    amount,
    cost,
    besides: besidesOf(remedy, manual, asked.order),
    note,
    beyond: beyond(asked.terms, { remedy, worth: amount ?? cost }, asked.spent),
  };
}

function besidesOf(remedy: Remedy, manual: Manual, order: OrderRecord | null): Money | null {
  const { currency, costs } = manual;
  if (remedy !== 'replacement' || order === null || costs.parcel === 0) return null;
  return inCurrency(manual, costs.parcel, order.currency) === null ? { minor: costs.parcel, currency } : null;
}

/** What the customer has paid for it and not got back, in minor units. */
export function leftToRefund(order: OrderRecord): number {
  const back = order.payments.filter(({ kind, status }) => kind === 'refund' && status !== 'failed');
  return Math.max(0, order.total - back.reduce((sum, { amount }) => sum + amount.minor, 0));
}

/**
 * What is sent again, in minor units of its price: the pieces that were lost or damaged, or never packed of an order that left, where the shop says
 * which; else all that was not paid back. Nobody reckons it higher than that.
 */
export function toSendAgain(order: OrderRecord): number {
  const lines = linesProgress(order);
  const unit = new Map(order.lines.map(({ id, total, quantity }) => [id, total / Math.max(quantity, 1)]));
  const isKnown = lines.length > 0 && lines.every(({ known }) => known);
  const hasLeft = lines.some(({ delivered, moving, trouble }) => delivered + moving + trouble > 0);
  const failed = lines.reduce(
    (sum, { lineId, trouble, notPacked }) =>
      sum + (trouble + (hasLeft ? notPacked : 0)) * (unit.get(lineId) ?? 0),
    0,
  );
  const all = leftToRefund(order);
  return isKnown && failed > 0 ? Math.min(Math.round(failed), all) : all;
}

function amountOf(offer: Offer, manual: Manual, order: OrderRecord | null): Money | null {
  if (offer.percent === null) return null;
  if (order === null) return offer.least === null ? null : { minor: offer.least, currency: manual.currency };
  const left = leftToRefund(order);
  const part = Math.round((left * offer.percent) / 100);
  // The manual's limits are in its own currency: without a rate they say nothing of another.
  const limit = (minor: number | null, none: number): number =>
    minor === null ? none : (inCurrency(manual, minor, order.currency) ?? none);
  const least = limit(offer.least, 0);
  const most = limit(offer.most, Number.POSITIVE_INFINITY);
  const minor = Math.min(Math.max(part, least), Math.max(most, least));
  // Nobody gets more back than they paid.
  const isRefund = offer.remedy === 'refund' || offer.remedy === 'partial-refund';
  return { minor: isRefund ? Math.min(minor, left) : minor, currency: order.currency };
}

function costOf(
  remedy: Remedy,
  amount: Money | null,
  manual: Manual,
  order: OrderRecord | null,
): Money | null {
  const { costs, currency } = manual;
  const ours = (minor: number): Money => ({ minor, currency });
  switch (remedy) {
    case 'refund':
    case 'partial-refund':
      return amount;
    case 'voucher':
    case 'credit':
      // Paid back in goods: it costs us what they cost us.
      return amount && { ...amount, minor: Math.round((amount.minor * costs.productPercent) / 100) };
    case 'replacement': {
      if (order === null) return null;
      const goods = Math.round((toSendAgain(order) * costs.productPercent) / 100);
      const parcel = inCurrency(manual, costs.parcel, order.currency) ?? 0;
      return { minor: goods + parcel, currency: order.currency };
    }
    case 'partial-shipment':
      return ours(costs.parcel);
    case 'express':
      return ours(costs.express);
    case 'gift':
      return ours(costs.gift);
    case 'letter':
      return ours(costs.letterMinutes * costs.minute);
    case 'manager-call':
      return ours(costs.managerMinutes * costs.minute);
  }
}
