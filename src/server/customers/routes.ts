import type { Pool } from 'pg';
import { z } from 'zod';
import { findAnswer, findAsk } from '#shared/sync/find.ts';
import { customerId, wholeAnswer, wholeAsk } from '#shared/sync/whole.ts';
import type { App } from '../app.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { stopAbove } from '../too-many.ts';
import { findCustomers } from './find.ts';
import { wholePage } from './whole.ts';

export type CustomerParts = { pool: Pool; epoch: () => string };

/** Searches of one person in a minute, in this process: nobody types more, a program that reads out everybody does. */
const searches = { max: 120, timeWindow: 60_000 } as const;

/** What a desk asks about customers whom it does not hold (decision 0036). */
export function customerRoutes(app: App, { pool, epoch }: CustomerParts, gate: Gate): void {
  const count = app.createRateLimit({ ...searches, keyGenerator: ({ who }) => who.person.id });

  // A body, because what somebody is looked for by stands in no address and so in no log.
  app.route({
    method: 'POST',
    url: '/customers/search',
    onRequest: gate.signedIn(),
    schema: {
      description:
        'Customers of the teams of whoever asks, by a name, a phone, an e-mail, or the number of an order, a parcel or a case.',
      body: findAsk,
      response: { 200: findAnswer },
    },
    handler: async (request) => {
      stopAbove(await count(request), 'Too many searches.');
      const { body, who } = request;
      return { v: 1, hits: await findCustomers(pool, who.teams, body) } as const;
    },
  });

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
