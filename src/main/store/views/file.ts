import type { CustomerFile } from '#shared/customer/file.ts';
import type { RecordLink } from '#shared/customer/links.ts';
import type { TwinWhy } from '#shared/customer/records.ts';
import type { FileView, LinkView, SameView } from '#shared/views/customer.ts';
import type { WhoseView } from '#shared/views/search.ts';
import { phoneKeys, readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import { homeCountry } from '../projection/shown-customer.ts';
import type { Cards } from './cards.ts';
import type { People } from './people.ts';
import type { SamePerson } from './same.ts';

/** What we noted of a person, from the files of all of their records: of the shown one first. */
export function fileView(
  files: readonly { customerId: string; file: CustomerFile }[],
  { who }: People,
): FileView {
  const preferred = files.flatMap(({ customerId, file }) =>
    file.preferred === null ? [] : { ...file.preferred, customerId, by: who(file.preferred.by) },
  );
  return {
    remarks: files
      .flatMap(({ customerId, file }) => file.remarks.map((one) => ({ ...one, customerId, by: who(one.by) })))
      .sort((a, b) => a.at - b.at),
    points: files.flatMap(({ customerId, file }) =>
      file.points.map((one) => {
        const read = one.kind === 'phone' ? readPhone(one.value, one.country ?? homeCountry) : null;
        const shown = read === null ? one.value.trim() : read.shown || one.value;
        return { ...one, customerId, by: who(one.by), shown, e164: read?.e164 ?? null };
      }),
    ),
    preferred: preferred[0] ?? null,
  };
}

/** The links of a person, with the names of the records by themselves. */
export function sameView(
  { ids, counting, against }: SamePerson,
  nameOf: (id: string) => string | null,
  { who }: People,
  hintsAcross: (one: readonly string[], other: readonly string[]) => TwinWhy[],
): SameView {
  /** Who stays with a record when its own link is undone. */
  const withIt = (record: string): string[] => [
    record,
    ...counting.filter(({ into }) => into === record).flatMap(({ from }) => withIt(from)),
  ];
  const link = ({ from, into, why, by, at }: RecordLink): LinkView => ({
    from: { id: from, name: nameOf(from) },
    into: { id: into, name: nameOf(into) },
    why,
    by: who(by),
    at,
    hints: hintsAcross(
      withIt(from),
      ids.filter((id) => !withIt(from).includes(id)),
    ),
  });
  return { counting: counting.map(link), against: against.map(link) };
}

export const holderSql = 'SELECT DISTINCT customer_id FROM found_by WHERE kind = ? AND value = ? LIMIT 20';

/** Whose a number or an address is already: families share phones, so it is told and not forbidden. */
export function whoseView(db: Db, cards: Cards) {
  const holders = db.prepare<[string, string], string>(holderSql).pluck();
  return (kind: 'phone' | 'email', value: string, country: string | null): WhoseView => {
    const read = kind === 'phone' ? readPhone(value, country ?? homeCountry) : null;
    const email = value.trim().toLowerCase();
    const keys =
      read === null
        ? [email]
        : read.e164 === null
          ? []
          : phoneKeys(read.e164).map((key) => key.replace('+', ''));
    const ids = keys.flatMap((key) => (key === '' ? [] : holders.all(kind, key)));
    const found = new Map(ids.flatMap((id) => cards(id) ?? []).map((card) => [card.id, card]));
    const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email);
    return {
      shown: read === null ? email : read.shown,
      valid: read === null ? isEmail : read.valid,
      holders: [...found.values()],
    };
  };
}
