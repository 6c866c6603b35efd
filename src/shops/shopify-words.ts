import type { DeliveryState, PaymentState } from '#shared/order/records.ts';

/** Shopify's `financial_status`, in its API's and its export's writing. */
export function paymentOf(status: string): PaymentState {
  switch (status.toLowerCase()) {
    case 'paid':
      return 'paid';
    case 'partially_paid':
      return 'partly-paid';
    case 'authorized':
      return 'authorised';
    case 'pending':
    case 'expired':
      return 'pending';
    case 'refunded':
      return 'refunded';
    case 'partially_refunded':
      return 'partly-refunded';
    case 'voided':
      return 'voided';
    default:
      return 'unknown';
  }
}

/** Shopify's `fulfillment_status`; in the API null means that nothing was sent, in the export it says so. */
export function deliveryOf(status: string | null, cancelled: boolean): DeliveryState {
  switch (status?.toLowerCase() ?? '') {
    case 'fulfilled':
    case 'shipped':
      return 'sent';
    case 'partial':
      return 'partly-sent';
    case 'restocked':
      return cancelled ? 'cancelled' : 'returned';
    case '':
    case 'unfulfilled':
    case 'unshipped':
    case 'pending':
    case 'scheduled':
    case 'on_hold':
    case 'in_progress':
    case 'open':
      return cancelled ? 'cancelled' : 'not-sent';
    default:
      return 'unknown';
  }
}
