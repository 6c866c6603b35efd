import { auditHtml } from '#shared/audit/html.ts';
import { type AuditCase, type AuditEvent, auditOf } from '#shared/audit/record.ts';
import { FaultError } from '#shared/fault.ts';
import { rulesOf } from '#shared/rules/of.ts';
import type { Db } from './database.ts';
import { writeTo } from './files/disk.ts';
import { readCustomer } from './projection/write.ts';
import { streamOf } from './projection/write-stream.ts';
import type { Streams } from './stream.ts';
import type { Veil } from './veil.ts';
import { hiddenEvent } from './views/masked.ts';
import type { People } from './views/people.ts';
import { rulesView } from './views/rules.ts';

export type Audits = {
  /** The record of a case as this store holds it. @throws FaultError bad-input where there is none. */
  of(customerId: string, caseId: string): AuditCase;
  /** Writes it to a path that the person chose: JSON where the name ends so, else a page to read. @throws what the file system says. */
  save(customerId: string, caseId: string, path: string): Promise<void>;
};

export const numberedSql =
  'SELECT id, n, ledger_at FROM event WHERE customer_id = ? AND stream = ? ORDER BY n';

type AuditParts = {
  db: Db;
  streams: Streams;
  people: People;
  company: string;
  now: () => number;
  /** A file that leaves shows no more than the person's screens. */
  veil: Pick<Veil, 'hides'>;
};

/** The audit of cases, from what is in the store: what is not sent yet stands there without a number. */
export function audits({ db, streams, people, company, now, veil }: AuditParts): Audits {
  const numbered = db.prepare<[string, string], { id: string; n: number; ledger_at: number | null }>(
    numberedSql,
  );
  const customerBody = db
    .prepare<[string], string>('SELECT body FROM customer_now WHERE customer_id = ?')
    .pluck();

  const teamOf = db.prepare<[string], string>('SELECT team FROM customer WHERE id = ?').pluck();
  const rules = rulesView(db);

  function of(customerId: string, caseId: string): AuditCase {
    const stream = streamOf(caseId);
    const clocks = new Map(numbered.all(customerId, stream).map((row) => [row.id, row]));
    const { numbered: known, waiting } = streams.read(customerId, stream);
    const events: AuditEvent[] = [
      ...known.map(({ envelope }) => ({
        ...envelope,
        n: clocks.get(envelope.id)?.n ?? null,
        ledgerAt: clocks.get(envelope.id)?.ledger_at ?? null,
      })),
      ...waiting.map((event) => ({ ...event, n: null, ledgerAt: null })),
    ];
    const body = customerBody.get(customerId);
    const audit = auditOf({
      company,
      now: now(),
      customer: body === undefined ? null : readCustomer(body),
      holidays: rulesOf(rules().records, teamOf.get(customerId) ?? null).holidays.content,
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      events: veil.hides(customerId) ? events.map(hiddenEvent) : events,
      nameOf: (id) => people.who(id).name,
    });
    if (audit === null) throw new FaultError('bad-input', 'no such case here');
    return audit;
  }

  return {
    of,
    async save(customerId, caseId, path) {
      const audit = of(customerId, caseId);
      const body = customerBody.get(customerId);
      const spoken = body === undefined ? null : readCustomer(body).language;
      const isJson = path.toLowerCase().endsWith('.json');
      const text = isJson ? `${JSON.stringify(audit, null, 1)}\n` : auditHtml(audit, spoken);
      await writeTo(path, [Buffer.from(text)]);
    },
  };
}
