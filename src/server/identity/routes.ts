import { z } from 'zod';
import { challengeAnswer, enrolAsk } from '#shared/sync/device.ts';
import { loginOf, refreshAsk, signedIn, signInAsk } from '#shared/sync/identity.ts';
import { signInAnswer } from '#shared/sync/second-factor.ts';
import type { App } from '../app.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { enrol } from './device-keys.ts';
import { isProof } from './device-proof.ts';
import { limitOf } from './limit.ts';
import { endDevices, refresh, type SignInParts, signIn } from './sign-in.ts';
import type { Gate } from './signed-in.ts';

export const me = signedIn.pick({ person: true, company: true, teams: true, device: true });

/** Signing in and out, and who one is. */
export function identityRoutes(app: App, parts: SignInParts, gate: Gate): void {
  const signedInNow = gate.signedIn();
  const limit = limitOf(app, ({ body }) => loginOf((body as { login: string }).login));

  app.route({
    method: 'POST',
    url: '/sign-in',
    schema: { body: signInAsk, response: { 200: signInAnswer } },
    handler: async (request) => {
      await limit.check(request);
      const answer = await signIn(parts, request.body);
      if (answer === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
      if (answer !== null) return answer;
      await limit.failed(request);
      throw new ProblemError('sign-in', 'Login or password is wrong.');
    },
  });

  app.route({
    method: 'POST',
    url: '/refresh',
    schema: { body: refreshAsk, response: { 200: signedIn } },
    handler: async (request) => {
      const answer = await refresh(parts, request.body);
      if (answer === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
      if (answer === null) throw new ProblemError('sign-in', 'Sign in: the refresh token is not good now.');
      return answer;
    },
  });

  app.route({
    method: 'GET',
    url: '/challenge',
    schema: { response: { 200: challengeAnswer } },
    handler: async () => ({ challenge: parts.tokens.challenge() }),
  });

  app.route({
    method: 'POST',
    url: '/enrol',
    onRequest: signedInNow,
    schema: { body: enrolAsk, response: { 200: signedIn } },
    handler: async ({ who, body: { proof } }) => {
      if (!isProof(parts.tokens, 'enrol', proof, ''))
        throw new ProblemError('bad-input', 'The proof of the key is not good now.');
      const answer = await enrol(parts, who, proof.key);
      if (answer === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
      if (answer === 'conflict') throw new ProblemError('conflict', "The key is another person's.");
      if (answer === null) throw new ProblemError('sign-in', 'Sign in: there is no such person or machine.');
      return answer;
    },
  });

  app.route({
    method: 'POST',
    url: '/sign-out',
    onRequest: signedInNow,
    schema: { response: { 204: z.null() } },
    handler: async (request, reply) => {
      await inTransaction(parts.pool, (client) => endDevices(client, [request.who.device]));
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'GET',
    url: '/me',
    onRequest: signedInNow,
    schema: { response: { 200: me } },
    handler: async ({ who }) => {
      const { rows } = await parts.pool.query<{ team: string; name: string }>(
        'SELECT team, name FROM team WHERE team = ANY($1)',
        [who.teams],
      );
      const names = new Map(rows.map((row) => [row.team, row.name]));
      const teams = who.teams.map((id) => ({ id, name: names.get(id) ?? id }));
      return { person: who.person, company: parts.company, teams, device: who.device };
    },
  });
}
