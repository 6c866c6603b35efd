import type { PoolClient } from 'pg';
import { type Doer, noteAct } from '../acts/note.ts';
import { endDevicesOf } from './sign-in.ts';

/**
 * Gives somebody another password, takes their authenticator app away and ends what their machines were given, with the note of it.
 * `hash`: of the password; `oneTime`: it is good for choosing one's own only. False: there is no such person.
 */
export async function beginAnew(
  client: Pick<PoolClient, 'query'>,
  person: string,
  { hash, oneTime }: { hash: string; oneTime: boolean },
  by: Doer,
): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE person SET password = $2, one_time = $3 WHERE id = $1', [
    person,
    hash,
    oneTime,
  ]);
  if (rowCount === 0) return false;
  const { rowCount: had } = await client.query('DELETE FROM second_factor WHERE person = $1', [person]);
  await noteAct(client, by, {
    what: 'second-factor.reset',
    target: `person:${person}`,
    before: { secondFactor: had === 1 },
    after: { secondFactor: false, newPassword: true },
  });
  await endDevicesOf(client, person);
  return true;
}
