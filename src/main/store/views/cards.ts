import type { CustomerFile } from '#shared/customer/file.ts';
import { asOne, type ShownRecord } from '#shared/customer/same.ts';
import type { CustomerCard } from '#shared/views/customer.ts';
import type { Db } from '../database.ts';
import { readCustomer } from '../projection/write.ts';
import type { SamePeople } from './same.ts';

export const cardSql = `
  SELECT c.body, c.phones_shown, n.orders, n.open_cases, n.last_at, f.body AS file,
    EXISTS (SELECT 1 FROM link_now AS l WHERE l.customer_id = c.customer_id) AS linked
  FROM customer_now AS c JOIN card_now AS n USING (customer_id) LEFT JOIN file_now AS f USING (customer_id)
  WHERE c.customer_id = ?`;

type Row = {
  body: string;
  phones_shown: string;
  orders: number;
  open_cases: number;
  last_at: number | null;
  file: string | null;
  linked: 0 | 1;
};

/** The card of a customer, of the record as which they are shown: its id may be another than the one that was asked for. */
export type Cards = (customerId: string) => CustomerCard | null;

/** A customer in a line: what tells two namesakes apart. */
export function customerCards(db: Db, same: SamePeople): Cards {
  const row = db.prepare<[string], Row>(cardSql);
  return (customerId) => {
    const found = row.get(customerId);
    if (!found) return null;
    const person = found.linked ? same.of(customerId) : null;
    if (!person) return cardOf([found]);
    const [first = found, ...others] = person.ids.flatMap((id) =>
      id === customerId ? found : (row.get(id) ?? []),
    );
    return cardOf([first, ...others]);
  };
}

function cardOf([first, ...others]: readonly [Row, ...Row[]]): CustomerCard {
  const rows = [first, ...others];
  const { customer, phonesShown } =
    others.length === 0 ? shownRecord(first) : asOne([shownRecord(first), ...others.map(shownRecord)]);
  const home = customer.addresses[0];
  const sum = (count: (row: Row) => number) => rows.reduce((all, row) => all + count(row), 0);
  const last = rows.flatMap((row) => row.last_at ?? []);
  return {
    id: customer.id,
    name: customer.name,
    guest: customer.guest,
    city: home?.city ?? null,
    country: home?.country ?? null,
    emails: customer.emails,
    phones: customer.phones.map(({ raw, e164 }, index) => ({ raw, e164, shown: phonesShown[index] ?? raw })),
    orderCount: sum((row) => row.orders),
    openCases: sum((row) => row.open_cases),
    lastAt: last.length === 0 ? null : Math.max(...last),
    also: otherNames(rows.map(({ body }) => readCustomer(body).name)),
    remarks: rows.flatMap(({ file }) => (file === null ? [] : remarksIn(file))),
  };
}

/** A record as it is in its row. */
export function shownRecord(row: { body: string; phones_shown: string }): ShownRecord & {
  customer: ShownRecord['record'];
} {
  const record = readCustomer(row.body);
  return { record, customer: record, phonesShown: JSON.parse(row.phones_shown) as string[] };
}

/** The names of the others, where they are other names than the first. */
function otherNames([first, ...others]: readonly (string | null)[]): string[] {
  const names = others.filter((name): name is string => name !== null && name !== '' && name !== first);
  return [...new Set(names)];
}

const remarksIn = (file: string): string[] =>
  (JSON.parse(file) as CustomerFile).remarks.map(({ text }) => text);
