/**
 * What an error of the database means for whoever asked. `again`: two wanted the same, and the next try may go through. `away`: it
 * cannot be reached, or is full. Null: it will fail the same way each time, or is no error of the database.
 */
export function databaseTrouble(error: unknown): 'again' | 'away' | null {
  const code = codeOf(error);
  if (code !== null && again.has(code)) return 'again';
  if (code !== null && (away.has(code) || /^(08|53|57P|58)/.test(code))) return 'away';
  const text = error instanceof Error ? error.message : '';
  return lost.some((begin) => text.startsWith(begin)) ? 'away' : null;
}

/** SQLSTATE 23505: a row with this key is there. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** PostgreSQL, appendix A: serialization, deadlock, lock timeout, statement, idle and transaction timeout. */
const again: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '57014', '25P03', '25P04']);

/** Of Node's sockets. */
const away: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Errors of pg that have no code (pg/lib/client.js, pg-pool/index.js). */
const lost = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error',
  'Client was closed',
];

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
