import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import fastify, {
  type ConnectionError,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactoryHandler,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { upLimits } from '#shared/sync/exchange.ts';
import { centreHeader, type Problem } from '#shared/sync/identity.ts';
import { fixedHeaders } from './fixed-headers.ts';
import { ProblemError, problemFrom, statusOf } from './problem.ts';

/** The centre's HTTP server. Parts hang their routes into it. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type AppOptions = {
  logger?: FastifyBaseLogger;
  /** PEM texts. Null: plain HTTP. */
  tls?: { key: string; cert: string } | null;
  /** Addresses of proxies whose `x-forwarded-for` is believed. */
  proxies?: readonly string[];
};

/** A request's JSON around what `upLimits.bytes` counts. */
const envelopeBytes = 64 * 1024;

/** 32 random bits of the process and which of its requests it is: random bits for each took a hundredth of a small request. */
const newRef = refs(randomBytes(4).toString('hex'));

function refs(process: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}

/**
 * The server without its routes: zod both ways, every answer marked as a centre's, every error a `problem`. Schemas are strict ones:
 * an unknown field is an error, nothing is stripped.
 */
export function buildApp({ logger, tls = null, proxies = [] }: AppOptions = {}): App {
  const base = {
    bodyLimit: upLimits.bytes + envelopeBytes,
    genReqId: newRef,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'ref' }),
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    forceCloseConnections: 'idle',
    // Fastify's own 503 carries no mark of a centre. What still comes on an open connection is answered, and the connection ends.
    return503OnClosing: false,
    frameworkErrors: answerError,
    clientErrorHandler: answerUnread,
    serverFactory: (handler: FastifyServerFactoryHandler) => listenerOf(handler, tls),
  } as const;
  const app = fastify(
    logger ? { ...base, loggerInstance: logger } : base,
  ).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const always = fixedHeaders();
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(always);
    // 316 bytes can unpack to 200 MB: nothing that comes in is unpacked.
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') done();
    else done(new ProblemError('bad-input', 'A request is sent as it is, without content-encoding.'));
  });
  app.setNotFoundHandler((request, reply) =>
    answerError(new ProblemError('not-found', 'There is no such route.'), request, reply),
  );
  app.setErrorHandler(answerError);
  return app;
}

function listenerOf(handler: FastifyServerFactoryHandler, tls: AppOptions['tls']): http.Server {
  const server = tls ? https.createServer(tls, handler) : http.createServer(handler);
  // Longer than proxies keep theirs: they must not send on a connection that is just being closed here.
  server.keepAliveTimeout = 72_000;
  return server;
}

/** What comes is no HTTP, or its head is too long or too slow: answered before there is a request, and the connection ends. */
function answerUnread(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'bad-input';
  const body = JSON.stringify({
    code,
    sentence: 'The request cannot be read.',
    ref: newRef(),
  } satisfies Problem);
  const head = [
    `HTTP/1.1 ${statusOf[code]} ${http.STATUS_CODES[statusOf[code]]}`,
    `${centreHeader}: 1`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The database's own code, or the network's: `53100` is a full disk. */
function causeOf(error: unknown): string | null {
  if (error instanceof ProblemError) return causeOf(error.cause);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfter, ...said } = problemFrom(error);
  const ref = request.id;
  if (said.code === 'internal') request.log.error({ err: error }, 'request-failed');
  const cause = said.code === 'busy' ? causeOf(error) : null;
  if (cause !== null) request.log.warn({ code: cause }, 'busy');
  if (retryAfter !== null) reply.header('retry-after', String(retryAfter));
  const body: Problem = { ...said, ref };
  // Written here: the routes' schemas are of what they answer when all is well.
  return reply
    .code(statusOf[said.code])
    .header(centreHeader, '1')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
}
