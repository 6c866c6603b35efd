import { type AuditCase, type AuditEvent, auditCase, auditOf } from '#shared/audit/record.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { byItself } from '#shared/promise/fold.ts';
import { defaultHolidays, type Holidays } from '#shared/rules/holidays.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { nameOf, rulesId, rulesRecord } from '#shared/rules/records.ts';
import type { Asked } from '../database/transaction.ts';

/**
 * From which number to which a team's period goes; both null where nothing happened. `n + 0`: else PostgreSQL walks the numbers from their end
 * until one is of the period.
 */
export const periodSql = `
  SELECT min(n + 0) AS first, max(n + 0) AS last FROM change WHERE team = $1 AND at >= $2 AND at < $3`;

/** Changes in which cases may have been opened, a page of them. */
export const openingsSql = `
  SELECT n, stream, body FROM change
  WHERE team = $1 AND n >= $2 AND n <= $3 AND kind = 'event' AND at >= $4 AND at < $5
    AND body LIKE '%"type":"case.opened.1"%'
  ORDER BY n LIMIT $6`;

export const casesSql = `
  SELECT stream, n, at, body FROM change
  WHERE team = $1 AND kind = 'event' AND stream = ANY ($2::text[]) ORDER BY n`;

const customersSql = 'SELECT key, body FROM record_now WHERE team = $1 AND key = ANY ($2::text[])';

const pageSize = 50;

export type AuditAsk = { team: string; from: number; to: number };
export type AuditParts = { pool: Asked; company: string; now: () => number };

/**
 * The records of a team's cases that were recorded as opened from `from` to before `to` (the ledger's clock, ms), in that order, each once. Read
 * page by page: a case that moves meanwhile is as it is when its page is read.
 */
export async function* auditedCases(
  { pool, company, now }: AuditParts,
  { team, from, to }: AuditAsk,
): AsyncGenerator<AuditCase> {
  const { rows: people } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM person');
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const { rows: period } = await pool.query<{ first: number | null; last: number | null }>(periodSql, [
    team,
    from,
    to,
  ]);
  const { first = null, last = null } = period[0] ?? {};
  if (first === null || last === null) return;
  const days = await holidaysOf(pool, team);
  const seen = new Set<string>();
  for (let next: number = first; ; ) {
    const { rows } = await pool.query<{ n: number; stream: string; body: string }>(openingsSql, [
      team,
      next,
      last,
      from,
      to,
      pageSize,
    ]);
    const opened = rows.filter(({ stream, body }) => {
      // Somebody may have written these words in a note.
      const isNew = (JSON.parse(body) as EventEnvelope).type === 'case.opened.1' && !seen.has(stream);
      if (isNew) seen.add(stream);
      return isNew;
    });
    const pages = await casesOf(
      pool,
      team,
      opened.map(({ stream }) => stream),
    );
    const customers = await customersOf(
      pool,
      team,
      [...pages.values()].map(([event]) => event?.customerId ?? ''),
    );
    for (const { stream } of opened) {
      const events = pages.get(stream) ?? [];
      const audit = auditOf({
        company,
        now: now(),
        customer: customers.get(events[0]?.customerId ?? '') ?? null,
        zone: 'UTC',
        holidays: days,
        events,
        nameOf: (id) => names.get(id) ?? (id === byItself ? 'Hilo' : id),
      });
      if (audit) yield auditCase.parse(audit);
    }
    const end = rows.at(-1);
    if (rows.length < pageSize || !end) return;
    next = end.n + 1;
  }
}

/** The free days of a team's own, as they were published last. */
async function holidaysOf(pool: Asked, team: string): Promise<Holidays> {
  const key = `rules:${rulesId(team, nameOf(defaultHolidays))}`;
  const { rows } = await pool.query<{ body: string }>(
    'SELECT body FROM record_now WHERE team = $1 AND key = $2',
    [team, key],
  );
  const known = rows.map(({ body }) => rulesRecord.parse(JSON.parse(body)));
  return rulesOf(known, team).holidays.content;
}

async function casesOf(
  pool: Asked,
  team: string,
  streams: readonly string[],
): Promise<Map<string, AuditEvent[]>> {
  const { rows } = await pool.query<{ stream: string; n: number; at: number; body: string }>(casesSql, [
    team,
    streams,
  ]);
  const grouped = Map.groupBy(rows, ({ stream }) => stream);
  return new Map(
    [...grouped].map(([stream, theirs]) => [
      stream,
      theirs.map(({ n, at, body }) => ({ ...(JSON.parse(body) as EventEnvelope), n, ledgerAt: at })),
    ]),
  );
}

async function customersOf(
  pool: Asked,
  team: string,
  ids: readonly string[],
): Promise<Map<string, CustomerRecord>> {
  const keys = ids.map((id) => `customer:${id}`);
  const { rows } = await pool.query<{ key: string; body: string }>(customersSql, [team, keys]);
  return new Map(rows.map(({ body }) => JSON.parse(body) as CustomerRecord).map((one) => [one.id, one]));
}
