import type { ImportFormat } from '#shared/sync/import.ts';
import { isCountry } from './countries.ts';
import { mappedCsv } from './csv-mapped.ts';
import { readCsvOrders } from './csv-orders.ts';
import { zoneClock } from './dates.ts';
import { readJsonOrders } from './json-orders.ts';
import { type Mapping, readMapping } from './mapping.ts';
import type { OpenFile, ReadStep } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import { shopifyCsv } from './shopify-csv.ts';
import { shopifyJson } from './shopify-json.ts';
import { ShopFileError } from './trouble.ts';
import { woocommerceJson } from './woocommerce-json.ts';
import type { ReportLanguage } from './words.ts';

/** What to read, and what is known of the shop. */
export type ReadRequest = {
  /** Called once for each pass (CSV: two, JSON: one). Uncompressed bytes. */
  open: OpenFile;
  from: ImportFormat;
  /** The parsed JSON of a mapping file; needed for `csv`, ignored otherwise. */
  mapping: unknown;
  /** IANA zone of the shop: for times without an offset, and kept with every order. */
  zone: string | null;
  /** ISO alpha-2 of the shop, for phones without a country code. */
  country: string | null;
  /** Name of the shop. Null: the mapping's, else `shopify` or `woocommerce`. Two shops of one company need two names. */
  shop: string | null;
  /** Of the remarks that the reader itself adds. */
  language: ReportLanguage;
  /** Size of the uncompressed file, if known: for progress. */
  bytes: number | null;
};

/**
 * Reads a shop's file, in the order of the file:
 *
 *     for await (const step of readOrders(request)) {
 *       if (step.step === 'order') …        // a customer and an order, neutral: `recognise` tells who it is
 *       else if (step.step === 'skip') …    // what was not taken and why: `whySentence(step.skip, language)`
 *       else if (step.step === 'progress')… // bytes
 *       else …                              // 'end', with the number of rows
 *     }
 *
 * `importOrders` in import.ts does this and recognition together. A row that cannot be read never stops or hides the others:
 *
 * - a line of an order that cannot be read is skipped by its row; the order is kept with its other lines and a remark that says so
 *   (to lose a whole order because of one line would be worse, to show a shortened one as whole would be a lie);
 * - an order whose date, currency or own sums cannot be read is skipped whole, once, with the number of its rows.
 *
 * Fails with `ShopFileError` (`fileSentence`) where the file as a whole cannot be read: before the first order, except for `truncated`
 * and `encoding`, which are found where they are. Nothing read before may then be kept.
 */
export function readOrders(request: ReadRequest): AsyncGenerator<ReadStep> {
  const mapped = request.from === 'csv' ? mappingOf(request.mapping) : null;
  const zone = request.zone ?? mapped?.zone ?? null;
  const country = (request.country ?? mapped?.country ?? null)?.toUpperCase() ?? null;
  if (country !== null && !isCountry(country))
    throw new ShopFileError('country', { country: country.slice(0, 10) });
  const facts: ShopFacts = {
    shop: request.shop ?? mapped?.shop ?? (request.from === 'woocommerce-json' ? 'woocommerce' : 'shopify'),
    clock: zone === null ? null : zoneClock(zone),
    country,
    language: request.language,
  };
  switch (request.from) {
    case 'shopify-csv':
      return readCsvOrders(request.open, shopifyCsv(facts), request.bytes);
    case 'shopify-json':
      return readJsonOrders(request.open, shopifyJson(facts), request.bytes);
    case 'woocommerce-json':
      return readJsonOrders(request.open, woocommerceJson(facts), request.bytes);
    case 'csv': {
      if (mapped === null) throw new ShopFileError('mapping-missing');
      return readCsvOrders(request.open, mappedCsv(mapped, facts), request.bytes);
    }
  }
}

function mappingOf(value: unknown): Mapping {
  if (value === null || value === undefined) throw new ShopFileError('mapping-missing');
  return readMapping(value);
}
