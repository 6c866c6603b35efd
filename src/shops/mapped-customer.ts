import type { Address } from '#shared/customer/records.ts';
import type { Mapping } from './mapping.ts';
import type { NeutralCustomer } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import { addressOf, distinct, emailOf, fullName, languageOf, phoneOf, textOf } from './text.ts';

type The = (column: string | null) => string;

function mappedAddress(columns: Mapping['shipTo'], the: The): Address | null {
  if (columns === null) return null;
  return addressOf({
    name: the(columns.name),
    company: the(columns.company),
    lines: columns.lines.map(the),
    city: the(columns.city),
    region: the(columns.region),
    postcode: the(columns.postcode),
    country: the(columns.country),
  });
}

/** Where the order goes, where the mapping tells. */
export function mappedShipTo(mapping: Mapping, the: The): Address | null {
  return mappedAddress(mapping.shipTo, the);
}

/** Who ordered, as the rows of one order tell. */
export function mappedCustomer(mapping: Mapping, the: The, facts: ShopFacts): NeutralCustomer {
  const { customer: columns } = mapping;
  const billing = mappedAddress(mapping.billTo, the);
  const shipping = mappedAddress(mapping.shipTo, the);
  const country = billing?.country ?? shipping?.country ?? mapping.country ?? facts.country;
  const id = the(columns.personId);
  const known = id !== '' && !columns.guests.includes(id) && !columns.personIdIsPerOrder;
  return {
    personKey: known ? `${facts.shop}:person:${id}` : null,
    name:
      textOf(the(columns.name)) ??
      fullName(the(columns.firstName), the(columns.lastName)) ??
      billing?.name ??
      shipping?.name ??
      null,
    emails: distinct(
      columns.emails.map((column) => emailOf(the(column))),
      (email) => email,
    ),
    phones: distinct(
      columns.phones.map((column) => phoneOf(the(column), country)),
      (phone) => phone.e164 ?? phone.raw,
    ),
    addresses: distinct([billing, shipping], (place) => JSON.stringify(place)),
    guest: !known,
    language: languageOf(the(columns.language)),
    since: null,
    remark: textOf(the(columns.remark), 4000),
  };
}
