import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zstdCompressSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Role } from '#shared/people.ts';
import { exchangeAsk, type SnapshotHead, type WirePage, zstdType } from '#shared/sync/exchange.ts';
import { centreHeader, type SignedIn } from '#shared/sync/identity.ts';
import type { DeskPolicy } from '#shared/sync/policy.ts';
import { groups } from '#store/snapshot/aside.ts';
import { makeAside, makeChunk, nothingAside } from '#store/snapshot/make.ts';
import { smallCentre } from './centre.ts';

/**
 * What goes wrong with one answer. `lost`: the work is done and the connection breaks; `cut`: half of the body comes; `short`: half of it
 * comes as if it were all; `bad-page`: a page does not lead to its link; a number is a status, with `after` as `retry-after`.
 */
export type Fault =
  | 'lost'
  | 'cut'
  | 'short'
  | 'bad-page'
  | 'gap'
  | 'portal'
  | 'redirect'
  | { status: number; after?: string; bare?: boolean };

export type HttpCentre = Awaited<ReturnType<typeof httpCentre>>;

/** A centre on a real socket, with one person, whose answers go wrong as a test wishes. Closed after the test. */
export async function httpCentre(
  options: Parameters<typeof smallCentre>[0] & { teams?: string[]; policy?: DeskPolicy } = {},
) {
  const { teams = ['es'], policy } = options;
  const ledger = smallCentre({ now: Date.now, ...options });
  for (const team of teams) ledger.makeTeam(team);
  const who = { person: 'lucia', teams };
  const asked: { path: string; at: number }[] = [];
  const streams = new Set<ServerResponse>();
  const snapshots = new Map<string, { head: SnapshotHead; chunks: Buffer[] }>();
  /** Faults of the next answers of a path, in this order, and how many there were. */
  const faults: { path: string; fault: Fault }[] = [];
  const knobs = {
    /** Every exchange goes wrong in this way until it is null. */
    always: null as Fault | null,
    /** A command with this text makes the centre fail in this way. */
    poison: null as { text: string; status: number } | null,
    token: `token-${randomUUID()}`,
    refresh: randomUUID() as string,
    /** Of the person who signed in. */
    role: 'agent' as Role,
    /** What it signs with; null: an older centre. */
    centreKey: null as string | null,
    /** `/pokes` says nothing at all. */
    mute: false,
    /** Runs before an answer is sent. */
    before: null as ((path: string) => Promise<void>) | null,
    injected: 0,
  };

  function signedIn(): SignedIn {
    return {
      person: { id: who.person, name: 'Lucía Ferrer', role: knobs.role, skills: [], level: 1 },
      company: 'Casa Lumbre',
      teams: who.teams.map((id) => ({ id, name: id })),
      token: knobs.token,
      tokenUntil: Date.now() + 900_000,
      refresh: knobs.refresh,
      device: '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22',
      ...(knobs.centreKey === null ? {} : { centreKey: knobs.centreKey }),
      policy,
    };
  }

  async function bodyOf(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }

  function problem(
    response: ServerResponse,
    status: number,
    code: string,
    after?: string,
    bare = false,
  ): void {
    response.writeHead(status, {
      ...(bare
        ? { 'content-type': 'text/html' }
        : { [centreHeader]: '1', 'content-type': 'application/json' }),
      ...(after ? { 'retry-after': after } : {}),
    });
    response.end(bare ? '<html>' : JSON.stringify({ code, sentence: 'No.', ref: 'r-1' }));
  }

  function spoiled(pages: WirePage[], fault: Fault | null): WirePage[] {
    const [first, ...rest] = pages;
    if (!first || (fault !== 'bad-page' && fault !== 'gap')) return pages;
    if (fault === 'bad-page') return [{ ...first, link: 'f'.repeat(64) }, ...rest];
    return [
      { ...first, from: first.from + 1, count: first.count - 1, changes: first.changes.slice(1) },
      ...rest,
    ];
  }

  function send(response: ServerResponse, value: unknown, fault: Fault | null): void {
    const raw = Buffer.from(JSON.stringify(value));
    const isPacked = raw.length > 1024;
    const body = isPacked ? zstdCompressSync(raw) : raw;
    const type = isPacked ? zstdType : 'application/json';
    const head = { [centreHeader]: '1', 'content-type': type };
    if (fault === 'lost') {
      response.socket?.destroy();
    } else if (fault === 'cut') {
      response.writeHead(200, { ...head, 'content-length': body.length });
      response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
    } else if (fault === 'short') {
      response.writeHead(200, head);
      response.end(body.subarray(0, body.length / 2));
    } else {
      response.writeHead(200, head);
      response.end(body);
    }
  }

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) problem(response, 500, 'internal');
      else response.destroy();
      failures.push(error);
    });
  });
  const failures: unknown[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    asked.push({ path, at: Date.now() });
    const text = await bodyOf(request);
    await knobs.before?.(path);
    const index = faults.findIndex((one) => path.startsWith(one.path));
    const [due] = index < 0 ? [] : faults.splice(index, 1);
    const fault = due?.fault ?? (path === '/exchange' ? knobs.always : null);
    if (fault) knobs.injected += 1;
    if (fault === 'portal') {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<html>Please sign in to the hotel</html>');
    }
    if (fault === 'redirect') {
      response.writeHead(302, { location: 'http://portal.example/' });
      return void response.end();
    }
    if (typeof fault === 'object' && fault)
      return problem(response, fault.status, 'internal', fault.after, fault.bare);
    // As of a centre that is older than keys of devices.
    if (path === '/challenge') return problem(response, 404, 'not-found');
    if (path === '/refresh') {
      const ask = JSON.parse(text) as { refresh: string };
      if (ask.refresh !== knobs.refresh) return problem(response, 401, 'sign-in');
      knobs.refresh = randomUUID();
      knobs.token = `token-${randomUUID()}`;
      return send(response, signedIn(), fault);
    }
    if (request.headers.authorization !== `Bearer ${knobs.token}`) return problem(response, 401, 'sign-in');
    if (path === '/exchange') {
      if (knobs.poison !== null && text.includes(knobs.poison.text)) {
        knobs.injected += 1;
        return problem(response, knobs.poison.status, 'bad-input');
      }
      const ask = exchangeAsk.parse(JSON.parse(text));
      const answer = ledger.exchange(ask, who, (team) => snapshots.get(team)?.head ?? null);
      return send(response, { ...answer, pages: spoiled(answer.pages, fault) }, fault);
    }
    if (path === '/pokes') {
      response.writeHead(200, { [centreHeader]: '1', 'content-type': 'text/event-stream' });
      response.flushHeaders();
      streams.add(response);
      response.on('close', () => streams.delete(response));
      if (!knobs.mute) response.write(':\n\n');
      return;
    }
    if (path === '/sign-out') {
      response.writeHead(204, { [centreHeader]: '1' });
      return void response.end();
    }
    const [, , team, id, chunk] = path.split('/');
    const kept = snapshots.get(team ?? '');
    const body = kept?.head.id === id ? kept?.chunks[Number(chunk)] : undefined;
    if (!body) return problem(response, 410, 'gone');
    response.writeHead(200, { [centreHeader]: '1', 'content-type': zstdType });
    response.end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const stream of streams) stream.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    who,
    asked,
    faults,
    knobs,
    failures,
    snapshots,
    signedIn,
    poke(team: string): void {
      for (const stream of streams)
        stream.write(`data: ${JSON.stringify({ team, n: ledger.length(team) })}\n\n`);
    },
    streams: () => streams.size,
    cutStreams(): void {
      for (const stream of streams) stream.destroy();
    },
    /** Makes a first fill of a team as it is now, which is offered from now on. */
    async makeSnapshot(team: string, customersAChunk = 1): Promise<SnapshotHead> {
      const customers = ledger.wholeCustomers(team);
      const chunks: Buffer[] = [];
      const aside = nothingAside();
      const takeAside = async () => {
        const chunk = await makeAside(aside);
        if (chunk) chunks.push(chunk);
      };
      const group = groups();
      for (let i = 0; i < customers.length; i += customersAChunk) {
        chunks.push(await makeChunk(team, customers.slice(i, i + customersAChunk).flat(), aside));
        if (group.isFull()) await takeAside();
      }
      await takeAside();
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      const rows = customers.flat().length;
      const head = { id: randomUUID(), team, ...ledger.head(team), chunks: chunks.length, rows, bytes };
      snapshots.set(team, { head, chunks });
      return head;
    },
  };
}
