/**
 * Many connected desks in one process, as far as the centre can tell: each keeps a stream of pokes open, exchanges when it is poked, one
 * exchange at a time, and now and then sends a command. There is no store behind them.
 */
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { noLink } from '#shared/sync/chain.ts';
import { type Cursor, type ExchangeAnswer, type SentCommand, zstdType } from '#shared/sync/exchange.ts';
import { note, plainAsk } from './asks.ts';

export type CrowdAsk =
  | { over: true }
  | { begin: { address: string; desks: { token: string; person: string; team: string }[] } }
  /** Commands a second of all these desks together, for so long. `counting`: whether latencies are kept from now on. */
  | { write: { each: number; seconds: number; counting: boolean } };
export type CrowdSaid = { listening: number } | { written: number } | { over: CrowdOver };
/** `latencies`: ms from the ledger's taking a command to its event at a desk that is not its writer's. */
export type CrowdOver = {
  latencies: number[];
  exchanges: number;
  errors: string[];
  heads: [team: string, n: number][];
};

const unpack = promisify(zstdDecompress);
/** Every desk keeps its connection, as a real one does. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 10_000 });
const say = (message: CrowdSaid): void => void process.send?.(message);

type Desk = Awaited<ReturnType<typeof deskOf>>;
const errors: string[] = [];
const latencies: number[] = [];
let exchanges = 0;
let isCounting = false;

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function post(address: string, token: string, body: string): Promise<ExchangeAnswer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: `${zstdType}, application/json`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const asking = request(`${address}/exchange`, { method: 'POST', agent, headers }, (answer) => {
      bodyOf(answer)
        .then(async (raw) => {
          if (answer.statusCode !== 200) throw new Error(`the centre answers ${answer.statusCode}`);
          const packed = answer.headers['content-type']?.startsWith(zstdType);
          // Trusted: the bench's own server; a real desk reads it by its schema, which would be this process's time, not the centre's.
          resolve(JSON.parse((packed ? await unpack(raw) : raw).toString('utf8')) as ExchangeAnswer);
        })
        .catch(reject);
    });
    asking.setNoDelay(true);
    asking.on('error', reject);
    asking.end(body);
  });
}

function deskOf(address: string, { token, person, team }: { token: string; person: string; team: string }) {
  let cursor: Cursor = { team, epoch: null, n: 0, link: noLink };
  const plain = plainAsk([]);
  let waiting: SentCommand[] = [];
  let isAsking = false;
  let isWanted = false;

  function take({ answers, pages, heads }: ExchangeAnswer): void {
    const now = Date.now();
    const answered = new Set(answers.map(({ id }) => id));
    waiting = waiting.filter(({ id }) => !answered.has(id));
    for (const { outcome } of answers) if (outcome !== 'accepted') errors.push(`a command is ${outcome}`);
    for (const page of pages) {
      if (page.from !== cursor.n || page.count !== page.changes.length) errors.push('a page does not fit');
      cursor = { team, epoch: heads[0]?.epoch ?? null, n: page.to, link: page.link };
      if (isCounting)
        for (const { at, event } of page.changes)
          if ((event as { by: string }).by !== person) latencies.push(now - at);
    }
  }

  async function exchange(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      do {
        isWanted = false;
        const answer = await post(
          address,
          token,
          JSON.stringify({ ...plain, cursors: [cursor], commands: waiting.slice(0, 256), loads: null }),
        );
        exchanges += 1;
        take(answer);
        isWanted ||= waiting.length > 0 || (answer.heads[0]?.n ?? 0) > cursor.n;
      } while (isWanted);
    } catch (error) {
      errors.push(String(error));
    } finally {
      isAsking = false;
    }
  }

  const want = (): void => {
    isWanted = true;
    void exchange();
  };

  function write(): void {
    const id = randomUUID();
    const stamp = { id, at: Date.now(), by: person, number: null };
    const customer = `${team}:c:${Math.floor(Math.random() * 200)}`;
    waiting.push({ id, team: null, text: JSON.stringify({ v: 1, stamp, ask: note(customer) }) });
    want();
  }

  /** Resolves when the first poke has come. */
  function listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
      const asking = request(`${address}/pokes`, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`pokes: ${answer.statusCode}`));
        answer.setEncoding('utf8').on('data', (text: string) => {
          for (const [, n] of text.matchAll(/"n":(\d+)/g)) if (Number(n) > cursor.n) want();
          resolve();
        });
        answer.on('close', () => errors.push('a stream of pokes ended'));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  return { listen, write, head: () => [team, cursor.n] as [string, number] };
}

let desks: Desk[] = [];

async function begin({ address, desks: all }: Extract<CrowdAsk, { begin: unknown }>['begin']): Promise<void> {
  desks = all.map((one) => deskOf(address, one));
  // Not all at once: that is another measurement.
  for (let at = 0; at < desks.length; at += 50)
    await Promise.all(desks.slice(at, at + 50).map((one) => one.listen()));
  say({ listening: desks.length });
}

async function write({
  each,
  seconds,
  counting,
}: Extract<CrowdAsk, { write: unknown }>['write']): Promise<void> {
  isCounting = counting;
  const began = performance.now();
  let written = 0;
  await new Promise<void>((over) => {
    const timer = setInterval(() => {
      const due = Math.floor((Math.min(performance.now() - began, seconds * 1000) / 1000) * each);
      for (; written < due; written += 1) desks[Math.floor(Math.random() * desks.length)]?.write();
      if (performance.now() - began < seconds * 1000) return;
      clearInterval(timer);
      over();
    }, 5);
  });
  say({ written });
}

/** The last pokes are on their way: whoever asks waits until every desk is where its team is. */
function over(): void {
  say({ over: { latencies, exchanges, errors, heads: desks.map(({ head }) => head()) } });
}

process.on('message', (ask: CrowdAsk) => {
  if ('begin' in ask) void begin(ask.begin);
  else if ('write' in ask) void write(ask.write);
  else over();
});
process.on('disconnect', () => process.exit(0));
