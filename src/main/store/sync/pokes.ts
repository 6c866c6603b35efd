import { type Poke, poke } from '#shared/sync/exchange.ts';
import type { Centre } from './ask.ts';
import { type Pace, pauseAfter } from './pace.ts';
import type { TokenKeeper } from './tokens.ts';
import { TroubleError } from './trouble.ts';

export type Pokes = {
  /** Something came on the stream a moment ago: whoever waits for pokes need hardly ask. */
  alive(): boolean;
  /** The way to the centre is there again: connects at once, unless something on that way keeps streams back. */
  hurry(): void;
  close(): Promise<void>;
};

export type PokeParts = {
  centre: Centre;
  tokens: TokenKeeper;
  pace: Pace;
  random: () => number;
  poked: (poke: Poke) => void;
  /** The stream begins or ends to be alive. */
  changed: (isAlive: boolean) => void;
};

/**
 * Hears the centre's pokes (server-sent events: HTML standard, 9.2) for as long as it is open, and connects again after every end. It is
 * only ever a reason to ask: what is told here is never data.
 */
export function hearPokes({ centre, tokens, pace, random, poked, changed }: PokeParts): Pokes {
  const end = new AbortController();
  let isAlive = false;
  let nap: AbortController | null = null;

  function live(is: boolean): void {
    if (is === isAlive) return;
    isAlive = is;
    changed(is);
  }

  /** Reads one stream to its end. Returns whether anything ever came. */
  async function listen(): Promise<boolean> {
    const silence = new AbortController();
    const bark = () => silence.abort(new Error('silence'));
    let timer = setTimeout(bark, pace.silence);
    const signal = AbortSignal.any([end.signal, silence.signal]);
    let came = false;
    try {
      const response = await tokens.using(signal, (token) =>
        centre.stream({ method: 'GET', path: '/pokes', token, signal, patience: pace.silence }),
      );
      const lines = lineReader((text) => {
        const read = poke.safeParse(jsonOf(text));
        if (read.success) poked(read.data);
      });
      for await (const part of response.body ?? []) {
        clearTimeout(timer);
        timer = setTimeout(bark, pace.silence);
        came = true;
        live(true);
        lines(part);
      }
      return true;
    } catch (error) {
      if (error instanceof TroubleError) throw error;
      return came;
    } finally {
      clearTimeout(timer);
      live(false);
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    let mute = 0;
    while (!end.signal.aborted) {
      let retryAfter: number | null = null;
      try {
        const came = await listen();
        failures = came ? 0 : failures + 1;
        mute = came ? 0 : mute + 1;
      } catch (error) {
        if (error instanceof TroubleError) retryAfter = error.trouble.retryAfter;
        failures += 1;
      }
      // A proxy that keeps streams back never says so: after three on which nothing came we poll, and try again later.
      if (mute >= 3) {
        mute = 0;
        await sleep(pace.mute, end.signal);
        continue;
      }
      nap = new AbortController();
      await sleep(
        pauseAfter(failures, retryAfter, pace.backoff, random),
        AbortSignal.any([nap.signal, end.signal]),
      );
      nap = null;
    }
  }

  const running = run();
  return {
    alive: () => isAlive,
    hurry: () => nap?.abort(),
    async close() {
      end.abort();
      await running;
    },
  };
}

/** Ends when the time is over or the signal comes. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** The longest line that is kept while its end has not come. */
const mostText = 64 * 1024;

/** Gives the text of each `data:` line. */
function lineReader(data: (text: string) => void): (part: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (part) => {
    const lines = (rest + decoder.decode(part, { stream: true })).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '').slice(-mostText);
    for (const line of lines) if (line.startsWith('data:')) data(line.slice('data:'.length));
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
