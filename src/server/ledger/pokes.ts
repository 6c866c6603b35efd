import type { ServerResponse } from 'node:http';
import type { onRequestHookHandler } from 'fastify';
import { z } from 'zod';
import type { Poke } from '#shared/sync/exchange.ts';
import { centreHeader } from '#shared/sync/identity.ts';
import type { App } from '../app.ts';
import type { Requester } from '../identity/requester.ts';
import { ProblemError } from '../problem.ts';
import type { Heads } from './heads.ts';
import type { Meter } from './meter.ts';

export type PokeParts = {
  heads: Heads;
  signedIn: onRequestHookHandler;
  /** Who a stream belongs to now, with the teams of now; null when it must end. */
  stillAllowed: (who: Requester) => Requester | null;
  /** Hears that somebody's rights may have changed. Returns how to stop. */
  onChange?: (listener: () => void) => () => void;
  /** ms between two comments, and between two looks at who may still hear. */
  beat?: number;
  meter?: Meter;
};

/** Proxies and desks take a line that is silent for longer for dead. */
const beatEvery = 15_000;
/** What a reader may leave unread before it is dropped: a few thousand pokes. */
const mostUnread = 64 * 1024;
/** Notices that come faster than this, in ms, are told together; with very many desks, less often: each of them will ask. */
const gatherFor = 50;
const gatherPerDesk = 0.5;
const gatherAtMost = 1000;

type Desk = { who: Requester; stream: ServerResponse };

/**
 * `GET /pokes`: server-sent events (HTML standard, 9.2) that say which team's stream goes how far, never what is in it. First the
 * present heads, then each new one.
 */
export function pokeRoutes(app: App, { beat = beatEvery, ...parts }: PokeParts): void {
  const { heads, signedIn, stillAllowed, onChange } = parts;
  const desks = new Set<Desk>();
  parts.meter?.listening(() => desks.size);
  const news = new Map<string, number>();
  let gathering: NodeJS.Timeout | null = null;
  let lastTold = 0;

  function write(desk: Desk, text: string): void {
    desk.stream.write(text);
    // Who does not read is not waited for: it asks again when it comes back.
    if (desk.stream.writableLength > mostUnread) drop(desk);
  }

  function drop(desk: Desk): void {
    desks.delete(desk);
    desk.stream.destroy();
  }

  function tell(): void {
    gathering = null;
    lastTold = performance.now();
    look();
    const told = [...news].map(([team, n]) => ({ team, text: pokeText({ team, n }) }));
    news.clear();
    for (const desk of desks) {
      const { teams } = desk.who;
      const text = told.flatMap((one) => (teams.includes(one.team) ? [one.text] : [])).join('');
      if (text !== '') write(desk, text);
    }
  }

  const unsubscribe = heads.subscribe((team, n) => {
    news.set(team, n);
    const pause = Math.min(Math.max(gatherFor, desks.size * gatherPerDesk), gatherAtMost);
    gathering ??= setTimeout(tell, Math.max(0, lastTold + pause - performance.now()));
  });

  /** A stream does not outlive the right to it. */
  function look(): void {
    for (const desk of desks) {
      const now = stillAllowed(desk.who);
      if (now === null) {
        desks.delete(desk);
        desk.stream.end();
      } else desk.who = now;
    }
  }

  const unlisten = onChange?.(look);
  const timer = setInterval(() => {
    look();
    for (const desk of desks) write(desk, ':\n\n');
  }, beat);

  function end(): void {
    clearInterval(timer);
    if (gathering) clearTimeout(gathering);
    unsubscribe();
    unlisten?.();
    for (const { stream } of desks) stream.end();
    desks.clear();
  }
  let ended = false;
  app.addHook('preClose', async () => {
    ended = true;
    end();
  });

  app.route({
    method: 'GET',
    url: '/pokes',
    onRequest: signedIn,
    schema: {
      response: {
        200: {
          description: 'A stream of events whose data are `{ team, n }`.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
      },
    },
    handler: (request, reply) => {
      if (ended) throw new ProblemError('busy', 'This centre is stopping.', { retryAfter: 1 });
      const desk: Desk = { who: request.who, stream: reply.raw };
      reply.hijack();
      desk.stream.on('close', () => desks.delete(desk));
      desk.stream.on('error', () => drop(desk));
      desk.stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // nginx keeps a stream back until it has enough of it.
        'x-accel-buffering': 'no',
        [centreHeader]: '1',
      });
      desks.add(desk);
      write(desk, desk.who.teams.map((team) => pokeText({ team, n: heads.of(team).n })).join(''));
    },
  });
}

const pokeText = (poke: Poke): string => `data: ${JSON.stringify(poke)}\n\n`;
