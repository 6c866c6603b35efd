import type { Pool } from 'pg';
import { actsAnswer, actsQuery } from '#shared/sync/acts.ts';
import type { App } from '../app.ts';
import type { Gate } from '../identity/signed-in.ts';
import { listActs } from './read.ts';

/** `GET /admin-acts`: who has done what at this centre, for admins. */
export function actRoutes(app: App, pool: Pool, gate: Gate): void {
  app.route({
    method: 'GET',
    url: '/admin-acts',
    onRequest: gate.signedIn('admin'),
    schema: {
      description:
        'Who has done what at this centre, the newest first: a person, a target (`person:lucia`), a time (ms since 1970). Rows are never changed.',
      querystring: actsQuery,
      response: { 200: actsAnswer },
    },
    handler: ({ query }) => listActs(pool, query),
  });
}
