import type { Pool } from 'pg';
import pg from 'pg';

/** Tables that only grow: whoever serves may add to them and read them. What an event once said, no request unsays. */
export const appendOnly = ['change', 'answer', 'epoch', 'fork', 'admin_act'] as const;

/** The account in a database's address. */
export function accountOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/**
 * Lets an account serve on the tables that are there: read and write rows, make nothing, and take nothing from what only grows. Run by their
 * owner, at every start, because a newer Hilo has newer tables; it changes nothing where nothing is missing.
 */
export async function letServe(owner: Pick<pg.Client, 'query'>, account: string): Promise<void> {
  const { rows } = await owner.query<{ missing: boolean; growing: string[] }>(
    `SELECT bool_or(NOT has_table_privilege($1, c.oid, 'SELECT'))
       OR bool_or(has_table_privilege($1, c.oid, 'UPDATE') AND c.relname = ANY ($2)) AS missing,
       array_agg(c.relname::text) FILTER (WHERE c.relname = ANY ($2)) AS growing
     FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'`,
    [account, appendOnly],
  );
  const [found] = rows;
  if (found?.missing !== true) return;
  const who = pg.escapeIdentifier(account);
  // In one message, and so in one transaction.
  await owner.query(`
    GRANT USAGE ON SCHEMA public TO ${who};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${who};
    REVOKE UPDATE, DELETE ON ${found.growing.join(', ')} FROM ${who};
    REVOKE INSERT, UPDATE, DELETE ON migration FROM ${who};
  `);
}

/** What the account that serves could do besides: for the log, and where it matters a sentence for whoever runs the centre. */
export async function weaknessOf(pool: Pool): Promise<{ code: string; sentence: string | null } | null> {
  const { rows } = await pool.query<{ name: string; passes: boolean; owns: boolean }>(
    `SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS passes,
       EXISTS (SELECT FROM pg_class WHERE relname = 'change' AND relowner = r.oid) AS owns
     FROM pg_roles AS r WHERE r.rolname = current_user`,
  );
  const [account] = rows;
  if (account?.passes)
    return {
      code: 'account-passes-row-security',
      sentence: `The database account ${account.name} passes over row-level security: name a plain one in DATABASE_URL (docs/operating.md, Two accounts).`,
    };
  return account?.owns ? { code: 'account-owns-tables', sentence: null } : null;
}
