import type { OrderLine, Payment, Shipment } from '#shared/order/records.ts';
import { asNumber, currencyExponent, minorUnits, readDecimal, readMinor, times } from './amount.ts';
import { checked } from './check.ts';
import { type Built, type CsvFormat, cellText, columnFinder, type FullRow } from './csv-orders.ts';
import { readIso } from './dates.ts';
import type { NeutralCustomer, NeutralOrder } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import { deliveryOf, paymentOf } from './shopify-words.ts';
import { addressOf, distinct, emailOf, phoneOf, textOf } from './text.ts';
import type { Skip, Why } from './trouble.ts';
import { linesLostRemark } from './words.ts';

const needed = [
  'Name',
  'Created at',
  'Currency',
  'Total',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
];
const mostLines = 20_000;

/**
 * Shopify's export of orders. One row for every line, the order's own columns on the first row only. It holds no id of the customer, no
 * tracking and no promise; `Id` is stable, `Name` is what people say.
 */
export function shopifyCsv(facts: ShopFacts): CsvFormat {
  return {
    style: { encoding: 'utf-8', delimiter: null, quote: '"' },
    prepare(heading) {
      const find = columnFinder(heading, needed);
      const name = find('Name');
      return {
        keyField: 'Name',
        keyOf: (cells) => cellText(cells[name]),
        build: (rows) => splitById(rows, find('Id')).map((own) => build(own, find, facts)),
      };
    },
  };
}

/** Two shops joined in one file may both have a #1001: a new `Id` begins a new order. */
function splitById(rows: FullRow[], id: number): FullRow[][] {
  const orders: FullRow[][] = [];
  let current = '';
  for (const row of rows) {
    const own = id < 0 ? '' : cellText(row.cells[id]);
    const group = orders.at(-1);
    if (group === undefined || (own !== '' && current !== '' && own !== current)) orders.push([row]);
    else group.push(row);
    if (own !== '') current = own;
  }
  return orders;
}

function build(rows: FullRow[], find: (name: string) => number, facts: ShopFacts): Built {
  const first = rows[0]?.row ?? 0;
  const whole = (field: string, why: Why): Built => ({
    made: null,
    skips: [{ row: first, rows: rows.length, field, why, params: {} }],
  });
  /** The order's own value: the first row that has it. */
  const the = (column: string): string => {
    const at = find(column);
    if (at < 0) return '';
    for (const { cells } of rows) {
      const text = cellText(cells[at]);
      if (text !== '') return text;
    }
    return '';
  };
  const currency = the('Currency').toUpperCase();
  if (currencyExponent(currency) === null) return whole('Currency', 'currency');
  const money = (column: string): number | null => readMinor(the(column), currency);
  const time = (column: string): number | 'no-zone' | null =>
    the(column) === '' ? null : readIso(the(column), facts.clock);

  const placedAt = time('Created at');
  if (placedAt === null) return whole('Created at', the('Created at') === '' ? 'no-date' : 'date');
  if (placedAt === 'no-zone') return whole('Created at', 'no-zone');
  const total = money('Total');
  if (total === null) return whole('Total', 'amount');
  for (const column of ['Shipping', 'Taxes', 'Discount Amount', 'Refunded Amount', 'Outstanding Balance'])
    if (the(column) !== '' && money(column) === null) return whole(column, 'amount');
  const times: { [column: string]: number | null } = {};
  for (const column of ['Paid at', 'Fulfilled at', 'Cancelled at']) {
    const at = time(column);
    if (at === 'no-zone' || (at === null && the(column) !== '')) return whole(column, 'date');
    times[column] = at;
  }

  const { lines, sent, skips } = readLines(rows, find, currency);
  const cancelledAt = times['Cancelled at'] ?? null;
  const id = the('Id') || the('Name');
  const order: NeutralOrder = {
    id: `${facts.shop}:${id}`,
    number: the('Name'),
    shop: facts.shop,
    kind: 'sale',
    placedAt,
    zone: facts.clock?.zone ?? 'UTC',
    currency,
    total,
    shipping: money('Shipping'),
    tax: money('Taxes'),
    discount: money('Discount Amount'),
    payment: paymentOf(the('Financial Status')),
    delivery: deliveryOf(the('Fulfillment Status'), cancelledAt !== null),
    cancelledAt,
    promisedAt: null,
    lines,
    payments: payments(the, money, total, currency, times['Paid at'] ?? null),
    shipments: shipments(the('Fulfillment Status'), times['Fulfilled at'] ?? null, lines, sent),
    shipTo: address('Shipping', the),
    remark: textOf(
      [the('Notes'), skips.length > 0 ? linesLostRemark(skips.length, facts.language) : '']
        .filter(Boolean)
        .join('\n'),
      4000,
    ),
    seenAt: null,
  };
  return checked(first, rows.length, customer(the, facts), order, skips);
}

function readLines(
  rows: FullRow[],
  find: (name: string) => number,
  currency: string,
): { lines: OrderLine[]; sent: Set<string>; skips: Skip[] } {
  const lines: OrderLine[] = [];
  const sent = new Set<string>();
  const skips: Skip[] = [];
  const exponent = currencyExponent(currency) ?? 2;
  for (const [index, { row, cells }] of rows.entries()) {
    const cell = (column: string) => cellText(cells[find(column)]);
    const skip = (field: string | null, why: Why) =>
      skips.push({ row, rows: 1, field, why, params: { most: mostLines } });
    // An order may have no line at all.
    if (cell('Lineitem name') === '' && cell('Lineitem quantity') === '') continue;
    const quantity = readDecimal(cell('Lineitem quantity'));
    const price = readDecimal(cell('Lineitem price'));
    const off = cell('Lineitem discount') === '' ? 0 : readMinor(cell('Lineitem discount'), currency);
    const gross = quantity && price ? times(quantity, price) : null;
    const total = gross && minorUnits(gross, exponent);
    const unit = price && minorUnits(price, exponent);
    if (quantity === null) skip('Lineitem quantity', 'quantity');
    else if (total === null || unit === null) skip('Lineitem price', 'amount');
    else if (off === null) skip('Lineitem discount', 'amount');
    else if (lines.length >= mostLines) skip(null, 'too-many-lines');
    else {
      const id = String(index + 1);
      if (cell('Lineitem fulfillment status').toLowerCase() === 'fulfilled') sent.add(id);
      lines.push({
        id,
        kind: 'product',
        sku: textOf(cell('Lineitem sku'), 1000),
        title: textOf(cell('Lineitem name'), 1000) ?? textOf(cell('Lineitem sku'), 1000) ?? '',
        quantity: asNumber(quantity),
        unit,
        total: total - off,
        refunded: 0,
      });
    }
  }
  return { lines, sent, skips };
}

/** What the export tells of money: one sum paid, one sum given back. */
function payments(
  the: (column: string) => string,
  money: (column: string) => number | null,
  total: number,
  currency: string,
  paidAt: number | null,
): Payment[] {
  const method = textOf(the('Payment Method'), 1000);
  const status = paymentOf(the('Financial Status'));
  const outstanding = money('Outstanding Balance');
  const moved = status === 'paid' || status === 'refunded' || status === 'partly-refunded';
  const paid = moved ? total : status === 'partly-paid' && outstanding !== null ? total - outstanding : 0;
  const back = money('Refunded Amount') ?? 0;
  const list: Payment[] = [];
  if (paid > 0)
    list.push({
      id: 'paid',
      kind: 'payment',
      status: 'done',
      at: paidAt,
      amount: { minor: paid, currency },
      method,
    });
  if (back > 0)
    list.push({
      id: 'refunded',
      kind: 'refund',
      status: 'done',
      at: null,
      amount: { minor: back, currency },
      method,
    });
  return list;
}

/** What left, as far as the export tells: when, and which lines; never with whom. */
function shipments(
  status: string,
  leftAt: number | null,
  lines: OrderLine[],
  sent: ReadonlySet<string>,
): Shipment[] {
  const whole = status.toLowerCase() === 'fulfilled';
  const gone = lines.filter((line) => whole || sent.has(line.id));
  if (leftAt === null || gone.length === 0) return [];
  return [
    {
      id: 'sent',
      leftAt,
      carrier: null,
      tracking: null,
      trackingUrl: null,
      lines: gone.map((line) => ({ lineId: line.id, quantity: line.quantity })),
      promisedAt: null,
      deliveredAt: null,
      signedBy: null,
      events: [],
    },
  ];
}

function address(which: 'Billing' | 'Shipping', the: (column: string) => string) {
  const lines = [the(`${which} Address1`), the(`${which} Address2`)];
  return addressOf({
    name: the(`${which} Name`),
    company: the(`${which} Company`),
    lines: lines.some(Boolean) ? lines : [the(`${which} Street`)],
    city: the(`${which} City`),
    region: the(`${which} Province Name`) || the(`${which} Province`),
    postcode: the(`${which} Zip`),
    country: the(`${which} Country`),
  });
}

function customer(the: (column: string) => string, facts: ShopFacts): NeutralCustomer {
  const billing = address('Billing', the);
  const shipping = address('Shipping', the);
  const home = billing?.country ?? shipping?.country ?? facts.country;
  return {
    personKey: null,
    name: textOf(the('Billing Name')) ?? textOf(the('Shipping Name')),
    emails: distinct([emailOf(the('Email'))], (email) => email),
    phones: distinct(
      [
        phoneOf(the('Phone'), home),
        phoneOf(the('Billing Phone'), billing?.country ?? home),
        phoneOf(the('Shipping Phone'), shipping?.country ?? home),
      ],
      (phone) => phone.e164 ?? phone.raw,
    ),
    addresses: distinct([billing, shipping], (place) => JSON.stringify(place)),
    // The export does not tell who has an account.
    guest: true,
    language: null,
    since: null,
    remark: null,
  };
}
