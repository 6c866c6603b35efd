import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What processes live in: `stop` ends them, `alive` is those that have not ended yet. */
export type Life = { stop: AbortSignal; alive: Set<Promise<unknown>> };

/** A process of the bench's own that speaks over Node's channel. It ends with the bench, also when that is stopped. */
export type Child<In, Out> = {
  send(message: In): void;
  /** Hears every message from now on. Returns how to stop. */
  hear(listener: (message: Out) => void): () => void;
  /** The next message. Rejects when the process ends before. */
  next(): Promise<Out>;
  /** Resolves with why, when the process has ended. */
  gone: Promise<Error>;
  end(): Promise<void>;
};

/** @param script beside this file */
export function child<In extends object, Out>(
  script: string,
  args: readonly string[],
  life: Life,
): Child<In, Out> {
  const own = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    signal: life.stop,
  });
  const listeners = new Set<(message: Out) => void>();
  const gone = goneOf(own, script, life);
  own.on('message', (message) => {
    for (const listener of listeners) listener(message as Out);
  });
  const hear = (listener: (message: Out) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    send: (message) => void (own.connected && own.send(message)),
    hear,
    gone,
    next: () =>
      new Promise((resolve, reject) => {
        const deaf = hear((message) => {
          deaf();
          resolve(message);
        });
        gone.then(reject);
      }),
    async end() {
      if (own.connected) own.disconnect();
      await ended(own, gone);
    },
  };
}

/** A program that says on its output when it is ready. */
export type Program = { ready: string; end(): Promise<void> };

/** @param ready what it says; resolves with that line */
export async function program(
  path: string,
  env: NodeJS.ProcessEnv,
  ready: RegExp,
  life: Life,
): Promise<Program> {
  const own = spawn(process.execPath, [path], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: life.stop,
  });
  const gone = goneOf(own, path, life);
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    own.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text = `${text}${more}`.slice(-10_000);
      const line = text.split('\n').find((one) => ready.test(one));
      if (line !== undefined) resolve(line);
    });
    gone.then(reject);
  });
  return {
    ready: said,
    async end() {
      own.kill('SIGTERM');
      await ended(own, gone);
    },
  };
}

/** Resolves with an error when the process has ended, however it ended. */
function goneOf(own: ChildProcess, name: string, { alive }: Life): Promise<Error> {
  const over = new Promise((gone) => own.once('exit', gone)).finally(() => alive.delete(over));
  alive.add(over);
  return new Promise((resolve) => {
    own.on('error', resolve);
    own.on('exit', (code, signal) => resolve(new Error(`${name} ended (${code ?? signal})`)));
  });
}

async function ended(own: ChildProcess, gone: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => own.kill('SIGKILL'), 15_000);
  if (own.exitCode === null && own.signalCode === null && own.pid !== undefined) {
    await gone;
    // An abort is told before the process is gone.
    if (own.exitCode === null && own.signalCode === null) await new Promise((exit) => own.once('exit', exit));
  }
  clearTimeout(timer);
}
