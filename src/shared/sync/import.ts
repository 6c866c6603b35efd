import { z } from 'zod';
import { instant, zone } from '../instant.ts';
import { shopName } from './records.ts';

/** What a shop's file may be. */
export const importFormat = z.enum(['shopify-csv', 'shopify-json', 'woocommerce-json', 'csv']);
export type ImportFormat = z.infer<typeof importFormat>;

const count = z.int().min(0);

/** What an import did. Row numbers count from 1 with the heading as row 1, as a spreadsheet shows them; in JSON the first item is 1. */
export const importReport = z.object({
  file: z.string(),
  from: importFormat,
  /** Rows of data: lines of a CSV file without its heading and its empty lines, items of a JSON file. */
  rows: count,
  /**
   * `read`: different customers that the file speaks of, `guests` of them without an account. `merged`: of those, how many were
   * brought together from more than one writing (by e-mail, phone, or name and postcode).
   */
  customers: z.object({ read: count, new: count, changed: count, merged: count, guests: count }),
  /** `older`: the store already knew a newer state of the order, or one that says more, and kept it. */
  orders: z.object({
    read: count,
    new: count,
    changed: count,
    unchanged: count,
    older: count,
    cancellations: count,
  }),
  lines: count,
  twins: count,
  /** `rows`: how many rows were lost with it. `why` is a sentence in the language that was asked for. */
  skipped: z.array(
    z.object({
      row: count,
      rows: count,
      field: z.string().nullable(),
      code: z.string(),
      why: z.string(),
    }),
  ),
  /** More rows were skipped than are listed. */
  skippedTotal: count,
});
export type ImportReport = z.infer<typeof importReport>;

/**
 * What `POST /imports` is told in its query; the body is the file, as it is or as gzip. The mapping of a `csv` is the header
 * `hilo-mapping`: its JSON in base64.
 */
export const importAsk = z.strictObject({
  /** Its name, for people. */
  file: z.string().min(1).max(255),
  from: importFormat,
  zone: zone.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  shop: shopName.optional(),
  language: z.enum(['es', 'en']).default('en'),
});
export type ImportAsk = z.infer<typeof importAsk>;

export const mappingHeader = 'hilo-mapping';

/** Until `publishing` an import can be cancelled, and then leaves nothing. From there on it is finished whatever happens. */
export const importState = z.enum(['reading', 'publishing', 'done', 'failed', 'cancelled']);

export const importView = z.object({
  id: z.uuid(),
  file: z.string(),
  from: importFormat,
  by: z.string(),
  created: instant,
  state: importState,
  /** Bytes while `reading` (over all passes; `total` null where it is not known), orders while `publishing`. */
  done: count,
  total: count.nullable(),
  /** When it is done. */
  report: importReport.nullable(),
  /** When it failed: a sentence in the asked language. */
  failure: z.object({ sentence: z.string(), ref: z.string() }).nullable(),
  finished: instant.nullable(),
});
export type ImportView = z.infer<typeof importView>;
