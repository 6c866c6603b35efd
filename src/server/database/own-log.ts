import type { Pool } from 'pg';

/**
 * What PostgreSQL would write of customers into a log of its own, as a sentence for whoever runs the centre; null: nothing. It quotes the row
 * or the text at which a statement failed unless it is terse, and the values of every statement that it logs, because it was slow or all are
 * logged, unless their length is none.
 */
export async function ownLogOf(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name IN ('log_error_verbosity', 'log_parameter_max_length', 'log_parameter_max_length_on_error')",
  );
  const found = new Map(rows.map(({ name, setting }) => [name, setting]));
  const wrong = Object.entries(quiet).filter(([name, wanted]) => found.get(name) !== wanted);
  if (wrong.length === 0) return null;
  const settings = wrong.map(([name, wanted]) => `${name} = ${wanted}`).join(', ');
  return `PostgreSQL's own log may hold names, numbers and texts of customers: set ${settings} for the database (docs/operating.md, On a real database).`;
}

/** Of a session: pg_settings has lengths in bytes, -1 for all of them. */
const quiet = {
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
} as const;
