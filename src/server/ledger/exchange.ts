import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { FastifyReply, onRequestAsyncHookHandler } from 'fastify';
import type { Pool } from 'pg';
import {
  type ExchangeAsk,
  type ExchangeHead,
  exchangeAnswer,
  exchangeAsk,
  type SnapshotHead,
  zstdType,
} from '#shared/sync/exchange.ts';
import type { App } from '../app.ts';
import type { Requester } from '../identity/requester.ts';
import type { Ledger } from './ledger.ts';
import { pageLimits, readPages } from './pages.ts';
import { forksOf, type Stands, standOf } from './stand.ts';

export type ExchangeParts = {
  pool: Pool;
  ledger: Ledger;
  /** Sets `request.who` or answers that it may not. */
  signedIn: onRequestAsyncHookHandler;
  now: () => number;
  /** A first fill that is ready for a team whose stream a desk has not begun: no pages then. */
  snapshotOf?: (team: string) => Promise<SnapshotHead | null>;
};

const compress = promisify(zstdCompress);
/** Shorter answers are not worth a thread's time. */
const compressFrom = 1024;
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** `POST /exchange`: commands up; answers, pages and heads down. */
export function exchangeRoutes(app: App, parts: ExchangeParts): void {
  app.route({
    method: 'POST',
    url: '/exchange',
    onRequest: parts.signedIn,
    schema: { body: exchangeAsk, response: { 200: exchangeAnswer } },
    handler: async (request, reply) => {
      const text = await exchanged(parts, request.body, request.who);
      return send(reply, text, (request.headers.accept ?? '').includes(zstdType));
    },
  });
}

async function send(reply: FastifyReply, text: string, zstd: boolean): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('vary', 'accept');
  if (zstd && text.length > compressFrom) {
    const body = await compress(text, fastest);
    return reply.type(zstdType).send(body);
  }
  return reply.type('application/json; charset=utf-8').send(text);
}

/** The whole exchange, in this order: what the desk sends is in the ledger before what it gets is read, so that its own comes back. */
async function exchanged(parts: ExchangeParts, ask: ExchangeAsk, who: Requester): Promise<string> {
  const { pool, ledger, now } = parts;
  const { heads } = ledger;
  const answers = await ledger.take(ask.commands, { who, incarnation: ask.incarnation });
  const recovered = await ledger.witness(ask.witnessed, who);
  const stands = await standOf(pool, heads, who.teams, ask.cursors);
  const epoch = heads.epoch();
  const forks =
    stands.parted.length === 0
      ? []
      : await forksOf(
          pool,
          { parted: stands.parted, checkpoints: ask.checkpoints },
          { who, epoch, now: now() },
        );
  // What was taken a moment ago may not be heard yet: these teams are read whatever the head says.
  const touched = answers.flatMap((one) => (one.outcome === 'accepted' ? [one.team] : []));
  const { snapshots, pages, reached } = await fill(parts, stands, epoch, touched, recovered.length > 0);
  const head: ExchangeHead = {
    v: 1,
    at: now(),
    answers,
    recovered,
    heads: who.teams.map((team) => ({
      team,
      epoch,
      n: Math.max(heads.of(team).n, reached.get(team) ?? 0),
    })),
    forks,
    snapshots,
  };
  return `${JSON.stringify(head).slice(0, -1)},"pages":[${pages.join(',')}]}`;
}

/** Pages for every team that is behind, while there is room, or a snapshot where a team begins. */
async function fill(
  { pool, snapshotOf }: ExchangeParts,
  { behind, level }: Stands,
  epoch: string,
  touched: readonly string[],
  all: boolean,
): Promise<{ snapshots: SnapshotHead[]; pages: string[]; reached: Map<string, number> }> {
  const from = new Map(behind);
  for (const [team, n] of level) if (all || touched.includes(team)) from.set(team, n);
  const snapshots: SnapshotHead[] = [];
  const pages: string[] = [];
  const reached = new Map<string, number>();
  let room: number = pageLimits.answerBytes;
  for (const [team, n] of from) {
    const snapshot = n === 0 ? ((await snapshotOf?.(team)) ?? null) : null;
    if (snapshot) {
      snapshots.push(snapshot);
      continue;
    }
    if (room <= 0) break;
    const { texts, to, bytes } = await readPages(pool, { team, epoch, from: n, room });
    pages.push(...texts);
    reached.set(team, to);
    room -= bytes;
  }
  return { snapshots, pages, reached };
}
