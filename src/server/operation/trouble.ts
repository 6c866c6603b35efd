import { NewerDatabaseError } from '../database/migrate.ts';

/** Why a centre does not start, for whoever starts it: one sentence, and what to do where that is known. */
export function sentenceOf(error: unknown): string {
  const code = codeOf(error);
  const known = code === null ? undefined : sentences[code];
  if (known !== undefined) return known;
  if (error instanceof NewerDatabaseError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  // A setting of every connection that came with PostgreSQL 17 (42704: there is no such thing).
  if (code === '42704' && message.includes('transaction_timeout'))
    return 'The PostgreSQL in DATABASE_URL is too old: Hilo needs 17 or newer.';
  return message === '' ? `The centre does not start: ${code ?? 'no reason is given'}.` : message;
}

/** Of Node's system errors, and of PostgreSQL (appendix A of its manual). */
const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something else listens at this port already, perhaps another Hilo: set HILO_PORT.',
  EADDRNOTAVAIL: 'This machine has no such address: set HILO_HOST.',
  EACCES: 'This user may not listen at this port or use this folder: set HILO_PORT or HILO_DATA.',
  ECONNREFUSED: 'Nobody listens where DATABASE_URL says the database is.',
  ENOTFOUND: 'The host in DATABASE_URL is not known.',
  '28P01': 'The database refuses the password in DATABASE_URL.',
  '28000': 'The database refuses the user in DATABASE_URL.',
  '3D000': 'There is no such database as DATABASE_URL names.',
  '25006': 'The database in DATABASE_URL takes no changes: it is a standby, or was made read-only.',
  '53100': 'The disk of the database is full.',
  '53300': 'The database takes no more connections: raise its max_connections.',
  '57P03': 'The database is just starting, or stopping.',
  '42501':
    'The user in DATABASE_URL may not do what the centre needs: it should own its database, or DATABASE_OWNER_URL names the one that does.',
};

/** An AggregateError has one for each address that was tried. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) ? codeOf(errors[0]) : null;
}
