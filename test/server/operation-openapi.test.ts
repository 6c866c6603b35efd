import { expect, test } from 'vitest';
import { centreOn, staffedDatabase } from './staffed.ts';

type Operation = { security?: unknown; responses: { [status: string]: unknown } };
type Described = { paths: { [path: string]: { [method: string]: Operation } } };

test('docs/openapi.json is what the routes say (write it anew: npm test -- unit test/server/operation-openapi -u)', async () => {
  const { app } = await centreOn(await staffedDatabase());
  const served = await app.inject({ url: '/openapi.json' });
  expect(served.statusCode).toBe(200);
  const described = served.json();
  // The version is the program's, and changes without the routes.
  described.info.version = '0';
  await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json');
});

test('every route is described, says that it wants a token where it does, and what a problem looks like', async () => {
  const { app } = await centreOn(await staffedDatabase());
  const { paths } = (await app.inject({ url: '/openapi.json' })).json() as Described;
  const open = new Set([
    '/sign-in',
    '/sign-in/ways',
    '/sign-in/provider/begin',
    '/sign-in/provider',
    '/sign-in/second-factor',
    '/sign-in/new-password',
    '/sign-in/enrolment',
    '/sign-in/enrolment/confirm',
    '/refresh',
    '/challenge',
    '/revocation',
    '/revocation/emptied',
    '/quarantine/hand-in',
    '/quarantine/hand-in/{command}/{hash}',
    '/health/live',
    '/health/ready',
  ]);
  // Signed by the shop.
  for (const kind of ['shopify', 'woocommerce']) open.add(`/hooks/${kind}/{shop}`);
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  for (const { path, operation } of all) {
    expect([path, operation.security]).toEqual([path, open.has(path) ? undefined : [{ token: [] }]]);
    expect(Object.keys(operation.responses)).toContain('default');
  }
  expect(all.map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(['post /exchange', 'get /pokes', 'post /sign-in', 'put /people/{id}']),
  );
});
