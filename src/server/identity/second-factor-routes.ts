import type { FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { personId } from '#shared/sync/accounts.ts';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import {
  enrolmentAsk,
  enrolmentBegun,
  enrolmentDone,
  type SecondFactorAsk,
  secondFactorAsk,
} from '#shared/sync/second-factor.ts';
import { doerOf, noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { beginAnew } from './begin-anew.ts';
import { limitOf } from './limit.ts';
import { isOneTime } from './one-time.ts';
import { weakness } from './passwords.ts';
import { beginEnrolment, confirmEnrolment, isCodeOf } from './second-factor.ts';
import { admit, type SignInParts, secondStepOf } from './sign-in.ts';
import type { Gate } from './signed-in.ts';

/** The second step of signing in with a password, and an admin's way to begin it anew. */
export function secondFactorRoutes(app: App, parts: SignInParts, gate: Gate): void {
  const { pool, secondFactor, secondSteps } = parts;
  const slipIn = ({ body }: FastifyRequest) => secondSteps.read((body as { slip: string }).slip);
  // Of codes as many wrong ones are answered as of passwords, and they are counted apart.
  const limit = limitOf(app, (request) => slipIn(request)?.person ?? 'nobody');
  const over = () => new ProblemError('gone', 'This step of signing in is over: begin with the password.');
  const wrong = async (request: FastifyRequest): Promise<never> => {
    await limit.failed(request);
    throw new ProblemError('sign-in', 'The code is wrong, or was used.');
  };

  /**
   * Whoever hands in a code that is right is admitted, and `then` does the rest in the same transaction. `isNew`: of an app that is being set
   * up. @throws ProblemError gone: this step is over; sign-in: the code is not right; not-allowed: the machine was shut out
   */
  async function coded<T extends object>(
    request: FastifyRequest,
    { slip, code, ...machine }: SecondFactorAsk,
    isNew: boolean,
    then: (client: PoolClient, person: string, given: SignedIn) => Promise<T>,
  ): Promise<T> {
    await limit.check(request);
    const outcome = await inTransaction(pool, async (client) => {
      const person = await secondStepOf(parts, client, slip);
      if (person === null || (await isOneTime(client, person.id))) return 'over';
      if (!(await isCodeOf(client, secondFactor, person.id, code, isNew))) return 'wrong';
      const given = await admit(parts, client, person, machine);
      return given === 'revoked' ? 'revoked' : then(client, person.id, given);
    });
    if (outcome === 'over') throw over();
    if (outcome === 'wrong') return wrong(request);
    if (outcome === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
    return outcome;
  }

  app.route({
    method: 'POST',
    url: '/sign-in/second-factor',
    schema: { body: secondFactorAsk, response: { 200: signedIn } },
    handler: (request) => coded(request, request.body, false, async (_client, _person, given) => given),
  });

  app.route({
    method: 'POST',
    url: '/sign-in/enrolment',
    schema: { body: enrolmentAsk, response: { 200: enrolmentBegun } },
    handler: async (request) => {
      const begun = await inTransaction(pool, async (client) => {
        const person = await secondStepOf(parts, client, request.body.slip);
        return person && !(await isOneTime(client, person.id))
          ? beginEnrolment(client, secondFactor, person)
          : null;
      });
      if (begun === null) throw over();
      return begun;
    },
  });

  app.route({
    method: 'POST',
    url: '/sign-in/enrolment/confirm',
    schema: { body: secondFactorAsk, response: { 200: enrolmentDone } },
    handler: (request) =>
      coded(request, request.body, true, async (client, person, given) => {
        const recovery = await confirmEnrolment(client, person);
        // Whoever had the password may have been faster than its owner: an admin sees who set up what, where and when.
        await noteAct(
          client,
          { person, device: given.device },
          {
            what: 'second-factor.made',
            target: `person:${person}`,
            before: { secondFactor: false },
            after: { secondFactor: true },
          },
        );
        return { recovery, signedIn: given };
      }),
  });

  app.route({
    method: 'POST',
    url: '/people/:id/second-factor/reset',
    onRequest: gate.signedIn('admin'),
    schema: {
      params: z.strictObject({ id: personId }),
      body: z.strictObject({ password: z.string().min(1).max(1000) }),
      response: { 204: z.null() },
    },
    handler: async ({ params: { id }, body: { password }, who }, reply) => {
      // The password that they had may have been short, with the code beside it: until there is an app again it is the only factor.
      const weak = weakness(password, [id, parts.company]);
      if (weak !== null || password === parts.refused)
        throw new ProblemError('bad-input', `/password: ${weak ?? 'everybody knows this one'}.`, {
          why: 'weak-password',
        });
      const hash = await parts.passwords.hash(password);
      const isThere = await inTransaction(pool, (client) =>
        beginAnew(client, id, { hash, oneTime: false }, doerOf(who)),
      );
      if (!isThere) throw new ProblemError('not-found', 'There is no such person.');
      return reply.code(204).send(null);
    },
  });
}
