import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { App } from '../app.ts';
import { stopAbove } from '../too-many.ts';

/** Parts to or from one: half a megabyte each, at the pace of a good line. */
const most = { max: 1200, timeWindow: 60_000 } as const;

/** Counts the parts of whoever `of` names. The returned throws ProblemError `too-many`. */
export function partLimit(
  app: App,
  of: (request: FastifyRequest) => string,
): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({ ...most, keyGenerator: of });
  return async (request) => stopAbove(await count(request), 'Too many parts at once.');
}

/** Routes that take parts of a content as they are, and nothing else. */
export function takingParts(app: App, routes: (scope: App) => void): void {
  app.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    routes(scope);
  });
}

/** The part that came; empty where there was no body. */
export const partIn = ({ body }: { body: unknown }): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);

/** Sends a part of somebody's file: never shown by a browser, never kept on the way. */
export const sendPart = (reply: FastifyReply, part: Buffer): FastifyReply =>
  reply
    .type('application/octet-stream')
    .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment' })
    .send(part);
