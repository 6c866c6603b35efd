/**
 * What an error of the database means for whoever asked. `again`: two wanted the same, and the next try may go through. `away`: it
 * cannot be reached, is full, damaged, or takes no changes (a standby). Null: it will fail the same way each time, or is no error of the database.
 */
export function databaseTrouble(error: unknown): 'again' | 'away' | null {
  const code = codeOf(error);
  if (code !== null && again.has(code)) return 'again';
  if (code !== null && (away.has(code) || /^(08|25006|53|57P|58|XX00[12])/.test(code))) return 'away';
  const text = error instanceof Error ? error.message : '';
  return lost.some((begin) => text.startsWith(begin)) ? 'away' : null;
}

/** What `databaseTrouble` found, for whoever asked: they can do nothing but wait, and tell IT what they read. */
export function sentenceOfTrouble(error: unknown): string {
  return sentences[codeOf(error) ?? ''] ?? 'The database cannot be reached just now.';
}

const sentences: Readonly<Record<string, string>> = {
  '25006': 'The database takes no changes just now.',
  '53100': 'The disk of the database is full.',
  '53300': 'The database takes no more connections just now.',
};

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
