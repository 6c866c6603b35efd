import { z } from 'zod';
import { attachmentState, partBytes } from '#shared/sync/attachments.ts';
import {
  emptiedAsk,
  handedInGet,
  handedInPlace,
  handInAnswer,
  handInAsk,
  handInPlace,
  handInPut,
  quarantineAnswer,
  reviewAnswer,
  reviewAsk,
  revocationAnswer,
  revocationAsk,
} from '#shared/sync/revocation.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import { partIn, partLimit, sendPart, takingParts } from '../attachments/parts.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { handInPart } from './contents.ts';
import { handIn } from './hand-in.ts';
import { listQuarantine } from './list.ts';
import { readHandedIn } from './read-content.ts';
import { accept, decline, type ReviewParts } from './review.ts';
import { isEmptied, revocationOf } from './revocation.ts';
import { wipeAll } from './wipe-all.ts';

const drainIn = ({ authorization }: { authorization?: string | undefined }): string | undefined =>
  /^Bearer ([\w-]{43})$/i.exec(authorization ?? '')?.[1];
const notGood = () => new ProblemError('sign-in', 'The drain token is not good now.');

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
      const token = drainIn(headers);
      const held = token === undefined ? null : await handIn(pool, token, body);
      if (held === null) throw notGood();
      return { held };
    },
  });

  const limit = partLimit(app, ({ ip }) => `hand-in ${ip}`);
  takingParts(app, (scope) => {
    scope.route({
      method: 'PUT',
      url: '/quarantine/hand-in/:command/:hash',
      bodyLimit: partBytes,
      schema: {
        description:
          'By the drain token of a machine that was shut out. The body is the next part of a content, application/octet-stream; an empty one asks how far it is.',
        params: handInPlace,
        querystring: handInPut,
        response: { 200: attachmentState },
      },
      handler: async (request) => {
        await limit(request);
        const token = drainIn(request.headers);
        const handed = { ...request.params, at: request.query.at, part: partIn(request) };
        const state = token === undefined ? null : await handInPart(pool, token, handed);
        if (state === null) throw notGood();
        return state;
      },
    });
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

  const limitReads = partLimit(app, ({ who }) => `handed-in ${who.person.id}`);
  app.route({
    method: 'GET',
    url: '/quarantine/:n/content',
    onRequest: gate.signedIn('supervisor', 'admin'),
    schema: {
      description: 'The content that a command in quarantine attaches, once all of it is here.',
      params: handedInPlace,
      querystring: handedInGet,
      response: { 200: z.unknown().describe('The content from `at` on, as much of it as lies together.') },
    },
    handler: async (request, reply) => {
      await limitReads(request);
      const { params, query, who } = request;
      const part = await readHandedIn(pool, who, params.n, query.at);
      if (part === null) throw new ProblemError('not-found', 'There is no such content.');
      return sendPart(reply, part);
    },
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
