import type { onRequestHookHandler } from 'fastify';
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
import { partIn, partLimit, sendPart, takingParts } from './parts.ts';

export type AttachmentParts = { pool: Pool; signedIn: onRequestHookHandler };

/**
 * `PUT` and `GET /attachments/:team/:hash`: contents of photos and documents, part by part. Only what an event of the team announced is
 * taken, from its author or a colleague of the team. Whose team it is not hears the same as of a content that does not exist.
 */
export function attachmentRoutes(app: App, { pool, signedIn }: AttachmentParts): void {
  const none = () => new ProblemError('not-found', 'There is no such content.');
  const limit = partLimit(app, ({ who }) => `attachments ${who.person.id}`);

  takingParts(app, (scope) => {
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
        return keepPart(pool, { team, hash, bytes: said.bytes, event }, at, partIn(request));
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
      return sendPart(reply, part);
    },
  });
}
