import type { Address } from '#shared/customer/records.ts';

/** An address as it is written on a parcel, line by line, without what is missing. `country` names a code. */
export function addressLines(address: Address, country: (code: string) => string): string[] {
  const town = [address.postcode, address.city].filter(Boolean).join(' ');
  const lines = [
    address.name,
    address.company,
    ...address.lines,
    town,
    address.region === address.city ? null : address.region,
    address.country && country(address.country),
  ];
  return lines.filter((line): line is string => Boolean(line));
}
