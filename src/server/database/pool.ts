import pg from 'pg';
import type { Lines } from './lines.ts';

/**
 * What holds for every connection of the centre. A process that vanished in a transaction must not keep the others
 * waiting, and an answer given is on disk.
 */
export const connectionSettings = {
  synchronous_commit: 'on',
  idle_in_transaction_session_timeout: '5s',
  lock_timeout: '3s',
  statement_timeout: '10s',
  transaction_timeout: '15s',
} as const;

export type PoolOptions = {
  /** Connections at most. */
  size?: number;
  /** Hears of connections that broke while nobody used them; the pool replaces them. */
  onError?: (error: Error) => void;
  /** On top of `connectionSettings`, or instead of one of them. */
  settings?: Readonly<Record<string, string>>;
  /** Where its sockets are from, for whoever cuts them. */
  lines?: Lines;
};

const int8 = 20;

/** Reads `bigint` as a number: numbers of changes, instants and counts stay far below 2^53. @throws RangeError above it. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is over 2^53');
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format),
};

/**
 * How to reach a database, with the settings as start-up options: they cost no round trip. What the address itself sets in `options`
 * comes after ours and so wins.
 */
export function connectionOf(url: string, settings: Readonly<Record<string, string>> = {}): pg.ClientConfig {
  const address = new URL(url);
  const own = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  const all = { ...connectionSettings, ...settings };
  const ours = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  return {
    connectionString: address.href,
    options: [...ours, own].join(' ').trim(),
    application_name: 'hilo',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types,
  };
}

/**
 * The connections of one server process. Opens none before it is asked for one. What is asked on one of them before the answer to something
 * else is there goes out at once: PostgreSQL takes one after the other all the same.
 */
export function openPool(url: string, { size = 10, onError, settings, lines }: PoolOptions = {}): pg.Pool {
  const own = {
    max: size,
    idleTimeoutMillis: 60_000,
    pipeline: true,
    ...(lines ? { stream: () => lines.stream() } : {}),
  };
  const pool = new pg.Pool({ ...connectionOf(url, settings), ...own });
  pool.on('error', (error) => onError?.(error));
  // One that breaks while it is in use is heard of by the query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
