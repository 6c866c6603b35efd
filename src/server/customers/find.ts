import type { Pool } from 'pg';
import type { FoundCustomer } from '#shared/sync/find.ts';
import { bareNumber, numberFound, orderRanges, reversed } from '#shops/find-keys.ts';
import { wordsOf } from '#shops/fold.ts';
import { readPhone } from '#shops/phone.ts';
import { type Asked, teamsOnly } from '../database/transaction.ts';
import type { FoundKind } from './found.ts';

/** Greater than everything that begins with a text before it. */
const end = '\u{10FFFF}';
/** Digits from which on a number is looked for: fewer are of everybody. */
const leastDigits = 5;

export const beginsSql = `
  SELECT customer_id AS id, value FROM customer_found
  WHERE team = ANY ($1::text[]) AND kind = $2 AND value >= $3 AND value < $4 LIMIT $5`;

/** Every further word is looked for among the first one's. */
export const namedSql = (words: number): string => `
  SELECT DISTINCT a.customer_id AS id, '' AS value FROM customer_found AS a
  WHERE a.team = ANY ($1::text[]) AND a.kind = 'word' AND a.value >= $2 AND a.value < $3
  ${Array.from(
    { length: words - 1 },
    (
      _,
      n,
    ) => `AND EXISTS (SELECT FROM customer_found AS b WHERE b.team = a.team AND b.customer_id = a.customer_id
      AND b.kind = 'word' AND b.value >= $${n * 2 + 5} AND b.value < $${n * 2 + 6})`,
  ).join('\n  ')} LIMIT $4`;

/** Sub-selects, not joins: under row-level security a join with a key that is put together reads the whole table. */
export const whoSql = `
  SELECT c.customer_id AS id,
    (SELECT r.body FROM record_now AS r WHERE r.team = c.team AND r.key = 'customer:' || c.customer_id) AS body,
    (SELECT count(*)::int FROM record_now AS o WHERE o.team = c.team AND o.customer_id = c.customer_id AND o.key LIKE 'order:%') AS orders,
    (SELECT e.body FROM change AS e WHERE e.team = c.team AND e.kind = 'event' AND e.stream = 'customer:' || c.customer_id
       AND strpos(e.body, '"customer.introduced.1"') > 0 ORDER BY e.n LIMIT 1) AS introduced
  FROM customer_team AS c WHERE c.customer_id = ANY ($2::text[]) AND c.team = ANY ($1::text[])`;

type Hit = { id: string; by: FoundCustomer['by']; match: string };

/** Customers of these teams who are found by a text, in the order in which a desk finds them. */
export async function findCustomers(
  pool: Pool,
  teams: readonly string[],
  { text, limit }: { text: string; limit: number },
): Promise<FoundCustomer[]> {
  const db = teamsOnly(pool, teams);
  const typed = text.normalize('NFKC').trim();
  const hits = new Map<string, Hit>();
  for (const look of looksOf(typed)) {
    if (hits.size >= limit) break;
    for (const hit of await look(db, teams, limit)) if (!hits.has(hit.id)) hits.set(hit.id, hit);
  }
  return told(db, teams, [...hits.values()].slice(0, limit));
}

type Look = (db: Asked, teams: readonly string[], limit: number) => Promise<Hit[]>;

function looksOf(typed: string): Look[] {
  const bare = bareNumber(typed);
  const hasDigit = /\d/.test(typed);
  const email = typed.includes('@') || !hasDigit ? [begins('email', 'email', typed.toLowerCase())] : [];
  const names = /\p{L}/u.test(typed) ? [named(wordsOf(typed).slice(0, 6))] : [];
  const numbers = hasDigit
    ? [
        begins('case', 'case', bare),
        ...orderRanges(typed).map(orders),
        begins('tracking', 'tracking', bare),
        ...phones(typed),
      ]
    : [];
  return [...numbers, ...(typed.includes('@') ? [...email, ...names] : [...names, ...email])];
}

/** As on a desk: the whole number where it can be read, its beginning with and without the country, its end. */
function phones(typed: string): Look[] {
  const digits = typed.replace(/\D/g, '');
  if (digits.length < leastDigits) return [];
  const whole = readPhone(typed, 'ES').e164?.slice(1);
  const starts = new Set([whole ?? digits, digits, digits.startsWith('34') ? digits : `34${digits}`]);
  return [
    ...[...starts].map((start) => begins('phone', 'phone', start)),
    begins('phone', 'phone-end', reversed(digits)),
  ];
}

type Range = { kind: FoundKind; from: string; before: string };

async function inRange(db: Asked, teams: readonly string[], { kind, from, before }: Range, limit: number) {
  if (from.length < 3) return [];
  // One customer may have many orders that begin alike.
  const { rows } = await db.query<{ id: string; value: string }>(beginsSql, [
    teams,
    kind,
    from,
    before,
    limit * 4,
  ]);
  return rows;
}

function begins(by: FoundCustomer['by'], kind: FoundKind, start: string): Look {
  return async (db, teams, limit) => {
    const rows = await inRange(db, teams, { kind, from: start, before: start + end }, limit);
    const isNumber = by === 'tracking' || by === 'case';
    return rows.map(({ id, value }) => ({ id, by, match: isNumber ? value : '' }));
  };
}

function orders([from, before]: [string, string]): Look {
  return async (db, teams, limit) => {
    const rows = await inRange(db, teams, { kind: 'order', from, before }, limit);
    return rows.map(({ id, value }) => ({ id, by: 'order', match: numberFound(value) }));
  };
}

function named(words: readonly string[]): Look {
  return async (db, teams, limit) => {
    // The longest is of the fewest people.
    const [first, ...rest] = [...words].sort((a, b) => b.length - a.length);
    if (first === undefined || first.length < 2) return [];
    const more = rest.flatMap((word) => [word, word + end]);
    const { rows } = await db.query<{ id: string }>(namedSql(words.length), [
      teams,
      first,
      first + end,
      limit,
      ...more,
    ]);
    return rows.map(({ id }) => ({ id, by: 'name', match: '' }));
  };
}

type Who = { id: string; body: string | null; orders: number; introduced: string | null };

async function told(db: Asked, teams: readonly string[], hits: readonly Hit[]): Promise<FoundCustomer[]> {
  if (hits.length === 0) return [];
  const { rows } = await db.query<Who>(whoSql, [teams, hits.map(({ id }) => id)]);
  const who = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap(({ id, by, match }) => {
    const row = who.get(id);
    if (!row) return [];
    return [{ customerId: id, by, match, orders: row.orders, ...nameIn(row) }];
  });
}

/** Bodies were read by their schemas when they were numbered. */
function nameIn({ body, introduced }: Who): Pick<FoundCustomer, 'name' | 'city' | 'country'> {
  if (body !== null) {
    const { name, addresses } = JSON.parse(body) as {
      name: string | null;
      addresses: { city: string | null; country: string | null }[];
    };
    return { name, city: addresses[0]?.city ?? null, country: addresses[0]?.country ?? null };
  }
  const event = introduced === null ? null : (JSON.parse(introduced) as { data: { name: string } });
  return { name: event?.data.name ?? null, city: null, country: null };
}
