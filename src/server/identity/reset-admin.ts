import type { Pool } from 'pg';
import { byItself } from '#shared/promise/fold.ts';
import { loginOf } from '#shared/sync/identity.ts';
import { type Config, ConfigError } from '../config.ts';
import { openDatabase } from '../database/open.ts';
import { openPool } from '../database/pool.ts';
import { inTransaction } from '../database/transaction.ts';
import { beginAnew } from './begin-anew.ts';
import { oneTimePassword } from './one-time.ts';
import { passwordsOf } from './passwords.ts';

/**
 * Gives an admin a one-time password, takes their authenticator app away and ends what their machines were given, in one transaction with the
 * note of it. For whoever may start a server: they have the database anyway.
 * @param login whose; null: the only admin's
 * @throws ConfigError where that is nobody, or not one
 */
export async function resetAdmin(
  pool: Pool,
  login: string | null,
): Promise<{ login: string; password: string }> {
  const password = oneTimePassword();
  const hash = await passwordsOf().hash(password);
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; login: string }>(
      `SELECT id, login FROM person WHERE role = 'admin' AND active ORDER BY login FOR UPDATE`,
    );
    const admin = login === null && rows.length === 1 ? rows[0] : rows.find((one) => one.login === login);
    if (!admin)
      throw new ConfigError(
        `Say whose: reset-admin LOGIN. Admins here: ${rows.map((one) => one.login).join(', ')}.`,
      );
    await beginAnew(client, admin.id, { hash, oneTime: true }, { person: byItself, device: null });
    return { login: admin.login, password };
  });
}

/** `npm run server -- reset-admin [LOGIN]`. Servers may run. */
export async function resetAdminCommand(
  config: Config,
  words: readonly string[],
  say: (sentence: string) => void,
): Promise<void> {
  if (words.length > 1) throw new ConfigError('One login at a time: reset-admin LOGIN.');
  await using open = new AsyncDisposableStack();
  const { url } = await openDatabase(config, open);
  const pool = openPool(url, { size: 1 });
  open.defer(() => pool.end());
  const { login, password } = await resetAdmin(pool, words[0] === undefined ? null : loginOf(words[0]));
  say(
    `Sign in as ${login} with the one-time password ${password} : Hilo asks for one of your own at once, then for a new app.`,
  );
}
