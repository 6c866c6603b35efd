/** Why a row, an item or a part of it was not taken. `whySentence` in words.ts says it to people. */
export type Why =
  /** A row has another number of cells than the heading. */
  | 'columns'
  /** A quotation mark is opened and never closed, or closed in the middle of a cell. */
  | 'quotes'
  /** The file ends in the middle of the row. */
  | 'cut-off'
  | 'no-order-number'
  | 'no-date'
  | 'date'
  | 'amount'
  | 'quantity'
  | 'currency'
  /** Not an order: a customer, a refund, a coupon, a null. */
  | 'not-an-order'
  | 'not-json'
  | 'too-large'
  | 'too-many-lines'
  /** A time without an offset, and nobody said in which zone the shop lives. */
  | 'no-zone'
  /** Something is longer or larger than Hilo keeps. */
  | 'out-of-range';

/**
 * Something of a file that was not taken. `row` is where it begins; `rows` how many rows were lost with it: 1 for a line of an order
 * that was otherwise taken (0 in JSON, where the row is the order), all of its rows for an order that could not be. No value of the file is in it: it may be personal.
 */
export type Skip = {
  row: number;
  rows: number;
  field: string | null;
  why: Why;
  params: { [name: string]: string | number };
};

/** Why a whole file cannot be read. `fileSentence` in words.ts says it to people. */
export type FileTrouble =
  | 'empty'
  | 'not-csv'
  | 'not-json'
  | 'truncated'
  | 'encoding'
  | 'compressed'
  | 'spreadsheet'
  | 'columns-missing'
  | 'mapping-missing'
  | 'mapping'
  | 'zone'
  | 'country'
  | 'currency';

/** A file as a whole cannot be read. Its message is for a log and holds nothing of the file but the names of columns. */
export class ShopFileError extends Error {
  readonly code: FileTrouble;
  readonly params: { [name: string]: string | number };
  constructor(code: FileTrouble, params: { [name: string]: string | number } = {}) {
    super(`shop file: ${code} ${JSON.stringify(params)}`);
    this.name = 'ShopFileError';
    this.code = code;
    this.params = params;
  }
}
