import type { Shipment, TrackingStatus } from '#shared/order/records.ts';
import type { ShopifyFulfilment } from './shopify-shape.ts';
import { distinct, textOf } from './text.ts';

/** Shopify's `shipment_status`, the carrier's last word. Null: `failure` means only that something is wrong. */
function trackingStatusOf(status: string | null | undefined): TrackingStatus | null {
  switch (status) {
    case 'label_printed':
    case 'label_purchased':
    case 'confirmed':
      return 'label';
    case 'picked_up':
    case 'carrier_picked_up':
      return 'collected';
    case 'in_transit':
    case 'delayed':
      return 'moving';
    case 'out_for_delivery':
      return 'out-for-delivery';
    case 'attempted_delivery':
      return 'attempted';
    case 'ready_for_pickup':
      return 'at-pickup-point';
    case 'delivered':
      return 'delivered';
    default:
      return null;
  }
}

/**
 * The parcels of a fulfilment: one for each tracking number; the lines are with the first, since Shopify does not say which is in which.
 * One that was cancelled or failed is kept for its number, but nothing left with it.
 */
export function shipmentsOf(
  fulfilment: ShopifyFulfilment,
  instant: (text: string | null | undefined) => number | null,
): Shipment[] {
  const failed = ['cancelled', 'error', 'failure'].includes(fulfilment.status ?? '');
  const left = fulfilment.status === 'success';
  const numbers = distinct(
    [fulfilment.tracking_number ?? null, ...fulfilment.tracking_numbers],
    (number) => number,
    100,
  );
  const urls = distinct([fulfilment.tracking_url ?? null, ...fulfilment.tracking_urls], (url) => url, 100);
  const status = failed ? null : trackingStatusOf(fulfilment.shipment_status);
  const at = instant(fulfilment.updated_at);
  const parcels = numbers.length > 0 ? numbers : [null];
  return parcels.map((number, index) => ({
    id: index === 0 ? fulfilment.id : `${fulfilment.id}/${index + 1}`,
    leftAt: left ? instant(fulfilment.created_at) : null,
    carrier: textOf(fulfilment.tracking_company, 1000),
    tracking: textOf(number, 1000),
    trackingUrl: webAddress(urls[index] ?? null),
    lines:
      failed || index > 0
        ? []
        : fulfilment.line_items.map((line) => ({ lineId: line.id, quantity: line.quantity ?? 1 })),
    promisedAt: null,
    deliveredAt: status === 'delivered' ? at : null,
    signedBy: null,
    events: status === null || at === null ? [] : [{ at, status, place: null, text: null }],
  }));
}

/** Only a web address may become a link on a screen. */
export function webAddress(text: string | null | undefined): string | null {
  const url = textOf(text, 2001);
  return url !== null && url.length <= 2000 && /^https?:\/\/[^\s]+$/i.test(url) ? url : null;
}
