import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { openEmbedded } from '#server/database/embedded.ts';
import type { Command, CommandAsk } from '#shared/case/commands.ts';
import { caseNumber } from '#shared/case/number.ts';
import type { ExchangeAnswer, ExchangeAsk } from '#shared/sync/exchange.ts';
import type { DemoPeople, SignedIn } from '#shared/sync/identity.ts';
import { keepLog, keepSaid } from './logs.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

/** The demo company's centre, a real server process with a PostgreSQL of its own. */
export type Centre = {
  address: string;
  /** Of all its people. */
  password: string;
  /** As if everybody had signed in ten minutes ago. */
  signInsAreOld: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts it in a folder of its own, removed afterwards. */
export const startCentre = async (): Promise<Centre> => {
  const server = await startServer(['--demo']);
  const { password } = await ask<DemoPeople>(server.address, '/demo/people');
  return { ...server, password };
};

/** Any centre, in a folder of its own, removed afterwards. */
export const startServer = async (
  args: string[],
  settings: Record<string, string> = {},
): Promise<Omit<Centre, 'password'> & { folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-centre-'));
  // PostgreSQL does not run as root: it goes into the folder under another account.
  chmodSync(folder, 0o755);
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...env, HILO_DATA: folder, HILO_PORT: '0', HILO_LOG: 'debug', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  keepSaid('centre', child.stdout, child.stderr);
  let said = '';
  const address = await new Promise<string>((listens, failed) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      const found = /listens at (http\S+)/.exec(said)?.[1];
      if (found !== undefined) listens(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => failed(new Error(`the centre ended before it listened: ${said}`)));
  });
  for (const at of [folder, join(folder, 'demo')]) keepLog(join(at, 'postgres.log'), 'postgres');
  return {
    address,
    folder,
    signInsAreOld: async () => {
      const { url, leave } = await openEmbedded({
        folder: args.includes('--demo') ? join(folder, 'demo') : folder,
      });
      const client = new pg.Client(url);
      await client.connect();
      await client.query('UPDATE device SET proven = now_ms() - 600000');
      await client.end();
      await leave();
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Somebody at another desk, who speaks to the centre without a window. */
export type Colleague = {
  solve: (one: { customerId: string; caseId: string }) => Promise<void>;
  /** Opens a case and promises something in it that was due at that moment, ms since 1970. */
  promise: (customerId: string, subject: string, until: number) => Promise<void>;
};

/** Asks a route of the centre, with a body for POST; null where there is nothing to answer. Throws unless it says yes. */
export const ask = async <T>(address: string, path: string, body?: unknown, token?: string): Promise<T> => {
  const answer = await fetch(address + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? null : await answer.json()) as T;
};

/** One of the demo's people, signed in at the centre as at another machine. */
export const colleague = async ({ address, password }: Centre, login: string): Promise<Colleague> => {
  const asked = { login, password, device: null, deviceName: 'elsewhere' };
  const { token, person } = await ask<SignedIn>(address, '/sign-in', asked);
  const send = async (asks: CommandAsk[]): Promise<void> => {
    const commands = asks.map((one) => {
      const number = one.type === 'case.open' ? caseNumber(String(Date.now()).slice(-11)) : null;
      const stamp = { id: uuidv7(), at: Date.now(), by: person.id, number };
      return { id: stamp.id, team: null, text: JSON.stringify({ v: 1, stamp, ask: one } satisfies Command) };
    });
    const exchange: ExchangeAsk = {
      v: 1,
      incarnation: crypto.randomUUID(),
      cursors: [],
      commands,
      checkpoints: [],
      witnessed: [],
      loads: null,
    };
    const { answers } = await ask<ExchangeAnswer>(address, '/exchange', exchange, token);
    const isDone = answers.length === asks.length && answers.every(({ outcome }) => outcome === 'accepted');
    if (!isDone) throw new Error(`not done: ${JSON.stringify(answers)}`);
  };
  return {
    solve: (one) => send([{ ...one, type: 'case.solve', data: { how: 'Solved elsewhere.' } }]),
    promise(customerId, subject, until) {
      const about = { customerId, caseId: crypto.randomUUID() };
      const data = { promiseId: crypto.randomUUID(), text: 'Le llamo con una respuesta.', until };
      return send([
        { ...about, type: 'case.open', data: { subject, words: '', kind: 'late', orderId: null } },
        { ...about, type: 'promise.make', data },
      ]);
    },
  };
};
