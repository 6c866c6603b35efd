import { z } from 'zod';
import { decimal, list, shopId, text } from './json-shape.ts';

// Only what is used is named: plugins add fields of their own.

const place = z
  .object({
    first_name: text,
    last_name: text,
    company: text,
    address_1: text,
    address_2: text,
    city: text,
    state: text,
    postcode: text,
    country: text,
    email: text,
    phone: text,
  })
  .nullish();
export type WooPlace = z.infer<typeof place>;

/** A line of an order. Its `price` is a rounded number and is not used; the sums are decimal strings without tax. */
export const wooLine = z.object({
  id: shopId,
  name: text,
  sku: text,
  quantity: z.number(),
  subtotal: decimal,
  subtotal_tax: decimal,
  total: decimal,
  total_tax: decimal,
});

/** An order of WooCommerce's REST API (v2, v3), as far as it is used. Times have no offset; those in `_gmt` are UTC. */
export const wooOrder = z.object({
  id: shopId,
  number: z.union([z.string(), z.int()]).nullish(),
  status: z.string(),
  currency: z.string(),
  prices_include_tax: z.boolean().nullish(),
  date_created: text,
  date_created_gmt: text,
  date_modified: text,
  date_modified_gmt: text,
  date_paid: text,
  date_paid_gmt: text,
  total: z.union([z.string(), z.number().transform(String)]),
  total_tax: decimal,
  discount_total: decimal,
  discount_tax: decimal,
  shipping_total: decimal,
  shipping_tax: decimal,
  customer_id: z.union([z.int(), z.string()]).nullish(),
  customer_note: text,
  billing: place,
  shipping: place,
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  line_items: z.array(z.unknown()),
  fee_lines: list(z.object({ id: shopId, name: text, total: decimal, total_tax: decimal })),
  refunds: list(z.object({ id: shopId, total: decimal, reason: text })),
  meta_data: list(z.object({ key: text, value: z.unknown() })),
});
export type WooOrder = z.infer<typeof wooOrder>;

/** What the Shipment Tracking extension keeps under `_wc_shipment_tracking_items`. `date_shipped` is in seconds since 1970. */
export const wooTracking = z.array(
  z.object({
    tracking_id: text,
    tracking_provider: text,
    custom_tracking_provider: text,
    custom_tracking_link: text,
    tracking_number: text,
    date_shipped: z.union([z.string(), z.number()]).nullish(),
  }),
);
