import type { FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ExchangeAsk } from '#shared/sync/exchange.ts';
import type { App } from '../app.ts';
import type { Requester } from '../identity/requester.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, where it is short and was read now; for `askedBefore` alone. */
    sentText?: string;
  }
}

/** What brings nothing has about 200 characters for each team of its person. */
const longest = 4_000;

/** Says that an ask brought nothing: it will come again. */
export type Remember = (request: FastifyRequest, ask: ExchangeAsk) => void;

/**
 * A desk that has nothing to say sends the same text every few seconds, and reading it (JSON, then the schema) took a seventh of the whole
 * exchange. So the text that somebody sent last is kept with what it was read as: what is the same letter for letter is not read again, in
 * this scope. What is answered is not kept here. Nor is anything longer than the gate knows its bearer as the same (identity/signed-in.ts).
 */
export function askedBefore(scope: App): Remember {
  const last = new WeakMap<Requester, { text: string; ask: ExchangeAsk }>();
  const read = new WeakSet<object>();
  const isRead = (body: unknown): boolean => typeof body === 'object' && body !== null && read.has(body);
  const json = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    const before = last.get(request.who);
    if (before?.text === text) return done(null, before.ask);
    if (text.length <= longest) request.sentText = text;
    json(request, text, done);
  });
  scope.setValidatorCompiler<z.ZodType>((route) => {
    const check = validatorCompiler(route);
    return (body: unknown) => (isRead(body) ? { value: body } : check(body));
  });
  return ({ who, sentText }, ask) => {
    if (sentText === undefined) return;
    read.add(ask);
    last.set(who, { text: sentText, ask });
  };
}
