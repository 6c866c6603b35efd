import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Pool } from 'pg';
import { z } from 'zod';
import { importAsk, importView as importViewShape, mappingHeader } from '#shared/sync/import.ts';
import type { App } from '../../app.ts';
import type { Gate } from '../../identity/signed-in.ts';
import { ProblemError } from '../../problem.ts';
import { senderOf, sendsRecords } from '../integrations.ts';
import { keepBody, TooLargeError } from './file.ts';
import type { ImportJobs } from './jobs.ts';
import { cancelReading } from './sweep.ts';
import { importView, listImports } from './view.ts';

export type ImportParts = {
  pool: Pool;
  now: () => number;
  jobs: ImportJobs;
  /** Bytes of a file, as it is sent and as it is unpacked. */
  limits: { sent: number; unpacked: number };
};

/** Files of shops, from admins and programs. */
export function importRoutes(app: App, { pool, now, jobs, limits }: ImportParts, gate: Gate): void {
  // A program sends a file and follows it; the list of all of them is for admins.
  const onRequest = sendsRecords(pool, gate, now);
  const params = z.strictObject({ id: z.uuid() });

  app.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    // The body is the file, whatever type it says it is: it is read while it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    scope.route({
      method: 'POST',
      url: '/imports',
      onRequest,
      schema: {
        description: `The body is the file, as it is or as gzip; the mapping of a csv is in the header ${mappingHeader}, its JSON in base64.`,
        querystring: importAsk,
        response: { 202: importViewShape },
      },
      handler: async (request, reply) => {
        const mapping = mappingOf(request);
        const tooLarge = new ProblemError('too-large', 'The file is larger than this server takes.');
        if (Number(request.headers['content-length'] ?? 0) > limits.sent) throw tooLarge;
        const file = await keepBody(bodyOf(request), limits).catch((error: unknown) => {
          throw error instanceof TooLargeError ? tooLarge : error;
        });
        const id = await jobs.begin({ ...request.query, mapping }, file, senderOf(request));
        return reply.code(202).send(await viewed(id));
      },
    });
  });

  app.route({
    method: 'GET',
    url: '/imports',
    onRequest: gate.signedIn('admin'),
    schema: { response: { 200: z.strictObject({ imports: z.array(importViewShape) }) } },
    handler: async () => ({ imports: await listImports(pool) }),
  });

  app.route({
    method: 'GET',
    url: '/imports/:id',
    onRequest,
    schema: { params, response: { 200: importViewShape } },
    handler: ({ params }) => viewed(params.id),
  });

  // Answers the import as it is now: `cancelled` when it was in time.
  app.route({
    method: 'DELETE',
    url: '/imports/:id',
    onRequest,
    schema: { params, response: { 200: importViewShape } },
    handler: async (request) => {
      const { id } = request.params;
      await cancelReading(pool, id, now(), senderOf(request));
      return viewed(id);
    },
  });

  async function viewed(id: string) {
    const view = await importView(pool, id);
    if (view === null) throw new ProblemError('not-found', 'There is no such import.');
    return view;
  }
}

function bodyOf({ body }: FastifyRequest): AsyncIterable<Uint8Array> {
  const isStream = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
  if (!isStream) throw new ProblemError('bad-input', 'The body is the file.');
  return body as AsyncIterable<Uint8Array>;
}

function mappingOf({ headers }: FastifyRequest): unknown {
  const text = headers[mappingHeader];
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    throw new ProblemError('bad-input', `${mappingHeader} is the mapping's JSON in base64.`);
  }
}
