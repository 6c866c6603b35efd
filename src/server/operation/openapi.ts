import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { centreHeader, problem } from '#shared/sync/identity.ts';
import type { App } from '../app.ts';
import { isGate } from '../identity/signed-in.ts';

/**
 * Describes the routes that are added after it, from their own zod schemas: `app.swagger()` and `GET /openapi.json` (OpenAPI 3.1).
 * Whatever goes wrong is a `problem` on every route; which ones want a token is read from their hooks.
 */
export async function describeRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hilo centre',
        version,
        description: `Every answer carries the header ${centreHeader}: 1; one without it came from somebody in between.`,
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: (document) => {
      const { schema, route } = document;
      const hooks = [route.onRequest, route.preHandler].flat();
      const described = {
        ...schema,
        response: { ...(schema.response as object | undefined), default: problem },
        ...(hooks.some((hook) => hook !== undefined && isGate(hook)) ? { security: [{ token: [] }] } : {}),
      };
      return jsonSchemaTransform({ ...document, schema: described });
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_, reply) => {
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger()));
  });
}
