import type { Address, CustomerRecord } from '#shared/customer/records.ts';
import { foldText } from './fold.ts';
import type { NeutralCustomer } from './neutral.ts';

const most = { emails: 50, phones: 50, addresses: 50, keys: 200 };

/**
 * What a record becomes when an order speaks of the same customer. Everything is kept once, in its first writing; what is new is added
 * at the end; nothing is taken away. The first name stays: files come in any order, and a later one may be the older (the names of later
 * orders stay readable in their addresses). Beyond 50 e-mails, phones or addresses no more are added: each order keeps its own.
 * Returns the very same record when nothing is new.
 */
export function merged(record: CustomerRecord, customer: NeutralCustomer): CustomerRecord {
  const next: CustomerRecord = {
    ...record,
    name: record.name ?? customer.name,
    emails: union(record.emails, customer.emails, foldText, most.emails),
    phones: union(record.phones, customer.phones, (phone) => phone.e164 ?? foldText(phone.raw), most.phones),
    addresses: union(record.addresses, customer.addresses, placeKey, most.addresses),
    guest: record.guest && customer.guest,
    language: record.language ?? customer.language,
    since: earlier(record.since, customer.since),
    remark: record.remark ?? customer.remark,
    keys: union(
      record.keys,
      customer.personKey === null ? [] : [customer.personKey],
      (key) => key,
      most.keys,
    ),
  };
  const same = Object.entries(next).every(
    ([field, value]) => record[field as keyof CustomerRecord] === value,
  );
  return same ? record : next;
}

/** The record of somebody who is new. */
export function newRecord(id: string, customer: NeutralCustomer): CustomerRecord {
  const empty: CustomerRecord = {
    type: 'customer',
    id,
    name: null,
    emails: [],
    phones: [],
    addresses: [],
    guest: true,
    language: null,
    since: null,
    remark: null,
    keys: [],
  };
  return merged(empty, customer);
}

/** The first list itself when the second adds nothing. */
function union<T>(had: T[], more: readonly T[], key: (item: T) => string, limit: number): T[] {
  const seen = new Set(had.map(key));
  const added: T[] = [];
  for (const item of more) {
    if (seen.has(key(item)) || had.length + added.length >= limit) continue;
    seen.add(key(item));
    added.push(item);
  }
  return added.length === 0 ? had : [...had, ...added];
}

function placeKey(address: Address): string {
  const { name, company, lines, city, region, postcode, country } = address;
  return [name, company, lines.join(' '), city, region, postcode, country]
    .map((text) => foldText(text ?? ''))
    .join('|');
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
