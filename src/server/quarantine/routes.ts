import { z } from 'zod';
import {
  emptiedAsk,
  handInAnswer,
  handInAsk,
  quarantineAnswer,
  reviewAnswer,
  reviewAsk,
  revocationAnswer,
  revocationAsk,
} from '#shared/sync/revocation.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { handIn } from './hand-in.ts';
import { accept, decline, listQuarantine, type ReviewParts } from './review.ts';
import { isEmptied, revocationOf } from './revocation.ts';
import { wipeAll } from './wipe-all.ts';

/** What becomes of a machine that was shut out, and of what it had not sent. */
export function quarantineRoutes(app: App, parts: ReviewParts, gate: Gate): void {
  const { pool } = parts;

  app.route({
    method: 'POST',
    url: '/revocation',
    schema: { body: revocationAsk, response: { 200: revocationAnswer } },
    handler: async ({ body }) => {
      const answer = await revocationOf(parts, body);
      if (answer === null) throw new ProblemError('sign-in', 'There is no proof of this machine here.');
      return answer;
    },
  });

  app.route({
    method: 'POST',
    url: '/revocation/emptied',
    schema: {
      description: 'By the nonce of the last question of a machine that was shut out.',
      body: emptiedAsk,
      response: { 204: z.null() },
    },
    handler: async ({ body }, reply) => {
      if (!(await isEmptied(parts, body))) throw new ProblemError('sign-in', 'No such order was given.');
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/quarantine/hand-in',
    schema: {
      description: 'By the drain token of a machine that was shut out.',
      body: handInAsk,
      response: { 200: handInAnswer },
    },
    handler: async ({ body, headers }) => {
      const token = /^Bearer ([\w-]{43})$/i.exec(headers.authorization ?? '')?.[1];
      const held = token === undefined ? null : await handIn(pool, token, body);
      if (held === null) throw new ProblemError('sign-in', 'The drain token is not good now.');
      return { held };
    },
  });

  app.route({
    method: 'GET',
    url: '/quarantine',
    onRequest: gate.signedIn('supervisor', 'admin'),
    schema: {
      querystring: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
      response: { 200: quarantineAnswer },
    },
    handler: ({ query, who }) => listQuarantine(pool, who, query.after),
  });

  app.route({
    method: 'POST',
    url: '/quarantine/review',
    onRequest: gate.signedIn('supervisor', 'admin'),
    schema: { body: reviewAsk, response: { 200: reviewAnswer } },
    handler: async ({ body, who }) => ({
      outcomes: await (body.verdict === 'accept'
        ? accept(parts, who, body.of)
        : decline(pool, who, body.of, body.reason)),
    }),
  });

  app.route({
    method: 'POST',
    url: '/devices/:id/wipe',
    onRequest: gate.signedIn('admin'),
    schema: { params: z.strictObject({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ params, who }, reply) => {
      const done = await wipeAll(pool, params.id, doerOf(who));
      if (done === null) throw new ProblemError('not-found', 'There is no such machine.');
      if (!done) throw new ProblemError('conflict', 'This machine was not shut out: do that first.');
      return reply.code(204).send(null);
    },
  });
}
