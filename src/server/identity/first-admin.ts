import { byItself } from '#shared/promise/fold.ts';
import { loginOf } from '#shared/sync/identity.ts';
import { locks } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import { oneTimePassword } from './one-time.ts';
import { type PeopleParts, putPerson } from './people.ts';
import { putTeam } from './teams.ts';

/**
 * Makes the admin of a centre that has none, and its first team where there is none either. Whichever process is first does it.
 * @returns what they sign in with, to be shown this once; null when there is an admin already
 * @throws ProblemError `bad-input`, when the wanted password is too weak
 */
export async function firstAdmin(
  parts: PeopleParts,
  wanted: { login: string; password: string | null },
): Promise<{ login: string; password: string } | null> {
  return inTransaction(parts.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [locks.firstAdmin]);
    const admins = await client.query("SELECT 1 FROM person WHERE role = 'admin' AND active LIMIT 1");
    if (admins.rowCount !== 0) return null;
    const teams = await client.query<{ team: string }>('SELECT team FROM team ORDER BY team LIMIT 1');
    const team =
      teams.rows[0]?.team ??
      (await putTeam(parts.pool, { id: 'service', name: parts.company || 'Customer service' }, itself)).id;
    const login = loginOf(wanted.login);
    const password = wanted.password ?? oneTimePassword();
    // In transactions of their own: this one only keeps other processes from doing the same.
    const id = login.replaceAll(/[^\w.-]/g, '-').slice(0, 128);
    const name = wanted.login.trim();
    await putPerson(parts, id, { login, name, role: 'admin', active: true, teams: [team], password }, itself);
    // Not in the same transaction, but before anybody could have read it.
    if (wanted.password === null)
      await parts.pool.query('UPDATE person SET one_time = true WHERE id = $1', [id]);
    return { login, password };
  });
}

/** Nobody has signed in yet. */
const itself = { person: byItself, device: null };
