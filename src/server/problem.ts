import type { Problem } from '#shared/sync/identity.ts';
import { databaseTrouble, sentenceOfTrouble } from './database/trouble.ts';

export type ProblemCode = Problem['code'];

/** A route does not do what was asked, and says why: thrown anywhere below it. `sentence` holds no name, number or text of anybody. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  /** Seconds until it is worth asking again. */
  readonly retryAfter: number | null;
  /** For a screen that has words for it. */
  readonly why: Problem['why'];
  constructor(
    code: ProblemCode,
    sentence: string,
    options: ErrorOptions & { retryAfter?: number; why?: Problem['why'] } = {},
  ) {
    super(sentence, options);
    this.name = 'ProblemError';
    this.code = code;
    this.retryAfter = options.retryAfter ?? null;
    this.why = options.why;
  }
}

/** HTTP's number for it (RFC 9110; 426 and 429 as their names say, 507 of RFC 4918). */
export const statusOf = {
  'bad-input': 400,
  'sign-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  busy: 503,
  full: 507,
  update: 426,
  provider: 502,
  'unknown-person': 403,
  internal: 500,
} as const satisfies Record<ProblemCode, number>;

const codeOfStatus: ReadonlyMap<number, ProblemCode> = new Map(
  Object.entries(statusOf).map(([code, status]) => [status, code as ProblemCode]),
);

/** What an error is to whoever asked. The text of one that nobody foresaw stays here: it may quote a customer. */
export function problemFrom(error: unknown): Omit<Problem, 'ref'> & { retryAfter: number | null } {
  if (error instanceof ProblemError)
    return { code: error.code, sentence: error.message, retryAfter: error.retryAfter, why: error.why };
  if (databaseTrouble(error) !== null)
    return { code: 'busy', sentence: sentenceOfTrouble(error), retryAfter: 2 };
  const issue = firstIssue(error);
  if (issue !== null) return { code: 'bad-input', sentence: issue, retryAfter: null };
  if (isUnkeepable(error))
    return { code: 'bad-input', sentence: 'A text holds a character that cannot be kept.', retryAfter: null };
  const status = numberOf(error, 'statusCode');
  if (status === null || status >= 500)
    return { code: 'internal', sentence: 'Something went wrong here.', retryAfter: null };
  return {
    code: codeOfStatus.get(status) ?? 'bad-input',
    sentence:
      sentenceOfFastify.get(textOf(error, 'code') ?? '') ?? 'The request cannot be read or is not welcome.',
    retryAfter: null,
  };
}

/** Fastify's own refusals (docs/Reference/Errors.md there). */
const sentenceOfFastify: ReadonlyMap<string, string> = new Map([
  [
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    'This content-type is not taken here: JSON is sent as application/json.',
  ],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'The body is not JSON.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'The body is empty, and JSON was announced.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'The body is larger than is taken here.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'The body is not as long as its content-length says.'],
  ['FST_ERR_BAD_URL', 'This is no address: a percent sign has no two digits after it, or they are no UTF-8.'],
]);

/**
 * PostgreSQL takes no NUL in a text, nor in a JSON text, and no half of a surrogate pair in one: then it says only that it is no JSON, as of
 * any other, and its sentence is in the language of the database.
 */
function isUnkeepable(error: unknown): boolean {
  const code = textOf(error, 'code');
  const isOfJson = textOf(error, 'routine') === 'json_errsave_error';
  return code === '22021' || code === '22P05' || (code === '22P02' && isOfJson);
}

/**
 * Where a schema found the first thing wrong, and what it wanted there, in zod's words: they tell the kind of what came, never the value, which
 * may be a customer's. But they would quote the name of a field that is not known, and somebody may have put anything there.
 */
function firstIssue(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('validation' in error)) return null;
  if (!Array.isArray(error.validation)) return null;
  const [issue]: unknown[] = error.validation;
  const path = textOf(issue, 'instancePath') ?? '/';
  const isUnknownField = textOf(issue, 'keyword') === 'unrecognized_keys';
  const wanted = isUnknownField ? 'It has a field that is not known here' : textOf(issue, 'message');
  return `${path} is not as it must be: ${wanted ?? 'invalid'}.`.slice(0, 500);
}

function textOf(value: unknown, name: string): string | null {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof text === 'string' ? text : null;
}

function numberOf(value: unknown, name: string): number | null {
  const number: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof number === 'number' ? number : null;
}
