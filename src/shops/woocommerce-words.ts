import type { DeliveryState, PaymentState } from '#shared/order/records.ts';

/**
 * What a status of WooCommerce and what it knows of money say together. `processing` means paid, except where the money is collected on
 * delivery; a completed order without a date of payment may have been paid or not.
 */
export function wooPayment(
  status: string,
  facts: { paid: boolean; onDelivery: boolean; refunded: number; total: number },
): PaymentState {
  if (status === 'refunded' || (facts.refunded > 0 && facts.refunded >= facts.total)) return 'refunded';
  if (facts.refunded > 0) return 'partly-refunded';
  if (facts.paid) return 'paid';
  if (status === 'cancelled' || status === 'trash') return 'voided';
  if (status === 'processing') return facts.onDelivery ? 'pending' : 'paid';
  return ['pending', 'on-hold', 'failed', 'checkout-draft'].includes(status) ? 'pending' : 'unknown';
}

/** What a status says of the sending; `shipped`, `partial-shipped` and `delivered` are of common plugins. */
export function wooDelivery(status: string): DeliveryState {
  switch (status) {
    case 'pending':
    case 'on-hold':
    case 'processing':
    case 'checkout-draft':
      return 'not-sent';
    case 'completed':
    case 'shipped':
      return 'sent';
    case 'partial-shipped':
      return 'partly-sent';
    case 'delivered':
      return 'delivered';
    case 'cancelled':
    case 'failed':
    case 'trash':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['euro', '€'],
  ['reg', '®'],
  ['trade', '™'],
]);

/** WooCommerce keeps some texts with HTML entities (`Black &ndash; M`). Only these are undone: tags stay text. */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities.get(String(name).toLowerCase()) ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}
