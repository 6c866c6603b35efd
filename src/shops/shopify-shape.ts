import { z } from 'zod';
import { decimal, list, shopId, text } from './json-shape.ts';

// Only what is used is named: Shopify adds fields with every version of its API, and leaves out what it has nothing for.

const place = z
  .object({
    name: text,
    first_name: text,
    last_name: text,
    company: text,
    address1: text,
    address2: text,
    city: text,
    province: text,
    zip: text,
    country: text,
    country_code: text,
    phone: text,
  })
  .nullish();
export type ShopifyPlace = z.infer<typeof place>;

const transaction = z.object({
  id: shopId,
  kind: text,
  status: text,
  amount: decimal,
  currency: text,
  gateway: text,
  created_at: text,
  processed_at: text,
});
export type ShopifyTransaction = z.infer<typeof transaction>;

const fulfilment = z.object({
  id: shopId,
  status: text,
  shipment_status: text,
  created_at: text,
  updated_at: text,
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: list(z.string()),
  tracking_url: text,
  tracking_urls: list(z.string()),
  line_items: list(z.object({ id: shopId, quantity: z.number().nullish() })),
});
export type ShopifyFulfilment = z.infer<typeof fulfilment>;

/** Sent by itself it says whose it is. */
export const shopifyFulfilment = fulfilment.extend({ order_id: shopId });

const lineItem = z.object({
  id: shopId,
  name: text,
  title: text,
  variant_title: text,
  sku: text,
  quantity: z.number(),
  price: decimal,
  total_discount: decimal,
  discount_allocations: list(z.object({ amount: decimal })),
});

/** An order of Shopify's REST Admin API, as far as it is used. Times carry an offset; amounts are decimal strings. */
export const shopifyOrder = z.object({
  id: shopId,
  name: text,
  order_number: z.union([z.int(), z.string()]).nullish(),
  created_at: z.string(),
  processed_at: text,
  updated_at: text,
  cancelled_at: text,
  currency: z.string(),
  total_price: z.union([z.string(), z.number().transform(String)]),
  total_tax: decimal,
  total_discounts: decimal,
  financial_status: text,
  fulfillment_status: text,
  gateway: text,
  payment_gateway_names: list(z.string()),
  email: text,
  contact_email: text,
  phone: text,
  note: text,
  customer_locale: text,
  customer: z
    .object({
      id: shopId.nullish(),
      email: text,
      phone: text,
      first_name: text,
      last_name: text,
      created_at: text,
      note: text,
      default_address: place,
    })
    .nullish(),
  billing_address: place,
  shipping_address: place,
  line_items: z.array(z.unknown()),
  shipping_lines: list(z.object({ price: decimal, discounted_price: decimal })),
  fulfillments: list(fulfilment),
  transactions: list(transaction),
  refunds: list(
    z.object({
      id: shopId,
      created_at: text,
      transactions: list(transaction),
      refund_line_items: list(z.object({ line_item_id: shopId, quantity: z.number().nullish() })),
    }),
  ),
});
export type ShopifyOrder = z.infer<typeof shopifyOrder>;
export const shopifyLine = lineItem;
