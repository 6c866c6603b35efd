import { z } from 'zod';
import { deliveryState, paymentState } from '#shared/order/records.ts';
import { datePattern } from './dates.ts';
import { ShopFileError } from './trouble.ts';

export const encoding = z.enum(['utf-8', 'windows-1252', 'utf-16le']);
export type Encoding = z.infer<typeof encoding>;

/** The name of a column, as its heading has it. */
const column = z.string().min(1).max(200);
const optional = column.nullable().default(null);
const addressColumns = z
  .strictObject({
    name: optional,
    company: optional,
    lines: z.array(column).max(6).default([]),
    city: optional,
    region: optional,
    postcode: optional,
    country: optional,
  })
  .nullable()
  .default(null);

/** How a CSV file of any origin is read: which column means what, and how it writes things. docs/import.md explains every field. */
export const mapping = z.strictObject({
  /** For people who read the mapping. */
  about: z.string().max(2000).default(''),
  shop: z.string().min(1).max(100),
  encoding: encoding.default('utf-8'),
  /** Null: found out from the heading. */
  delimiter: z.string().length(1).nullable().default(null),
  quote: z.string().max(1).default('"'),
  zone: z.string().min(1).max(64).nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  country: z.string().length(2).nullable().default(null),
  dates: z
    .string()
    .max(60)
    .refine((text) => datePattern(text) !== null),
  decimal: z.enum(['.', ',']).default('.'),
  thousands: z.enum([',', '.', ' ', "'"]).nullable().default(null),
  /** Columns of whole numbers that a spreadsheet or a program wrote as `17850.0`. */
  wholeNumbers: z.array(column).max(50).default([]),
  order: z.strictObject({
    id: column,
    number: optional,
    placedAt: column,
    currency: optional,
    total: optional,
    shipping: optional,
    tax: optional,
    discount: optional,
    cancelledAt: optional,
    promisedAt: optional,
    remark: optional,
    payment: z
      .strictObject({ column, values: z.record(z.string().max(100), paymentState) })
      .nullable()
      .default(null),
    delivery: z
      .strictObject({ column, values: z.record(z.string().max(100), deliveryState) })
      .nullable()
      .default(null),
  }),
  line: z.strictObject({
    sku: optional,
    title: optional,
    quantity: optional,
    unit: optional,
    total: optional,
  }),
  customer: z
    .strictObject({
      personId: optional,
      /** The shop gives a new id with every order, as marketplaces do: it tells nothing about the person. */
      personIdIsPerOrder: z.boolean().default(false),
      /** What stands in the column of the person's id when there is none. */
      guests: z.array(z.string().max(100)).max(20).default(['', '0']),
      name: optional,
      firstName: optional,
      lastName: optional,
      emails: z.array(column).max(5).default([]),
      phones: z.array(column).max(5).default([]),
      language: optional,
      remark: optional,
    })
    .prefault({}),
  shipTo: addressColumns,
  billTo: addressColumns,
  shipment: z
    .strictObject({
      carrier: optional,
      tracking: optional,
      url: optional,
      leftAt: optional,
      promisedAt: optional,
      deliveredAt: optional,
      signedBy: optional,
    })
    .nullable()
    .default(null),
  /** Documents of another kind than a sale, by how their number begins. */
  kinds: z
    .strictObject({
      cancellation: z.array(z.string().min(1).max(20)).max(20).default([]),
      adjustment: z.array(z.string().min(1).max(20)).max(20).default([]),
    })
    .prefault({}),
  /** Codes (`line.sku`) of what is no product: postage, fees, discounts. Exactly as written. */
  charges: z.array(z.string().min(1).max(100)).max(500).default([]),
});
export type Mapping = z.infer<typeof mapping>;

/** Reads a parsed mapping file. Fails with `mapping` and the place of the first mistake. */
export function readMapping(value: unknown): Mapping {
  const read = mapping.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new ShopFileError('mapping', { path: [...(issue?.path ?? []), ...key].join('.') || '(top)' });
}
