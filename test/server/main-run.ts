import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { password } from './staffed.ts';

const main = resolve(import.meta.dirname, '..', '..', 'src', 'server', 'main.ts');

/** A process that was started with `main.ts`, ended after the test at the latest. */
export type Run = {
  /** What it has said so far: for people, and in its log. */
  out(): string;
  log(): string;
  /** Resolves with its address when it listens. */
  listens: Promise<string>;
  /** Resolves when it has said something that matches. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
};

export function runMain(env: NodeJS.ProcessEnv, args: readonly string[] = []): Run {
  const child = spawn(process.execPath, [main, ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HILO_PORT: '0',
      HILO_SECOND_FACTOR: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let log = '';
  let killed = false;
  const waiting = new Set<() => void>();
  const ended = new Promise<number | NodeJS.Signals>((done) => {
    child.on('close', (code, signal) => {
      if (!killed && code === null) console.error(`a centre was ended by ${signal}: ${out}${log}`);
      done(code ?? signal ?? 0);
    });
  });
  child.stdout.on('data', (text) => {
    out += text;
    for (const look of waiting) look();
  });
  child.stderr.on('data', (text) => {
    log += text;
  });
  onTestFinished(async () => {
    killed = true;
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, failed) => {
      const look = () => {
        const match = pattern.exec(out);
        if (!match) return;
        waiting.delete(look);
        found(match);
      };
      waiting.add(look);
      look();
      void ended.then((code) =>
        failed(new Error(`it ended (${code}) before it said ${pattern}: ${out}${log}`)),
      );
    });
  const listens = says(/listens at (http\S+)/).then((match) => match[1] ?? '');
  // A test that waits for an end waits for no address.
  listens.catch(() => undefined);
  const kill = (signal: NodeJS.Signals): void => {
    killed = true;
    child.kill(signal);
  };
  return { out: () => out, log: () => log, listens, says, kill, ended };
}

/** Speaks JSON with a centre over the network. */
export async function ask(
  address: string,
  path: string,
  options: { method?: string; body?: unknown; token?: string } = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const { body, token } = options;
  const answer = await fetch(`${address}${path}`, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers };
}

/** Signs one of the staff in. */
export async function tokenAt(address: string, person: string): Promise<{ token: string; device: string }> {
  const login = `${person}@casalumbre.example`;
  const { body } = await ask(address, '/sign-in', {
    body: { login, password, device: null, deviceName: 'desk' },
  });
  return body as { token: string; device: string };
}
