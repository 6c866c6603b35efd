import type { ImportAsk } from '#shared/sync/import.ts';

/** Orders as WooCommerce gives them, one a line: guests, regulars, families who share a phone, and people who come back under another mail. */
export function wooFile(orders: number, from = 0): string {
  return Array.from({ length: orders }, (_, index) => JSON.stringify(wooOrder(from + index))).join('\n');
}

export function wooOrder(index: number, more: { [field: string]: unknown } = {}) {
  const person = (index * 7) % 97;
  return {
    id: 1000 + index,
    number: String(1000 + index),
    status: 'processing',
    currency: 'EUR',
    total: `${10 + (index % 50)}.00`,
    date_created_gmt: '2026-01-05T10:00:00',
    date_modified_gmt: '2026-01-05T11:00:00',
    customer_id: person % 3 === 0 ? 0 : person,
    billing: {
      first_name: ['Ana', 'Luis', 'Eva', 'José'][person % 4],
      last_name: `Ruiz ${String.fromCharCode(97 + (person % 26))}${String.fromCharCode(97 + (person % 7))}`,
      address_1: `Calle ${person % 11}`,
      postcode: `2800${person % 5}`,
      country: person % 5 === 0 ? 'MX' : 'ES',
      email: `p${person}${index % 40 === 0 ? '.new' : ''}@example.com`,
      phone: `6001122${String(person % 30).padStart(2, '0')}`,
    },
    shipping: {},
    line_items: [{ id: 1, name: 'Taza', quantity: 1, total: '10.00', total_tax: '0', sku: 'T' }],
    ...more,
  };
}

export function wooAsk(file = 'orders.json'): ImportAsk & { mapping: unknown } {
  return { file, from: 'woocommerce-json', language: 'en', shop: 'casa', country: 'ES', mapping: null };
}
