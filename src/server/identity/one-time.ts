import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { newPasswordAsk, signInAnswer } from '#shared/sync/second-factor.ts';
import { noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import { mustBeGood } from './new-password.ts';
import { afterPassword, type SignInParts, secondStepOf } from './sign-in.ts';

/** A hundred random bits as four groups of five letters that are not mistaken for one another. */
export function oneTimePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('');
  return text.replaceAll(/.{5}(?=.)/g, '$&-');
}

/** Whether the person's password is good for choosing another one only. */
export async function isOneTime(client: Pick<PoolClient, 'query'>, person: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM person WHERE id = $1 AND one_time', [person]);
  return rowCount === 1;
}

/** The step between a one-time password and everything else: a password of one's own, and on with signing in. */
export function oneTimeRoute(app: App, parts: SignInParts): void {
  app.route({
    method: 'POST',
    url: '/sign-in/new-password',
    schema: {
      description: 'The first password of one’s own, instead of the one-time password that the slip is of.',
      body: newPasswordAsk,
      response: { 200: signInAnswer },
    },
    handler: async (request) => {
      const { slip, password, ...machine } = request.body;
      const over = () =>
        new ProblemError('gone', 'This step of signing in is over: begin with the password.');
      const who = await inTransaction(parts.pool, (client) => secondStepOf(parts, client, slip));
      if (who === null) throw over();
      await mustBeGood(parts, who, password);
      const hash = await parts.passwords.hash(password);
      const outcome = await inTransaction(parts.pool, async (client) => {
        // Once: of two who hold the same slip the second comes too late, because the password is another by then.
        const person = await secondStepOf(parts, client, slip);
        if (person === null || !(await isOneTime(client, person.id))) return 'over';
        await client.query('UPDATE person SET password = $2, one_time = false WHERE id = $1', [
          person.id,
          hash,
        ]);
        await noteAct(
          client,
          { person: person.id, device: null },
          {
            what: 'password.changed',
            target: `person:${person.id}`,
            before: {},
            after: { newPassword: true },
          },
        );
        return afterPassword(parts, client, person, hash, machine);
      });
      if (outcome === 'over') throw over();
      if (outcome === 'revoked') throw new ProblemError('not-allowed', 'This machine has been shut out.');
      return outcome;
    },
  });
}
