import type { CaseEvent } from '#shared/case/events.ts';
import type { CustomerFile } from '#shared/customer/file.ts';
import type { CustomerRecord, Phone } from '#shared/customer/records.ts';
import { readPhone } from '#shops/phone.ts';

/** Where numbers are read that say no country: the company's own. */
export const homeCountry = 'ES';

type Introduction = Extract<CaseEvent, { type: 'customer.introduced.1' }>;

/** A customer as an agent introduced them, until a shop knows them. */
export function introducedCustomer(event: Introduction): CustomerRecord {
  const { name, number, email } = event.data;
  return {
    type: 'customer',
    id: event.customerId,
    name,
    emails: email === null ? [] : [email],
    phones: number === null ? [] : [phoneOf(number, homeCountry)],
    addresses: [],
    guest: false,
    language: null,
    since: event.at,
    remark: null,
    keys: [],
  };
}

/** The customer with the phones and e-mails that agents added behind the shop's own. Those the shop knows too are not there twice. */
export function withPoints(record: CustomerRecord, points: CustomerFile['points']): CustomerRecord {
  if (points.length === 0) return record;
  const phones = [...record.phones];
  const emails = [...record.emails];
  for (const { kind, value, country } of points) {
    if (kind === 'email') {
      if (!emails.some((one) => sameEmail(one, value))) emails.push(value.trim());
      continue;
    }
    const phone = phoneOf(value, country ?? homeCountry);
    if (!phones.some((one) => samePhone(one, phone))) phones.push(phone);
  }
  return { ...record, phones, emails };
}

export function phoneOf(value: string, country: string | null): Phone {
  const { raw, e164, country: where } = readPhone(value, country);
  return { raw, e164, country: where };
}

export const samePhone = (a: Phone, b: Phone): boolean =>
  a.e164 === null ? a.raw === b.raw : a.e164 === b.e164;

export const sameEmail = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
