import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { personId, subjectAsk, waysOfPerson } from '#shared/sync/accounts.ts';
import { signedIn } from '#shared/sync/identity.ts';
import { providerBeginAsk, providerBegun, providerSignInAsk, waysAnswer } from '#shared/sync/provider.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';
import { addressLimitOf } from './limit.ts';
import { type Provider, ProviderError } from './provider.ts';
import type { SignInParts } from './sign-in.ts';
import { linkPerson, signInByProvider } from './sign-in-by-provider.ts';
import type { Gate } from './signed-in.ts';
import { waysOf } from './ways-of.ts';

/** Signing in by the company's own identity provider; null: there is none, and the ways say so. */
export function providerRoutes(app: App, parts: SignInParts, provider: Provider | null, gate: Gate): void {
  app.route({
    method: 'GET',
    url: '/sign-in/ways',
    schema: { response: { 200: waysAnswer } },
    handler: async () => ({ provider: provider && { name: provider.name } }),
  });
  const limit = addressLimitOf(app);

  app.route({
    method: 'POST',
    url: '/sign-in/provider/begin',
    schema: { body: providerBeginAsk, response: { 200: providerBegun } },
    handler: async (request) => {
      const at = there(provider);
      await limit.begun(request);
      return at.begin(request.body).catch(said(at, request.log));
    },
  });

  app.route({
    method: 'POST',
    url: '/sign-in/provider',
    schema: { body: providerSignInAsk, response: { 200: signedIn } },
    handler: async (request) => {
      const at = there(provider);
      await limit.check(request);
      const { devices, deviceName, ...brought } = request.body;
      const failed = async (error: ProblemError): Promise<never> => {
        await limit.failed(request);
        throw error;
      };
      const outcome = await at
        .finish(brought)
        .then((whom) => signInByProvider(parts, { devices, deviceName }, whom))
        .catch(said(at, request.log))
        .catch(failed);
      if (outcome === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
      if (outcome === 'used') return failed(new ProblemError('sign-in', over));
      if (outcome === 'unknown')
        return failed(new ProblemError('unknown-person', `${at.name} knows this person and Hilo does not.`));
      return outcome;
    },
  });

  app.route({
    method: 'PUT',
    url: '/people/:id/subject',
    onRequest: gate.signedIn('admin'),
    schema: {
      params: z.strictObject({ id: personId }),
      body: subjectAsk,
      response: { 204: z.null() },
    },
    handler: async ({ params, body, who }, reply) => {
      const { issuer } = there(provider);
      const linked = await linkPerson(
        parts.pool,
        issuer,
        { person: params.id, subject: body.subject },
        doerOf(who),
      );
      if (linked === 'nobody') throw nobody();
      if (linked === 'taken')
        throw new ProblemError('conflict', '/subject: another person here is meant by it.', {
          why: 'subject-taken',
        });
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'GET',
    url: '/people/:id/sign-in',
    onRequest: gate.signedIn('admin'),
    schema: {
      description: 'With what somebody signs in: a password, an app beside it, the identity provider.',
      params: z.strictObject({ id: personId }),
      response: { 200: waysOfPerson },
    },
    handler: async ({ params: { id } }) => {
      const ways = await waysOf(parts.pool, provider, id);
      if (ways === null) throw nobody();
      return ways;
    },
  });
}

const nobody = () => new ProblemError('not-found', 'There is no such person.');

function there(provider: Provider | null): Provider {
  if (provider === null) throw new ProblemError('not-found', 'This centre has no identity provider.');
  return provider;
}

const over = 'This sign-in is over, was used already, or is not what was begun: begin again.';

/** What went wrong between the centre and the provider, for whoever signs in; the library's code of it is for the log. */
const said =
  ({ name }: Provider, log: FastifyBaseLogger) =>
  (error: unknown): never => {
    if (!(error instanceof ProviderError)) throw error;
    log.warn({ err: error, code: error.code }, 'provider');
    throw error.why === 'answer'
      ? new ProblemError('sign-in', over, { cause: error })
      : new ProblemError('provider', `${name} does not answer this centre as it must.`, { cause: error });
  };
