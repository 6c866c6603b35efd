import type { CustomerRecord } from './records.ts';

/** A record with its phones as they are read in their country, in their order. */
export type ShownRecord = { record: CustomerRecord; phonesShown: readonly string[] };

/**
 * Records of one person as one: the first is the one that is shown, with what only the others have behind its own. Numbers, e-mails and
 * addresses that several have are there once.
 */
export function asOne([first, ...others]: readonly [ShownRecord, ...ShownRecord[]]): {
  customer: CustomerRecord;
  phonesShown: string[];
} {
  const all = [first, ...others];
  const records = all.map(({ record }) => record);
  const phones = unique(
    all.flatMap(({ record, phonesShown }) =>
      record.phones.map((phone, index) => ({ phone, shown: phonesShown[index] ?? phone.raw })),
    ),
    ({ phone }) => phone.e164 ?? phone.raw,
  );
  const known = (pick: (record: CustomerRecord) => string | null) =>
    records.map(pick).find((one) => one !== null) ?? null;
  const since = records.flatMap((one) => one.since ?? []);
  const remarks = unique(
    records.flatMap(({ remark }) => remark ?? []),
    (text) => text,
  );
  return {
    customer: {
      ...first.record,
      name: known(({ name }) => name),
      phones: phones.map(({ phone }) => phone),
      emails: unique(
        records.flatMap(({ emails }) => emails),
        (email) => email.trim().toLowerCase(),
      ),
      addresses: unique(
        records.flatMap(({ addresses }) => addresses),
        (address) => JSON.stringify(address).toLowerCase(),
      ),
      guest: records.every(({ guest }) => guest),
      language: known(({ language }) => language),
      since: since.length === 0 ? null : Math.min(...since),
      remark: remarks.length === 0 ? null : remarks.join('\n'),
      keys: records.flatMap(({ keys }) => keys),
    },
    phonesShown: phones.map(({ shown }) => shown),
  };
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const value of values) if (!seen.has(keyOf(value))) seen.set(keyOf(value), value);
  return [...seen.values()];
}
