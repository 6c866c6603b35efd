import { z } from 'zod';
import { erasureAsk, erasuresAnswer, erasureView, retention, retentionDue } from '#shared/sync/erasure.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import { mustBeProven } from '../identity/proven.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { askErasure, confirmErasure, type ErasureParts, listErasures, withdrawErasure } from './requests.ts';
import { countDue, putRetention, readRetention } from './retention.ts';

/** Erasure of people at the centre and on every desk (GDPR, article 17): asked by an admin, confirmed by another. */
export function erasureRoutes(app: App, parts: ErasureParts, gate: Gate): void {
  const onRequest = gate.signedIn('admin');
  const params = z.strictObject({ id: z.uuid() });

  async function one(id: string, teams: readonly string[]) {
    const found = (await listErasures(parts.pool, teams)).find((request) => request.id === id);
    if (!found) throw new ProblemError('not-found', 'There is no such erasure.');
    return found;
  }

  app.route({
    method: 'GET',
    url: '/erasures',
    onRequest,
    schema: { response: { 200: erasuresAnswer } },
    handler: async ({ who }) => ({ erasures: await listErasures(parts.pool, who.teams) }),
  });

  app.route({
    method: 'GET',
    url: '/retention',
    onRequest,
    schema: { response: { 200: retention } },
    handler: () => readRetention(parts.pool),
  });

  app.route({
    method: 'PUT',
    url: '/retention',
    onRequest,
    schema: { body: retention, response: { 200: retention } },
    handler: ({ body, who }) => putRetention(parts.pool, body, doerOf(who)),
  });

  app.route({
    method: 'GET',
    url: '/retention/due',
    onRequest,
    schema: {
      description: 'How many records of the teams of whoever asks would go under a rule. Nothing is erased.',
      querystring: z.strictObject({ months: z.coerce.number().int().min(6).max(240) }),
      response: { 200: retentionDue },
    },
    handler: async ({ query: { months }, who }) => ({
      months,
      ...(await countDue(parts.pool, who.teams, months, parts.now())),
    }),
  });

  app.route({
    method: 'POST',
    url: '/erasures',
    onRequest,
    schema: { body: erasureAsk, response: { 200: erasureView } },
    handler: async ({ body, who }) => {
      await mustBeProven(parts.pool, who);
      return one(await askErasure(parts, body, who), who.teams);
    },
  });

  app.route({
    method: 'POST',
    url: '/erasures/:id/confirm',
    onRequest,
    schema: { params, response: { 200: erasureView } },
    handler: async ({ params: { id }, who }) => {
      await mustBeProven(parts.pool, who);
      await confirmErasure(parts, id, who);
      return one(id, who.teams);
    },
  });

  app.route({
    method: 'POST',
    url: '/erasures/:id/withdraw',
    onRequest,
    schema: { params, response: { 204: z.null() } },
    handler: async ({ params: { id }, who }, reply) => {
      await withdrawErasure(parts, id, who);
      return reply.code(204).send(null);
    },
  });
}
