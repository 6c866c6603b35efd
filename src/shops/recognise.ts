import type { CustomerRecord, TwinRecord } from '#shared/customer/records.ts';
import {
  type CustomerKey,
  customerKeys,
  emailKey,
  identityKeys,
  type KeyKind,
  nameKey,
  namesAgree,
} from './customer-keys.ts';
import { merged, newRecord } from './merge.ts';
import type { NeutralCustomer } from './neutral.ts';

/** What is known already. `customerByKey` must find every record by every one of its `customerKeys`. */
export type CustomerLookup = {
  /** Everybody with this key. Asked for every key of every row: answer without copying. */
  customerByKey(kind: KeyKind, value: string): readonly string[];
  customer(id: string): CustomerRecord | null;
};

/** Who it is. `by`: what told it; `order`: nothing but that this very order was theirs before. */
export type Recognition = {
  customer: CustomerRecord;
  isNew: boolean;
  changed: boolean;
  by: 'person' | 'email' | 'phone' | 'name-postcode' | 'order' | 'new';
  twins: TwinRecord[];
};

/** A key that more people than this share is of a family, an office or a common name: nobody is suggested to be anybody. */
export const mostTwins = 5;

/**
 * Tells who a customer is, by the first of these that names exactly one:
 *
 * 1. the shop's own id of the person;
 * 2. an e-mail address, whatever the name (not a marketplace's relay, nor `noemail@…`);
 * 3. a phone, in any of its national writings, if the names agree: families share phones;
 * 4. name and postcode, both the same, unless both sides have e-mails, or phones, and none in common: father and son;
 * 5. the customer to whom this order belonged before: `knownId`.
 *
 * Two ids of one shop are never brought together. Where several fit, the one who has the order already is taken, else none of them.
 * Whoever only may be the same is a twin: suggested for every key that a record gains and others have, never merged.
 *
 * `hash` makes an id of a text that may hold an e-mail address: use a one-way one. Ids are the same on every machine that sees the same
 * orders in the same order; for people known by a shop's id or an e-mail alone, in any order.
 */
export function recognise(
  customer: NeutralCustomer,
  orderId: string,
  knownId: string | null,
  lookup: CustomerLookup,
  hash: (text: string) => string,
): Recognition {
  const keys = identityKeys(customer);
  const found = find(customer, keys, knownId, lookup);
  const before = found?.record ?? null;
  const record =
    before === null ? newRecord(freeId(customer, orderId, lookup, hash), customer) : merged(before, customer);
  const changed = record !== before;
  return {
    customer: record,
    isNew: before === null,
    changed,
    by: found?.by ?? 'new',
    twins: changed ? twinsOf(record, before, lookup) : [],
  };
}

type Found = { record: CustomerRecord; by: Recognition['by'] };

function find(
  customer: NeutralCustomer,
  keys: CustomerKey[],
  knownId: string | null,
  lookup: CustomerLookup,
): Found | null {
  const having = (kind: KeyKind, values: readonly string[]): CustomerRecord[] => {
    const ids = new Set(values.flatMap((value) => lookup.customerByKey(kind, value)));
    return [...ids].map((id) => lookup.customer(id)).filter((record) => record !== null);
  };
  const person = customer.personKey === null ? undefined : having('shop', [customer.personKey])[0];
  if (person) return { record: person, by: 'person' };

  const fitting: { [kind in 'email' | 'phone' | 'name-postcode']: (record: CustomerRecord) => boolean } = {
    email: () => true,
    // Whoever has the order may have got a name since: the order without one is theirs all the same.
    phone: (record) =>
      namesAgree(record.name, customer.name) ||
      (record.id === knownId && (record.name === null || customer.name === null)),
    'name-postcode': (record) => !apart(record, customer),
  };
  for (const kind of ['email', 'phone', 'name-postcode'] as const) {
    const values = keys.filter((key) => key.kind === kind).map((key) => key.value);
    const candidates = having(kind, values).filter(
      (record) => fitting[kind](record) && !isOther(record, customer),
    );
    const one = candidates.length === 1 ? candidates[0] : candidates.find((record) => record.id === knownId);
    if (one) return { record: one, by: kind };
  }
  const known = knownId === null ? null : lookup.customer(knownId);
  return known !== null && !isOther(known, customer) ? { record: known, by: 'order' } : null;
}

/** True when the same shop knows both, as two people. */
function isOther(record: CustomerRecord, customer: NeutralCustomer): boolean {
  const key = customer.personKey;
  if (key === null || record.keys.includes(key)) return false;
  const shop = key.slice(0, key.indexOf(':person:') + ':person:'.length);
  return record.keys.some((other) => other.startsWith(shop));
}

/** True when both have e-mails, or both have phones, and none in common. */
function apart(record: CustomerRecord, customer: NeutralCustomer): boolean {
  const of = (side: Pick<CustomerRecord, 'name' | 'emails' | 'phones' | 'addresses'>, kind: KeyKind) =>
    identityKeys(side).flatMap((key) => (key.kind === kind ? [key.value] : []));
  return (['email', 'phone'] as const).some((kind) => {
    const [had, has] = [of(record, kind), of(customer, kind)];
    return had.length > 0 && has.length > 0 && !has.some((value) => had.includes(value));
  });
}

/** An id from the strongest thing that is known; the order's when that id is taken by somebody else. */
function freeId(
  customer: NeutralCustomer,
  orderId: string,
  lookup: CustomerLookup,
  hash: (text: string) => string,
): string {
  const free = likelyIds(customer, orderId, hash).find((id) => lookup.customer(id) === null);
  return free ?? `c:${hash(`order:${orderId}:${customer.personKey ?? ''}`)}`;
}

/** The ids that somebody new may get, the likeliest first: for a lookup that gathers what it will be asked. */
export function likelyIds(
  customer: NeutralCustomer,
  orderId: string,
  hash: (text: string) => string,
): string[] {
  const email = customer.emails.map(emailKey).find((key) => key !== null);
  const seeds = [customer.personKey, email === undefined ? null : `email:${email}`, `order:${orderId}`];
  return seeds.filter((seed) => seed !== null).map((seed) => `c:${hash(seed)}`);
}

const whys: { [kind in KeyKind]: TwinRecord['why'] | null } = {
  shop: null,
  email: 'same-email',
  phone: 'same-phone',
  name: 'same-name',
  'name-postcode': null,
  address: 'same-address',
};

/** Others who have a key that this record did not have before. */
function twinsOf(
  record: CustomerRecord,
  before: CustomerRecord | null,
  lookup: CustomerLookup,
): TwinRecord[] {
  const had = new Set(before === null ? [] : customerKeys(before).map((key) => `${key.kind}|${key.value}`));
  const twins = new Map<string, TwinRecord>();
  for (const { kind, value } of customerKeys(record)) {
    const why = whys[kind];
    if (why === null || had.has(`${kind}|${value}`)) continue;
    const sharers = lookup.customerByKey(kind, value);
    // Before anything is made of them: a parcel locker is the address of thousands.
    if (sharers.length > mostTwins + 1) continue;
    const others = sharers.filter((id) => id !== record.id);
    if (others.length > mostTwins) continue;
    for (const id of others) {
      const other = lookup.customer(id);
      // Neighbours and families share an address: only another writing of the name makes a twin.
      if (other === null || (kind === 'address' && !namesAgree(other.name, record.name))) continue;
      if (kind === 'address' && nameKey(other.name) === nameKey(record.name)) continue;
      const twin = twinOf(record.id, id, why);
      twins.set(twin.id, twin);
    }
  }
  return [...twins.values()];
}

/** The suggestion that two customers are one; the same whichever comes first. */
export function twinOf(a: string, b: string, why: TwinRecord['why']): TwinRecord {
  const customerIds: [string, string] = a < b ? [a, b] : [b, a];
  return { type: 'twin', id: `twin:${customerIds.join(':')}:${why}`, customerIds, why };
}
