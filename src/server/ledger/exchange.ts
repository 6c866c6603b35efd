import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { FastifyReply, onRequestHookHandler } from 'fastify';
import type { Pool } from 'pg';
import { deskHeader } from '#shared/sync/device.ts';
import {
  type ExchangeAsk,
  type ExchangeHead,
  exchangeAnswer,
  exchangeAsk,
  type SnapshotHead,
  type SnapshotShape,
  zstdType,
} from '#shared/sync/exchange.ts';
import type { App } from '../app.ts';
import type { Acks } from '../erasure/acks.ts';
import type { Requester } from '../identity/requester.ts';
import { askedBefore } from './asked-before.ts';
import type { Ledger } from './ledger.ts';
import type { Meter } from './meter.ts';
import { nothingNewAt } from './nothing-new.ts';
import { pageLimits } from './pages.ts';
import { type ReadPages, type SharedAsk, sharedPages } from './shared-pages.ts';
import { forksOf, standOf } from './stand.ts';

export type ExchangeParts = {
  pool: Pool;
  ledger: Ledger;
  /** Sets `request.who` or answers that it may not. */
  signedIn: onRequestHookHandler;
  now: () => number;
  /** A first fill of the desk's shape that is ready for a team whose stream it has not begun: no pages then. */
  snapshotOf?: (team: string, shape: SnapshotShape) => Promise<SnapshotHead | null>;
  meter?: Meter;
  /** Hears where desks stand. */
  acks?: Acks;
  /** Hears which device exchanged, and what it says of itself. */
  heard?: (device: string, report: unknown) => void;
};

const compress = promisify(zstdCompress);
/**
 * Shorter answers go as they are: what fits into the first flight of a connection (ten segments, RFC 6928) arrives no sooner for being
 * shorter, and a thousand desks that are told of a few changes at once would wait for their centre to compress them.
 */
const compressFrom = 14_000;
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** `POST /exchange`: commands up; answers, pages and heads down. */
export function exchangeRoutes(app: App, parts: ExchangeParts): void {
  const pagesOf = sharedPages(parts.pool);
  const nothingNew = nothingNewAt(parts.ledger.heads);
  // In a scope of its own: only here a body is compared with the one before.
  app.register(async (scope: App) => {
    const remember = askedBefore(scope);
    scope.route({
      method: 'POST',
      url: '/exchange',
      onRequest: parts.signedIn,
      schema: { body: exchangeAsk, response: { 200: exchangeAnswer } },
      handler: (request, reply) => {
        const { who, headers, body: ask } = request;
        parts.heard?.(who.device, headers[deskHeader]);
        parts.acks?.heard(who.device, ask.cursors);
        const nothing = nothingNew(who.teams, ask, parts.now());
        if (nothing !== null) {
          remember(request, ask);
          // Without a promise: this is answered more often than all the rest together.
          return sendText(reply, nothing);
        }
        const isZstd = (headers.accept ?? '').includes(zstdType);
        return exchanged(parts, pagesOf, ask, who).then((text) =>
          isZstd && text.length > compressFrom ? sendPacked(reply, text) : sendText(reply, text),
        );
      },
    });
  });
}

function sendText(reply: FastifyReply, text: string): void {
  reply.type('application/json; charset=utf-8').send(text);
}

async function sendPacked(reply: FastifyReply, text: string): Promise<void> {
  const body = await compress(text, fastest);
  reply.type(zstdType).send(body);
}

/** @param pages JSON texts, as the ledger keeps them */
function textOf(head: ExchangeHead, pages: readonly string[]): string {
  return `${JSON.stringify(head).slice(0, -1)},"pages":[${pages.join(',')}]}`;
}

/**
 * The whole exchange, in this order: where the desk stands; what others did and the ledger lost; what the desk did, which may build on
 * it; and then what the desk gets, with its own among it.
 */
async function exchanged(
  parts: ExchangeParts,
  pagesOf: ReadPages,
  ask: ExchangeAsk,
  who: Requester,
): Promise<string> {
  const { pool, ledger, now, meter } = parts;
  const { heads } = ledger;
  const stands = await standOf(pool, heads, who.teams, ask.cursors);
  const epoch = heads.epoch();
  const forks = await forksOf(pool, stands.parted, ask.checkpoints, { who, epoch, now: now() });
  const parted = new Set(forks.map(({ team }) => team));
  const recovered = await ledger.witness(ask.witnessed, who);
  const answers = await ledger.take(ask.commands, { who, incarnation: ask.incarnation, parted });
  for (const { outcome } of answers) meter?.answered(outcome);

  // What is known to be in a stream, heard of already or not.
  const known = new Map(
    who.teams.map((team) => [team, Math.max(heads.of(team).n, stands.at.get(team) ?? 0)]),
  );
  const raise = (team: string, n: number) => known.set(team, Math.max(known.get(team) ?? 0, n));
  for (const one of answers)
    if (one.outcome === 'accepted' && known.has(one.team)) raise(one.team, one.n + one.count - 1);
  for (const [index, { n }] of recovered.entries()) {
    const team = ask.witnessed[index]?.team;
    if (n !== null && team !== undefined) raise(team, n);
  }
  const life = heads.life();
  const behind = [...stands.at].flatMap(([team, from]) => {
    const upTo = known.get(team) ?? 0;
    return from < upTo ? [{ team, teams: who.teams, epoch, life, from, upTo }] : [];
  });
  const { snapshots, pages, reached } = await fill(parts, pagesOf, behind, ask.loads);
  for (const [team, n] of reached) raise(team, n);

  return textOf(
    {
      v: 1,
      at: now(),
      answers,
      recovered,
      heads: who.teams.map((team) => ({ team, epoch, n: known.get(team) ?? 0 })),
      forks,
      snapshots,
    },
    pages,
  );
}

/** Pages for every team that is behind, while there is room, or a snapshot where a team begins. */
async function fill(
  { snapshotOf, meter }: ExchangeParts,
  pagesOf: ReadPages,
  behind: readonly Omit<SharedAsk, 'room'>[],
  shape: SnapshotShape | null,
): Promise<{ snapshots: SnapshotHead[]; pages: string[]; reached: Map<string, number> }> {
  const snapshots: SnapshotHead[] = [];
  const texts: string[] = [];
  const reached = new Map<string, number>();
  let room: number = pageLimits.answerBytes;
  for (const ask of behind) {
    const { team, from } = ask;
    const snapshot = from === 0 && shape ? ((await snapshotOf?.(team, shape)) ?? null) : null;
    if (snapshot) {
      snapshots.push(snapshot);
      continue;
    }
    if (room <= 0) break;
    const { pages, to, bytes } = await pagesOf({ ...ask, room });
    for (const { text, count } of pages) {
      texts.push(text);
      meter?.paged(count, text.length);
    }
    reached.set(team, to);
    room -= bytes;
  }
  return { snapshots, pages: texts, reached };
}
