import type { onRequestHookHandler } from 'fastify';
import { z } from 'zod';
import { zstdType } from '#shared/sync/exchange.ts';
import { teamId } from '#shared/team.ts';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';
import type { Snapshots } from './keep.ts';

const place = z.strictObject({
  team: teamId,
  id: z.uuid(),
  chunk: z.coerce.number().int().min(0).max(1_000_000),
});

/** `GET /snapshots/:team/:id/:chunk`: one chunk of a first fill, compressed. Gone: begin anew with what the next exchange offers. */
export function snapshotRoutes(
  app: App,
  { snapshots, signedIn }: { snapshots: Snapshots; signedIn: onRequestHookHandler },
): void {
  app.route({
    method: 'GET',
    url: '/snapshots/:team/:id/:chunk',
    onRequest: signedIn,
    schema: {
      params: place,
      response: { 200: z.unknown().describe('A chunk, compressed with zstd.') },
    },
    handler: async (request, reply) => {
      const { team, id, chunk } = request.params;
      // Whose team it is not hears the same as of a fill that is gone.
      const body = request.who.teams.includes(team)
        ? await snapshots.chunk(team, id, chunk, request.who.teams)
        : null;
      if (body === null) throw new ProblemError('gone', 'This first fill is not kept any more.');
      return reply.type(zstdType).header('cache-control', 'no-store').send(body);
    },
  });
}
