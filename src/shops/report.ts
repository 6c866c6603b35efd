/** What a shop's file may be. */
export type ImportFormat = 'shopify-csv' | 'shopify-json' | 'woocommerce-json' | 'csv';

/** What an import did. Row numbers count from 1 with the heading as row 1, as a spreadsheet shows them; in JSON the first item is 1. */
export type ImportReport = {
  file: string;
  from: ImportFormat;
  /** Rows of data: lines of a CSV file without its heading and its empty lines, items of a JSON file. */
  rows: number;
  /**
   * `read`: different customers that the file speaks of, `guests` of them without an account. `merged`: of those, how many were
   * brought together from more than one writing (by e-mail, phone, or name and postcode).
   */
  customers: { read: number; new: number; changed: number; merged: number; guests: number };
  /** `older`: the store already knew a newer state of the order, or one that says more, and kept it. */
  orders: {
    read: number;
    new: number;
    changed: number;
    unchanged: number;
    older: number;
    cancellations: number;
  };
  lines: number;
  twins: number;
  /** `rows`: how many rows were lost with it. `why` is a sentence in the language that was asked for. */
  skipped: { row: number; rows: number; field: string | null; code: string; why: string }[];
  /** More rows were skipped than are listed. */
  skippedTotal: number;
};
