import { z } from 'zod';
import { type OwnPasswordAsk, ownPasswordAsk } from '#shared/sync/accounts.ts';
import { doerOf, noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { limitOf } from './limit.ts';
import { mustBeGood } from './new-password.ts';
import type { Requester } from './requester.ts';
import { endDevicesOf, type SignInParts } from './sign-in.ts';
import type { Gate } from './signed-in.ts';

/** Changing one's own password, by whoever knows the one of now: a desk that somebody left open is not enough. */
export function ownPasswordRoute(app: App, parts: SignInParts, gate: Gate): void {
  // As many wrong ones are answered as at the sign-in.
  const limit = limitOf(app, ({ who }) => who.person.id);
  app.route({
    method: 'PUT',
    url: '/me/password',
    onRequest: gate.signedIn(),
    schema: {
      description:
        'A new password of one’s own. Other machines of this person sign in again; the one that asks goes on.',
      body: ownPasswordAsk,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await limit.check(request);
      const outcome = await changeOwnPassword(parts, request.who, request.body);
      if (outcome === 'none')
        throw new ProblemError('bad-input', 'There is no password of this centre to change.', {
          why: 'no-password',
        });
      if (outcome === 'wrong') {
        await limit.failed(request);
        throw new ProblemError('bad-input', '/current: this is not the password of now.', {
          why: 'wrong-password',
        });
      }
      return reply.code(204).send(null);
    },
  });
}

/**
 * `wrong`: the one of now is another. `none`: they sign in by the identity provider alone. What their other devices were given is over.
 * Throws ProblemError `bad-input` for a password that can be guessed, `busy` when too many are looked at.
 */
async function changeOwnPassword(
  parts: SignInParts,
  who: Requester,
  { current, password }: OwnPasswordAsk,
): Promise<'changed' | 'wrong' | 'none'> {
  const { pool, passwords } = parts;
  const { id, name } = who.person;
  const { rows } = await pool.query<{ login: string; password: string | null }>(
    'SELECT login, password FROM person WHERE id = $1',
    [id],
  );
  const [before] = rows;
  if (!before || before.password === null) return 'none';
  const { right } = await passwords.check(before.password, current);
  if (!right) return 'wrong';
  await mustBeGood(parts, { id, name, login: before.login }, password);
  const hash = await passwords.hash(password);
  return inTransaction(pool, async (client) => {
    // One that an admin gave them meanwhile counts.
    const { rowCount } = await client.query(
      'UPDATE person SET password = $2, one_time = false WHERE id = $1 AND active AND password = $3',
      [id, hash, before.password],
    );
    if (rowCount === 0) return 'wrong';
    await noteAct(client, doerOf(who), {
      what: 'password.changed',
      target: `person:${id}`,
      before: {},
      after: { newPassword: true },
    });
    await endDevicesOf(client, id, who.device);
    return 'changed';
  });
}
