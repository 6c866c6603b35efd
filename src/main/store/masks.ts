import { maskEmail, maskPhone, toldApart } from '#shared/customer/mask.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';

/** The numbers and addresses of one person as masks, of which no two read alike. What is none of theirs gets a mask all the same. */
export type Masks = {
  phone(text: string): string;
  email(text: string): string;
  /** What of theirs stands behind a mask; undefined: nothing. */
  meant(mask: string): string | undefined;
};

const digits = (text: string): string => text.replaceAll(/\D/g, '') || text;
const lower = (text: string): string => text.trim().toLowerCase();

/** @param records all of one person, in their order */
export function masksOf(records: readonly Pick<CustomerRecord, 'phones' | 'emails'>[]): Masks {
  const written = records.flatMap(({ phones }) => phones);
  const phones = apart(
    written.map(({ raw, e164 }) => e164 ?? raw),
    digits,
    maskPhone,
  );
  const emails = apart(
    records.flatMap((one) => one.emails),
    lower,
    maskEmail,
  );
  const byRaw = new Map(written.map(({ raw, e164 }) => [digits(raw), digits(e164 ?? raw)]));
  return {
    phone: (text) =>
      phones.masks.get(digits(text)) ?? phones.masks.get(byRaw.get(digits(text)) ?? '') ?? maskPhone(text),
    email: (text) => emails.masks.get(lower(text)) ?? maskEmail(text),
    meant: (mask) => phones.behind.get(mask) ?? emails.behind.get(mask),
  };
}

/** The same in two records, or written in two ways, is one. */
function apart(texts: readonly string[], key: (text: string) => string, hide: (text: string) => string) {
  const each = new Map<string, string>();
  for (const text of texts) if (!each.has(key(text))) each.set(key(text), text);
  const values = [...each];
  const masks = toldApart(values.map(([, text]) => hide(text)));
  return {
    masks: new Map(values.map(([of], index) => [of, masks[index] ?? ''])),
    behind: new Map(values.map(([, text], index) => [masks[index] ?? '', text])),
  };
}
