import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';

/** Everything that the desktop ever writes down. A new line of the log is a new word here. */
export type LogCode =
  | 'start'
  | 'quit'
  | 'crash'
  | 'key'
  | 'store-state'
  | 'store-exit'
  | 'store-fault'
  | 'set-aside'
  | 'page-gone'
  | 'page-refused'
  | 'link-ignored'
  | 'ring-lost'
  | 'navigation-refused'
  | 'permission-refused'
  | 'import'
  | 'sign-in'
  | 'leave'
  | 'lock'
  | 'unlock'
  | 'own-password'
  | 'wiped'
  | 'sync'
  | 'orders';

export type LogFields = Record<string, string | number | boolean | null>;
export type Log = (code: LogCode, fields?: LogFields) => void;

/** A word, a code, an id or a place in the code. No spaces, no @, no +: nothing that a customer wrote fits by accident. */
const plain = /^[A-Za-z0-9_.:/-]{1,80}$/;
/** Digits in a row are a phone number until proven otherwise; ids and refs are not made of digits alone. */
const digitsOnly = /^[\d.:/-]{6,}$/;

/** One line of the log. A text that is not a plain word becomes `?`, so that nothing personal gets there by mistake. */
export const logLine = (code: LogCode, fields: LogFields = {}): string => {
  const shown = Object.entries(fields).map(([name, value]) => {
    const isRef = name === 'ref' && /^[0-9A-Za-z]{8}$/.test(String(value));
    const safe = isRef || typeof value !== 'string' || (plain.test(value) && !digitsOnly.test(value));
    return `${name}=${safe ? String(value) : '?'}`;
  });
  return [code, ...shown].join(' ');
};

/** What a person reads out to support, and what stands in the log: 8 characters without those that are confused. */
export const newRef = (): string => {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
  return Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('');
};

/** What may be said of an error: its kind and the places in our code, never its message, which may quote data. */
export const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const places = (error.stack ?? '')
    .split('\n')
    .map((line) => /\(?([^\s()]+):(\d+):\d+\)?$/.exec(line.trim()))
    .flatMap((match) => (match?.[1] && match[2] ? [`${basename(match[1])}:${match[2]}`] : []))
    .slice(0, 6);
  const at = Object.fromEntries(places.map((place, index) => [`at${index}`, place]));
  return { error: error.name, code, ...at };
};
