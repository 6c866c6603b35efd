import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { z } from 'zod';
import { teamId } from '#shared/team.ts';
import { doerOf, noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { inTransaction, teamsOnly } from '../database/transaction.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { type AuditParts, auditedCases } from './export.ts';

/** A day is its midnight, UTC. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const period = z.strictObject({ from: moment, to: moment });

/** `GET /teams/:team/audit?from&to`: the records of the cases of a period, a line of JSON each, while they are read. */
export function auditRoutes(app: App, parts: AuditParts & { pool: Pool }, gate: Gate): void {
  app.route({
    method: 'GET',
    url: '/teams/:team/audit',
    onRequest: gate.signedIn('admin', 'quality'),
    schema: {
      description:
        'Cases that were recorded as opened from `from` to before `to`, one JSON object a line (application/x-ndjson), each with its whole record: src/shared/audit/record.ts. A body that ends early is not whole: ask again.',
      params: z.strictObject({ team: teamId }),
      querystring: period,
      response: { 200: z.unknown().describe('Lines of JSON, an AuditCase each.') },
    },
    handler: async ({ params, query, who }, reply) => {
      const { team } = params;
      const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
      if (!who.teams.includes(team)) throw new ProblemError('not-allowed', 'This team is not one of yours.');
      if (from >= to) throw new ProblemError('bad-input', 'The period ends before it begins.');
      await inTransaction(parts.pool, (client) =>
        noteAct(client, doerOf(who), {
          what: 'audit.exported',
          target: `team:${team}`,
          before: null,
          after: { from, to },
        }),
      );
      const lines = async function* () {
        for await (const one of auditedCases(
          { ...parts, pool: teamsOnly(parts.pool, who.teams) },
          { team, from, to },
        ))
          yield `${JSON.stringify(one)}\n`;
      };
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines()));
    },
  });
}
