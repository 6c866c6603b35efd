import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { ShopView } from '#shared/sync/records.ts';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';
import { isSignedBy } from './secrets.ts';
import { shopOf } from './shops.ts';
import { takeDelivery } from './webhook.ts';

/** An order with thousands of lines and refunds stays below it. */
const bodyBytes = 8 * 1024 * 1024;

/**
 * Where each kind of shop says what: https://shopify.dev/docs/apps/build/webhooks/verify-deliveries and
 * https://developer.woocommerce.com/docs/apis/rest-api/ (webhooks).
 */
const headers = {
  shopify: { signature: 'x-shopify-hmac-sha256', id: 'x-shopify-webhook-id', topic: 'x-shopify-topic' },
  woocommerce: {
    signature: 'x-wc-webhook-signature',
    id: 'x-wc-webhook-delivery-id',
    topic: 'x-wc-webhook-topic',
  },
} as const;

const answer = z.strictObject({
  outcome: z.enum(['taken', 'same', 'repeated', 'ignored', 'skipped', 'ping']),
});

/**
 * `POST /hooks/shopify/:shop` and `/hooks/woocommerce/:shop`. What was understood is answered with 200, also where it holds nothing for us:
 * shops give up a webhook that fails some times. A wrong signature and an unknown shop are the same answer. `shopKey`: see `RecordParts`.
 */
export function hookRoutes(
  app: App,
  { pool, now, shopKey }: { pool: Pool; now: () => number; shopKey: Buffer },
): void {
  app.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    // The very bytes: they are what was signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytes }, (_, body, done) =>
      done(null, body),
    );
    for (const kind of ['shopify', 'woocommerce'] as const) {
      scope.route({
        method: 'POST',
        url: `/hooks/${kind}/:shop`,
        bodyLimit: bodyBytes,
        schema: {
          description: `A webhook of the shop, signed in the header ${headers[kind].signature}.`,
          params: z.strictObject({ shop: z.string().max(200) }),
          response: { 200: answer },
        },
        handler: async (request) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          if (kind === 'woocommerce' && isPing(body)) return { outcome: 'ping' as const };
          const shop = await shopOf(pool, shopKey, kind, request.params.shop);
          const { signature, id, topic } = said(request, kind);
          if (!isSignedBy(shop?.secrets ?? [], body, signature) || shop === null)
            throw new ProblemError('sign-in', 'The signature is not of this shop.');
          const delivery = { shop: { ...shop, kind }, topic, id: id || signature, body };
          return { outcome: await takeDelivery(pool, delivery, now()) };
        },
      });
    }
  });
}

/** WooCommerce's first word when a webhook is saved: a form with its number, unsigned, that wants 200. It tells and changes nothing. */
function isPing(body: Buffer): boolean {
  return body.length < 40 && /^webhook_id=\d{1,20}$/.test(body.toString('latin1'));
}

function said(
  request: FastifyRequest,
  kind: ShopView['kind'],
): { signature: string; id: string; topic: string } {
  const of = (name: string, most: number) => {
    const value = request.headers[name];
    return (typeof value === 'string' ? value : '').replace(/[^\x20-\x7e]/g, '').slice(0, most);
  };
  const { signature, id, topic } = headers[kind];
  return { signature: of(signature, 100), id: of(id, 200), topic: of(topic, 100) };
}
