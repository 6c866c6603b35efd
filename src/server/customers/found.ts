import type { PoolClient } from 'pg';
import { type EventEnvelope, readEvent } from '#shared/case/events.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { bareNumber, customerKeys, orderKeys, reversed, searchedName } from '#shops/find-keys.ts';
import { wordsOf } from '#shops/fold.ts';
import { readPhone } from '#shops/phone.ts';

type Client = Pick<PoolClient, 'query'>;

export type FoundKind = 'word' | 'phone' | 'phone-end' | 'email' | 'order' | 'tracking' | 'case' | 'linked';
type Found = { kind: FoundKind; value: string };
type Row = Found & { customerId: string; source: string };

/** An index of PostgreSQL takes rows of up to 2,704 bytes; nobody types more of a number. */
const longest = 200;

/** The country of numbers that say none, as on a desk (projection/shown-customer.ts). */
const home = 'ES';

const words = (name: string): Found[] => wordsOf(name).map((value) => ({ kind: 'word', value }));

/** E-mails are found folded, as they are searched. */
const bare = (keys: readonly Found[]): Found[] => keys.map(({ kind, value }) => ({ kind, value }));

const ofCustomer = (customer: CustomerRecord): Found[] => [
  ...words(searchedName(customer)),
  ...bare(customerKeys(customer)),
];

function ofPhone(number: string, country: string | null): Found[] {
  const { e164 } = readPhone(number, country ?? home);
  if (e164 === null) return [];
  const digits = e164.slice(1);
  return [
    { kind: 'phone', value: digits },
    { kind: 'phone-end', value: reversed(digits) },
  ];
}

const ofEmail = (email: string): Found[] => [{ kind: 'email', value: email.trim().toLowerCase() }];

/** What an event adds (`+`) or takes away (`-`). */
function ofEvent(envelope: EventEnvelope): { add: Found[]; drop: Found[] } {
  const event = readEvent(envelope);
  const none = { add: [], drop: [] };
  switch (event?.type) {
    case 'case.opened.1':
      return { ...none, add: [{ kind: 'case', value: bareNumber(event.data.number) }] };
    case 'customer.introduced.1': {
      const { name, number, email } = event.data;
      const add = [
        ...words(name),
        ...(number === null ? [] : ofPhone(number, null)),
        ...(email === null ? [] : ofEmail(email)),
      ];
      return { ...none, add };
    }
    case 'customer.contact-point-added.1': {
      const { kind, value, country } = event.data;
      return { ...none, add: kind === 'email' ? ofEmail(value) : ofPhone(value, country) };
    }
    case 'customer.contact-point-removed.1': {
      const { kind, value } = event.data;
      return { ...none, drop: kind === 'email' ? ofEmail(value) : ofPhone(value, null) };
    }
    case 'customer.linked.1':
      return { ...none, add: [{ kind: 'linked', value: event.data.into }] };
    default:
      return none;
  }
}

async function add(client: Client, team: string, rows: readonly Row[]): Promise<void> {
  const kept = rows.filter(({ value }) => value !== '' && !value.includes('\0'));
  if (kept.length === 0) return;
  await client.query(
    `INSERT INTO customer_found (team, kind, value, customer_id, source)
     SELECT $1, u.kind, u.value, u.customer_id, u.source
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS u (kind, value, customer_id, source)
     ORDER BY u.kind, u.value COLLATE "C", u.customer_id, u.source
     ON CONFLICT DO NOTHING`,
    [
      team,
      kept.map(({ kind }) => kind),
      kept.map(({ value }) => value.slice(0, longest)),
      kept.map(({ customerId }) => customerId),
      kept.map(({ source }) => source),
    ],
  );
}

export type FoundRecord = { team: string; key: string; record: CustomerRecord | OrderRecord };

/** Brings what these records are found by to what they say now. `team`: of each. In the transaction that writes them, whose rows it holds. */
export async function foundByRecords(client: Client, records: readonly FoundRecord[]): Promise<void> {
  for (const [team, theirs] of Map.groupBy(records, (one) => one.team)) {
    await client.query('DELETE FROM customer_found WHERE team = $1 AND source = ANY ($2::text[])', [
      team,
      theirs.map(({ key }) => key),
    ]);
    const rows = theirs.flatMap(({ key, record }): Row[] => {
      const [customerId, keys] =
        record.type === 'customer'
          ? [record.id, ofCustomer(record)]
          : [record.customerId, bare(orderKeys(record))];
      return keys.map((one) => ({ ...one, customerId, source: key }));
    });
    await add(client, team, rows);
  }
}

/** The same of events that get their numbers: cases, whom agents introduced, what they added, and who is one person with whom. */
export async function foundByEvents(
  client: Client,
  team: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  // What is added goes in together: the team's other writers wait for this transaction. What is taken away comes after what was added before.
  let added: Row[] = [];
  for (const event of events.filter(({ type }) => telling.has(type))) {
    const { customerId } = event;
    const source = `event:${customerId}`;
    const found = ofEvent(event);
    added.push(...found.add.map((one) => ({ ...one, customerId, source })));
    if (found.drop.length === 0) continue;
    await add(client, team, added);
    added = [];
    for (const { kind, value } of found.drop)
      await client.query(
        `DELETE FROM customer_found WHERE team = $1 AND kind = $2 AND value = $3 AND customer_id = $4 AND source = $5`,
        [team, kind, value.slice(0, longest), customerId, source],
      );
  }
  await add(client, team, added);
}

const telling: ReadonlySet<string> = new Set([
  'case.opened.1',
  'customer.introduced.1',
  'customer.contact-point-added.1',
  'customer.contact-point-removed.1',
  'customer.linked.1',
]);
