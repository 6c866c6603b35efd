import type { Pool } from 'pg';
import { z } from 'zod';
import { customerId, wholeAnswer, wholeAsk } from '#shared/sync/whole.ts';
import type { App } from '../app.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { wholePage } from './whole.ts';

export type CustomerParts = { pool: Pool; epoch: () => string };

/** What a desk asks about customers whom it does not hold (decision 0036). */
export function customerRoutes(app: App, { pool, epoch }: CustomerParts, gate: Gate): void {
  app.route({
    method: 'GET',
    url: '/customers/:id/whole',
    onRequest: gate.signedIn(),
    schema: {
      description:
        'Everything of one customer of the teams of whoever asks, a page of it: events and records numbered after `after`.',
      params: z.strictObject({ id: customerId }),
      querystring: wholeAsk,
      response: { 200: wholeAnswer },
    },
    handler: async ({ params: { id }, query: { after }, who }, reply) => {
      const text = await wholePage(pool, { teams: who.teams, epoch: epoch(), customerId: id, after });
      // Another team's hears the same as nobody's.
      if (text === null) throw new ProblemError('not-found', 'There is no such customer of yours.');
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .serializer(String)
        .send(text as never);
    },
  });
}
