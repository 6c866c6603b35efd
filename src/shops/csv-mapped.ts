import type { OrderLine, Shipment } from '#shared/order/records.ts';
import { asNumber, currencyExponent, type Decimal, minorUnits, readDecimal, times } from './amount.ts';
import { checked } from './check.ts';
import { type Built, type CsvFormat, cellText, columnFinder, type FullRow } from './csv-orders.ts';
import { type DatePattern, datePattern, type ZoneClock } from './dates.ts';
import { mappedCustomer, mappedShipTo } from './mapped-customer.ts';
import type { Mapping } from './mapping.ts';
import type { NeutralOrder } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import { textOf } from './text.ts';
import type { Skip, Why } from './trouble.ts';
import { linesLostRemark } from './words.ts';

const mostLines = 20_000;

/** The text of a column of a row; empty where the mapping names none or the cell is. */
export type CellOf = (cells: string[], column: string | null) => string;

/** A CSV file as its mapping explains it. */
export function mappedCsv(mapping: Mapping, facts: ShopFacts): CsvFormat {
  return {
    style: { encoding: mapping.encoding, delimiter: mapping.delimiter, quote: mapping.quote },
    prepare(heading) {
      const find = columnFinder(heading, columnsOf(mapping));
      const places = new Map(columnsOf(mapping).map((name) => [name, find(name)]));
      const wholeNumbers = new Set(mapping.wholeNumbers);
      const cellOf: CellOf = (cells, column) => {
        if (column === null) return '';
        const text = cellText(cells[places.get(column) ?? -1]);
        return wholeNumbers.has(column) ? text.replace(/\.0+$/, '') : text;
      };
      const read = orderReader(mapping, facts, cellOf);
      return {
        keyField: mapping.order.id,
        keyOf: (cells) => cellOf(cells, mapping.order.id),
        build: (rows) => [read(rows)],
      };
    },
  };
}

/** Every column that a mapping names. */
function columnsOf(mapping: Mapping): string[] {
  const { order, line, customer, shipTo, billTo, shipment, wholeNumbers } = mapping;
  const { guests: _, personIdIsPerOrder: __, emails, phones, ...person } = customer;
  const { payment, delivery, ...own } = order;
  const named = [own, line, person, shipment ?? {}, shipTo ?? {}, billTo ?? {}].flatMap((part) =>
    Object.values(part).flat(),
  );
  const all = [...named, payment?.column, delivery?.column, ...emails, ...phones, ...wholeNumbers];
  return [...new Set(all.filter((name) => typeof name === 'string'))];
}

function orderReader(mapping: Mapping, facts: ShopFacts, cellOf: CellOf): (rows: FullRow[]) => Built {
  const pattern = datePattern(mapping.dates);
  const style = { decimal: mapping.decimal, thousands: mapping.thousands };
  const { order: columns } = mapping;
  const statusOf = <S extends string>(
    rule: { column: string; values: { [text: string]: S } } | null,
    text: string,
    otherwise: S,
  ): S => (rule !== null && Object.hasOwn(rule.values, text) ? (rule.values[text] ?? otherwise) : otherwise);

  return (rows) => {
    const first = rows[0]?.row ?? 0;
    const whole = (field: string | null, why: Why, row = first): Built => ({
      made: null,
      skips: [{ row, rows: rows.length, field, why, params: {} }],
    });
    const the = (column: string | null): string => {
      for (const { cells } of rows) {
        const text = cellOf(cells, column);
        if (text !== '') return text;
      }
      return '';
    };
    const currency = the(columns.currency).toUpperCase() || mapping.currency || '';
    const exponent = currencyExponent(currency);
    if (exponent === null) return whole(columns.currency, 'currency');

    const placed = earliest(rows, (cells) => cellOf(cells, columns.placedAt), pattern, facts.clock);
    if ('why' in placed) return whole(columns.placedAt, placed.why, placed.row);
    const moneyOf = (column: string | null): number | null | undefined => {
      if (the(column) === '') return null;
      const value = readDecimal(the(column), style);
      return (value && minorUnits(value, exponent)) ?? undefined;
    };
    const sums = {
      total: moneyOf(columns.total),
      shipping: moneyOf(columns.shipping),
      tax: moneyOf(columns.tax),
      discount: moneyOf(columns.discount),
    };
    for (const [name, sum] of Object.entries(sums))
      if (sum === undefined) return whole(columns[name as keyof typeof sums], 'amount');
    const dates = { cancelledAt: columns.cancelledAt, promisedAt: columns.promisedAt };
    const moments: { [name in keyof typeof dates]: number | null } = { cancelledAt: null, promisedAt: null };
    for (const name of ['cancelledAt', 'promisedAt'] as const) {
      const column = dates[name];
      const moment = momentOf(the(column), pattern, facts.clock);
      if (typeof moment === 'string') return whole(column, moment);
      moments[name] = moment;
    }

    const { lines, skips } = linesOf(rows, mapping, cellOf, exponent);
    const sent = shipmentsOf(rows, mapping, cellOf, pattern, facts.clock, lines);
    if ('why' in sent) return whole(sent.field, sent.why, sent.row);
    const id = the(columns.id);
    const number = the(columns.number) || id;
    const begins = (prefixes: readonly string[]) => prefixes.some((prefix) => number.startsWith(prefix));
    const remarks = [
      the(columns.remark),
      skips.length > 0 ? linesLostRemark(skips.length, facts.language) : '',
    ];
    const order: NeutralOrder = {
      id: `${facts.shop}:${id}`,
      number,
      shop: facts.shop,
      kind: begins(mapping.kinds.cancellation)
        ? 'cancellation'
        : begins(mapping.kinds.adjustment)
          ? 'adjustment'
          : 'sale',
      placedAt: placed.at,
      zone: facts.clock?.zone ?? 'UTC',
      currency,
      total: sums.total ?? lines.reduce((sum, line) => sum + line.total, 0),
      shipping: sums.shipping ?? null,
      tax: sums.tax ?? null,
      discount: sums.discount ?? null,
      payment: statusOf(columns.payment, the(columns.payment?.column ?? null), 'unknown'),
      delivery: statusOf(columns.delivery, the(columns.delivery?.column ?? null), 'unknown'),
      cancelledAt: moments.cancelledAt,
      promisedAt: moments.promisedAt,
      lines: lines.map(({ row: _, ...line }) => line),
      payments: [],
      shipments: sent.shipments,
      shipTo: mappedShipTo(mapping, the),
      remark: textOf(remarks.filter(Boolean).join('\n'), 4000),
      seenAt: null,
    };
    return checked(first, rows.length, mappedCustomer(mapping, the, facts), order, skips);
  };
}

/** The first moment of an order's rows: some systems stamp an order's lines one by one. */
function earliest(
  rows: FullRow[],
  textOfRow: (cells: string[]) => string,
  pattern: DatePattern | null,
  clock: ZoneClock | null,
): { at: number } | { why: Why; row: number } {
  let at: number | null = null;
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const text = textOfRow(cells);
    if (text === '' || seen.has(text)) continue;
    seen.add(text);
    const moment = momentOf(text, pattern, clock);
    if (typeof moment === 'string') return { why: moment, row };
    if (moment !== null && (at === null || moment < at)) at = moment;
  }
  return at === null ? { why: 'no-date', row: rows[0]?.row ?? 0 } : { at };
}

function momentOf(
  text: string,
  pattern: DatePattern | null,
  clock: ZoneClock | null,
): number | null | 'date' | 'no-zone' {
  if (text === '') return null;
  const read = pattern?.(text) ?? null;
  if (read === null) return 'date';
  if (read.offset !== null) return read.wall - read.offset;
  return clock === null ? 'no-zone' : clock.instantOf(read.wall);
}

/** The readable lines, each with its row; the unreadable ones are skipped by row. */
function linesOf(
  rows: FullRow[],
  mapping: Mapping,
  cellOf: CellOf,
  exponent: number,
): { lines: (OrderLine & { row: number })[]; skips: Skip[] } {
  const { line: columns } = mapping;
  const style = { decimal: mapping.decimal, thousands: mapping.thousands };
  const charges = new Set(mapping.charges);
  const lines: (OrderLine & { row: number })[] = [];
  const skips: Skip[] = [];
  for (const [index, { row, cells }] of rows.entries()) {
    const skip = (field: string | null, why: Why) =>
      skips.push({ row, rows: 1, field, why, params: { most: mostLines } });
    const cell = (column: string | null) => cellOf(cells, column);
    const columnsOfLine = Object.values(columns);
    if (columnsOfLine.every((column) => cell(column) === '')) continue;
    const quantity =
      columns.quantity === null ? { n: 1, scale: 0 } : readDecimal(cell(columns.quantity), style);
    if (quantity === null) {
      skip(columns.quantity, 'quantity');
      continue;
    }
    const unit = columns.unit === null ? null : readDecimal(cell(columns.unit), style);
    const total = columns.total === null ? null : readDecimal(cell(columns.total), style);
    if ((columns.unit !== null && unit === null) || (columns.total !== null && total === null)) {
      skip(unit === null && columns.unit !== null ? columns.unit : columns.total, 'amount');
      continue;
    }
    const sums = sumsOf(quantity, unit, total, exponent);
    if (sums === null) {
      skip(columns.total ?? columns.unit, 'amount');
      continue;
    }
    if (lines.length >= mostLines) {
      skip(null, 'too-many-lines');
      continue;
    }
    const sku = cell(columns.sku);
    lines.push({
      row,
      id: String(index + 1),
      kind: charges.has(sku) ? 'charge' : 'product',
      sku: textOf(sku, 1000),
      title: textOf(cell(columns.title), 1000) ?? textOf(sku, 1000) ?? '',
      quantity: asNumber(quantity),
      ...sums,
      refunded: 0,
    });
  }
  return { lines, skips };
}

/** Price of one and of the line, in minor units; whichever the file does not give is worked out. */
function sumsOf(
  quantity: Decimal,
  unit: Decimal | null,
  total: Decimal | null,
  exponent: number,
): { unit: number; total: number } | null {
  const product = unit === null ? null : times(quantity, unit);
  const line =
    total !== null
      ? minorUnits(total, exponent)
      : product === null
        ? unit === null
          ? 0
          : null
        : minorUnits(product, exponent);
  if (line === null) return null;
  const count = asNumber(quantity);
  const one = unit !== null ? minorUnits(unit, exponent) : count === 0 ? 0 : Math.round(line / count);
  return one === null ? null : { unit: one, total: line };
}

/** Parcels: rows with the same carrier, number and times left together. */
function shipmentsOf(
  rows: FullRow[],
  mapping: Mapping,
  cellOf: CellOf,
  pattern: DatePattern | null,
  clock: ZoneClock | null,
  lines: (OrderLine & { row: number })[],
): { shipments: Shipment[] } | { why: Why; row: number; field: string | null } {
  const columns = mapping.shipment;
  if (columns === null) return { shipments: [] };
  const lineOf = new Map(lines.map((line) => [line.row, line]));
  const parcels = new Map<string, Shipment>();
  for (const { row, cells } of rows) {
    const cell = (column: string | null) => cellOf(cells, column);
    const texts = Object.values(columns).map(cell);
    if (texts.every((text) => text === '')) continue;
    const key = JSON.stringify(texts);
    const parcel = parcels.get(key) ?? {
      id: String(parcels.size + 1),
      leftAt: null,
      carrier: textOf(cell(columns.carrier), 1000),
      tracking: textOf(cell(columns.tracking), 1000),
      trackingUrl: textOf(cell(columns.url), 2000),
      lines: [],
      promisedAt: null,
      deliveredAt: null,
      signedBy: textOf(cell(columns.signedBy), 1000),
      events: [],
    };
    for (const name of ['leftAt', 'promisedAt', 'deliveredAt'] as const) {
      const moment = momentOf(cell(columns[name]), pattern, clock);
      if (typeof moment === 'string') return { why: moment, row, field: columns[name] };
      parcel[name] = moment;
    }
    const line = lineOf.get(row);
    if (line?.kind === 'product') parcel.lines.push({ lineId: line.id, quantity: line.quantity });
    parcels.set(key, parcel);
  }
  return { shipments: [...parcels.values()] };
}
