import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { z } from 'zod';
import { type EventEnvelope, eventData } from '#shared/case/events.ts';
import {
  type CustomerExport,
  exportAsk,
  exportEnd,
  exportFile,
  exportFilesTitle,
  exportHead,
  exportRecord,
} from '#shared/customer/export.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { doerOf, noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { readPart } from '../attachments/keep.ts';
import { type Asked, inTransaction, teamsOnly } from '../database/transaction.ts';
import { mustBeProven } from '../identity/proven.ts';
import type { Gate } from '../identity/signed-in.ts';
import { teamsOf } from '../ledger/customers.ts';
import { ProblemError } from '../problem.ts';

export type ExportParts = { pool: Pool; company: string; now: () => number };

export const exportedRecordsSql = `
  SELECT key, body FROM record_now WHERE team = $1 AND customer_id = $2 ORDER BY key`;
export const exportedEventsSql = `
  SELECT n, at, body FROM change WHERE team = $1 AND kind = 'event' AND customer_id = $2 ORDER BY n`;

/** Of one customer, as it is now. Our own reckoning of what somebody is worth to us is in it too: it is about them. */
async function exported(
  { db, company, now }: Omit<ExportParts, 'pool'> & { db: Asked },
  team: string,
  customerId: string,
): Promise<CustomerExport> {
  const records = await db.query<{ key: string; body: string }>(exportedRecordsSql, [team, customerId]);
  const events = await db.query<{ n: number; at: number; body: string }>(exportedEventsSql, [
    team,
    customerId,
  ]);
  const bodies = records.rows.map(({ key, body }) => ({ key, record: JSON.parse(body) as unknown }));
  const own = bodies.find(({ key }) => key === `customer:${customerId}`);
  return {
    v: 1,
    company,
    exportedAt: now(),
    customerId,
    record: own ? (own.record as CustomerRecord) : null,
    orders: bodies.flatMap(({ key, record }) => (key.startsWith('order:') ? [record as OrderRecord] : [])),
    events: events.rows.map(({ n, at, body }) => ({
      ...(JSON.parse(body) as EventEnvelope),
      n,
      recordedAt: at,
    })),
  };
}

/** Photos and documents that were not taken away again, one at a time: each is read whole. */
async function* filesOf(db: Asked, team: string, { events }: CustomerExport) {
  for (const { type, data } of events) {
    if (type !== 'attachment.added.1') continue;
    const added = eventData[type].safeParse(data).data;
    if (!added) continue;
    const parts: Buffer[] = [];
    for (let at = 0; ; ) {
      const part = await readPart(db, team, added.hash, at);
      if (part === null || part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    if (parts.length > 0)
      yield { name: added.name, mime: added.mime, base64: Buffer.concat(parts).toString('base64') };
  }
}

/** `POST /exports`: everything of a person as one page to read, with the same as JSON at its end (GDPR, articles 15 and 20). */
export function exportRoutes(app: App, parts: ExportParts, gate: Gate): void {
  const { pool, company, now } = parts;
  app.route({
    method: 'POST',
    url: '/exports',
    onRequest: gate.signedIn('admin', 'supervisor'),
    schema: {
      description: 'An HTML page that needs nothing else. A body that ends early is not whole: ask again.',
      body: exportAsk,
      response: { 200: z.unknown().describe('The page, text/html.') },
    },
    handler: async ({ body: { customerIds, language }, who }, reply) => {
      await mustBeProven(pool, who);
      const ids = [...new Set(customerIds)];
      const teams = await teamsOf(pool, ids);
      const [team] = new Set(teams.values());
      if (
        team === undefined ||
        teams.size !== ids.length ||
        [...teams.values()].some((one) => !who.teams.includes(one))
      )
        throw new ProblemError('not-found', 'There is no such customer of yours.');
      await inTransaction(pool, (client) =>
        noteAct(client, doerOf(who), {
          what: 'customer.exported',
          target: `customer:${ids[0]}`,
          before: null,
          after: { records: ids.length, language },
        }),
      );
      const pieces = async function* () {
        const db = teamsOnly(pool, who.teams);
        const all: CustomerExport[] = [];
        yield exportHead(language, company, now());
        for (const id of ids) {
          const one = await exported({ db, company, now }, teams.get(id) ?? team, id);
          all.push(one);
          yield exportRecord(language, one);
        }
        yield exportFilesTitle(language);
        for (const one of all)
          for await (const file of filesOf(db, teams.get(one.customerId) ?? team, one))
            yield exportFile(file);
        yield exportEnd(language, all);
      };
      return reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="export.html"' })
        .send(Readable.from(pieces()));
    },
  });
}
