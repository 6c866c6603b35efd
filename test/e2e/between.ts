import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ExchangeAnswer } from '#shared/sync/exchange.ts';

/** What happens to a request on its way to the centre. A function writes an answer of its own, or passes it on with `null`. */
export type Way =
  | 'through'
  /** Nobody is there: connections are cut. */
  | 'down'
  /** A guest network shows its own page. */
  | 'portal'
  /** The centre says that it is busy. */
  | 'busy'
  /** The centre wants to know again who it is. */
  | 'sign-in'
  /** The centre does not understand this Hilo any more. */
  | 'update'
  /** The machine was taken off the list. */
  | 'revoked'
  /** Taken, and never answered. */
  | 'silent';

export type Between = {
  address: string;
  /** From the next request on; what is open is cut, except for `through`. `only`: requests that begin so (`GET /imports/`), others go through. */
  goes: (way: Way, only?: string) => void;
  /**
   * The nth request from now on that begins so reaches the centre, its answer is lost, and from then on the line is down. Returns whether
   * that has happened.
   */
  breaks: (only: string, nth: number) => () => boolean;
  /** Requests that begin so wait on their way until the returned function lets them go on. */
  holds: (only: string) => () => void;
  /** What becomes of the answers to exchanges on their way, as JSON; null: nothing. */
  rewrites: (change: ((answer: ExchangeAnswer) => ExchangeAnswer) | null) => void;
  /** When exchanges were asked for, ms, oldest first; whatever became of them. */
  exchanges: () => readonly number[];
  close: () => Promise<void>;
};

const problems = {
  busy: [503, { 'retry-after': '120' }],
  'sign-in': [401, {}],
  update: [426, {}],
  revoked: [403, {}],
} as const;
const codes = { busy: 'busy', 'sign-in': 'sign-in', update: 'update', revoked: 'not-allowed' } as const;

/** Stands between a Hilo and its centre, where a network would. */
export const between = async (centre: string): Promise<Between> => {
  let way: Way = 'through';
  let only = '';
  const exchanges: number[] = [];
  const sockets = new Set<Socket>();
  let change: ((answer: ExchangeAnswer) => ExchangeAnswer) | null = null;
  let held: { only: string; until: Promise<void> } | null = null;
  let breaking: { only: string; left: number } | null = null;
  const target = new URL(centre);

  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const { method, url: path, headers } = from;
    const rewritten = change !== null && path === '/exchange';
    const sent = rewritten ? { ...headers, accept: 'application/json' } : headers;
    const options = { host: target.hostname, port: target.port, method, path, headers: sent };
    const isLast = isBreaking(`${method} ${path}`);
    const onward = request(options, (answer) => {
      if (isLast) return goes('down');
      if (!rewritten || answer.statusCode !== 200) {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        return void answer.pipe(to);
      }
      void text(answer).then((body) => {
        const { 'content-length': _, ...others } = answer.headers;
        to.writeHead(200, others);
        const whole = JSON.parse(body) as ExchangeAnswer;
        to.end(JSON.stringify(change ? change(whole) : whole));
      });
    });
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    from.pipe(onward);
  };

  const isBreaking = (asked: string): boolean => {
    if (breaking === null || !asked.startsWith(breaking.only)) return false;
    breaking.left -= 1;
    return breaking.left === 0;
  };

  const goes = (next: Way, paths = '') => {
    way = next;
    only = paths;
    if (next !== 'through') for (const socket of sockets) socket.destroy();
  };

  const server = createServer((from, to) => {
    const { method = '', url = '/' } = from;
    if (url === '/exchange') exchanges.push(Date.now());
    const now = `${method} ${url}`.startsWith(only) ? way : 'through';
    switch (now) {
      case 'through':
        if (held === null || !`${method} ${url}`.startsWith(held.only)) return pass(from, to);
        return void held.until.then(() => pass(from, to));
      case 'down':
        return void from.socket.destroy();
      case 'silent':
        return void from.resume();
      case 'portal':
        to.writeHead(200, { 'content-type': 'text/html' });
        return void to.end('<h1>Hotel Wi-Fi</h1>');
      default: {
        const [status, more] = problems[now];
        to.writeHead(status, { 'hilo-centre': '1', 'content-type': 'application/json', ...more });
        to.end(JSON.stringify({ code: codes[now], sentence: 'As the test wants it.', ref: 'TEST2345' }));
      }
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    goes,
    breaks: (paths, nth) => {
      const mine = { only: paths, left: nth };
      breaking = mine;
      return () => mine.left <= 0;
    },
    holds: (paths) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = { only: paths, until: promise };
      return () => {
        held = null;
        resolve();
      };
    },
    rewrites: (next) => {
      change = next;
    },
    exchanges: () => exchanges,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
