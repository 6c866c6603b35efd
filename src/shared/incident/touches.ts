import type { Address, CustomerRecord } from '../customer/records.ts';
import { deliveredAt } from '../order/parcel.ts';
import type { OrderRecord } from '../order/records.ts';
import type { Incident, IncidentRule } from './incident.ts';

type Known = Pick<Incident, 'rule' | 'since' | 'until'>;
type Whom = Pick<CustomerRecord, 'addresses'>;

/** An order of which nobody hears any more is over after so many days; none is under way for longer than `longestDays`. */
export const orderLifeDays = 90;
const longestDays = 400;
const day = 86_400_000;

/** Letters that compare: lower case, without accents. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/**
 * Whether an incident touches a customer by an order; by where they live alone with `order` null, which only a rule of places can say.
 * Without dates in the rule, the order must have been under way while the incident lasted: placed before its end, and not delivered
 * or cancelled before it began.
 */
export function touches(known: Known, order: OrderRecord | null, customer: Whom): boolean {
  const { rule } = known;
  if (!isThere(rule, order?.shipTo ? [order.shipTo] : customer.addresses)) return false;
  if (order === null) return isOfPlaces(rule);
  return (
    order.kind === 'sale' &&
    any(rule.shops, [order.shop], isEqual) &&
    isOfProducts(rule, order) &&
    isOfParcels(rule, order) &&
    (rule.ordered === null || isWithin(rule.ordered, order.placedAt)) &&
    (rule.ordered !== null || rule.shipped !== null || isUnderWay(known, order))
  );
}

/** The orders by which an incident touches a customer; null: it does not. An empty list: by where they live. */
export function touchedBy(known: Known, orders: readonly OrderRecord[], customer: Whom): string[] | null {
  const ids = orders.filter((order) => touches(known, order, customer)).map(({ id }) => id);
  return ids.length > 0 || touches(known, null, customer) ? ids : null;
}

/** When an order was placed that an incident may touch, both ends included, ms: what a store need not look at. */
export function placedWithin({ rule, since, until }: Known): { from: number; to: number } {
  const begin = rule.ordered ? rule.ordered.from : rule.shipped ? null : since - longestDays * day;
  const end = rule.ordered ? rule.ordered.to : rule.shipped ? rule.shipped.to : until;
  return { from: begin ?? 0, to: end ?? Number.MAX_SAFE_INTEGER };
}

/** Whether a rule names nothing but places: then it touches also who has ordered nothing. */
export function isOfPlaces(rule: IncidentRule): boolean {
  const { carriers, warehouses, products, batches, shops } = rule;
  const others = carriers.length + warehouses.length + products.length + batches.length + shops.length;
  return others === 0 && rule.ordered === null && rule.shipped === null;
}

function isThere({ countries, postcodes, regions }: IncidentRule, places: readonly Address[]): boolean {
  if (countries.length + postcodes.length + regions.length === 0) return true;
  return places.some(
    (place) =>
      any(countries, [place.country], isEqual) &&
      any(postcodes, [place.postcode], (code, start) => bare(code).startsWith(bare(start))) &&
      any(regions, [place.region, place.city], isEqual),
  );
}

const bare = (postcode: string): string => plain(postcode).replace(/[\s-]/g, '');

function isOfProducts({ products, batches }: IncidentRule, { lines, remark }: OrderRecord): boolean {
  const bought = lines.filter(({ kind, quantity }) => kind === 'product' && quantity > 0);
  const isProduct = (wanted: string) =>
    bought.some(({ sku, title }) => (sku !== null && isEqual(sku, wanted)) || isIn(title, wanted));
  return (
    (products.length === 0 || products.some(isProduct)) &&
    any(batches, [remark, ...bought.flatMap(({ sku, title }) => [sku, title])], isIn)
  );
}

/** One parcel has to fit everything that is said of parcels: its carrier, where it came from and when it left. */
function isOfParcels({ carriers, warehouses, shipped }: IncidentRule, { shipments }: OrderRecord): boolean {
  if (carriers.length + warehouses.length === 0 && shipped === null) return true;
  return shipments.some(({ carrier, events, leftAt }) => {
    const from = events
      .filter(({ status }) => status === 'label' || status === 'collected')
      .map(({ place }) => place);
    return (
      any(carriers, [carrier], isEqual) &&
      any(warehouses, from, isIn) &&
      (shipped === null || (leftAt !== null && isWithin(shipped, leftAt)))
    );
  });
}

function isUnderWay({ since, until }: Known, order: OrderRecord): boolean {
  if ((until !== null && order.placedAt > until) || order.placedAt < since - longestDays * day) return false;
  return overAt(order) >= since;
}

/** When an order was over: cancelled, or all of its parcels delivered; else some time after it was placed. */
function overAt(order: OrderRecord): number {
  if (order.cancelledAt !== null) return order.cancelledAt;
  const given = order.shipments.map(deliveredAt);
  const last = given.every((at) => at !== null) ? Math.max(...given) : Number.NEGATIVE_INFINITY;
  return given.length > 0 && last > Number.NEGATIVE_INFINITY ? last : order.placedAt + orderLifeDays * day;
}

const isWithin = ({ from, to }: { from: number | null; to: number | null }, at: number): boolean =>
  (from === null || at >= from) && (to === null || at <= to);

const isEqual = (value: string, wanted: string): boolean => plain(value) === plain(wanted);
const isIn = (value: string, wanted: string): boolean => plain(value).includes(plain(wanted));

/** Whether nothing is wanted, or one of the values is one of what is wanted. */
function any(
  wanted: readonly string[],
  values: readonly (string | null)[],
  fits: (value: string, wanted: string) => boolean,
): boolean {
  return (
    wanted.length === 0 || values.some((value) => value !== null && wanted.some((one) => fits(value, one)))
  );
}
