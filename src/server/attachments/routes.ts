import type { onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Pool } from 'pg';
import { z } from 'zod';
import { mostBytes } from '#shared/attachment/kinds.ts';
import {
  attachmentGet,
  attachmentPlace,
  attachmentPut,
  attachmentState,
  partBytes,
} from '#shared/sync/attachments.ts';
import type { App } from '../app.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { announced, forgetUnfinished, keepPart, readPart } from './keep.ts';

export type AttachmentParts = { pool: Pool; signedIn: onRequestAsyncHookHandler };

/** Requests of one person: parts of half a megabyte at the pace of a good line. */
const most = { max: 1200, timeWindow: 60_000 } as const;

/**
 * `PUT` and `GET /attachments/:team/:hash`: contents of photos and documents, part by part. Only what an event of the team announced is
 * taken, from its author or a colleague of the team. Whose team it is not hears the same as of a content that does not exist.
 */
export function attachmentRoutes(app: App, { pool, signedIn }: AttachmentParts): void {
  const none = () => new ProblemError('not-found', 'There is no such content.');
  const count = app.createRateLimit({ ...most, keyGenerator: ({ who }) => `attachments ${who.person.id}` });

  async function limit(request: Parameters<typeof count>[0]): Promise<void> {
    const state = await count(request);
    if (!state.isAllowed && state.isExceeded)
      throw new ProblemError('too-many', 'Too many parts at once.', { retryAfter: state.ttlInSeconds });
  }

  app.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    scope.route({
      method: 'PUT',
      url: '/attachments/:team/:hash',
      onRequest: signedIn,
      bodyLimit: partBytes,
      schema: {
        description:
          'The body is the next part of the content, application/octet-stream; an empty one asks how far it is.',
        params: attachmentPlace,
        querystring: attachmentPut,
        response: { 200: attachmentState },
      },
      handler: async (request) => {
        await limit(request);
        const { team, hash } = request.params;
        const { event, at } = request.query;
        const { teams, person } = request.who;
        const isOwn = teams.includes(team);
        // Of another team's customer only who attached it, which is all that is read of that team.
        const said = await announced(teamsOnly(pool, isOwn ? teams : [team]), team, event, hash);
        if (said === null || !(isOwn || said.by === person.id)) throw none();
        if (said.bytes > mostBytes)
          throw new ProblemError('too-large', 'The content is larger than is taken.');
        if (at === 0) await forgetUnfinished(pool);
        const part = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return keepPart(pool, { team, hash, bytes: said.bytes, event }, at, part);
      },
    });
  });

  app.route({
    method: 'GET',
    url: '/attachments/:team/:hash',
    onRequest: signedIn,
    schema: {
      params: attachmentPlace,
      querystring: attachmentGet,
      response: { 200: z.unknown().describe('The content from `at` on, as much of it as lies together.') },
    },
    handler: async (request, reply) => {
      await limit(request);
      const { team, hash } = request.params;
      const part = request.who.teams.includes(team)
        ? await inTeams(pool, request.who.teams, (client) => readPart(client, team, hash, request.query.at))
        : null;
      if (part === null) throw none();
      return reply
        .type('application/octet-stream')
        .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment' })
        .send(part);
    },
  });
}
