import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { onTestFinished, vi } from 'vitest';
import { type App, buildApp } from '#server/app.ts';
import { openEar } from '#server/database/ear.ts';
import type { PoolOptions } from '#server/database/pool.ts';
import { inTransaction } from '#server/database/transaction.ts';
import type { Requester } from '#server/identity/requester.ts';
import { openSigning, type Signing } from '#server/identity/signing.ts';
import { append } from '#server/ledger/append.ts';
import { type ExchangeParts, exchangeRoutes } from '#server/ledger/exchange.ts';
import { type Ledger, openLedger } from '#server/ledger/ledger.ts';
import { type PokeParts, pokeRoutes } from '#server/ledger/pokes.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { bodyOf, nextLink, noLink } from '#shared/sync/chain.ts';
import {
  type Cursor,
  type ExchangeAnswer,
  type ExchangeAsk,
  exchangeAnswer,
  type SentCommand,
  type WirePage,
} from '#shared/sync/exchange.ts';
import { poolOf } from './centre.ts';
import { signedInByHeader, whoHeader } from './header.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Somebody at a machine of their own. */
export function person(id: string, ...teams: string[]): Requester {
  return { person: { id, name: id, role: 'agent', skills: [], level: 1 }, device: randomUUID(), teams };
}

export async function makeTeams(pool: pg.Pool, ...teams: string[]): Promise<void> {
  await pool.query('INSERT INTO team (team, name) SELECT t, t FROM unnest($1::text[]) AS t', [teams]);
  await pool.query('INSERT INTO team_head (team) SELECT unnest($1::text[])', [teams]);
}

export type Process = {
  url: string;
  app: App;
  ledger: Ledger;
  pool: pg.Pool;
  signing: Signing;
  failures: unknown[];
};

/** The ledger's part of one server process on a database, closed after the test. */
export async function processOn(
  url: string,
  options: PoolOptions & {
    now?: () => number;
    allowed?: (who: Requester) => Requester | null;
    beat?: number;
    onChange?: NonNullable<PokeParts['onChange']>;
    snapshotOf?: NonNullable<ExchangeParts['snapshotOf']>;
  } = {},
): Promise<Process> {
  const { now = Date.now, allowed = (who) => who, beat, snapshotOf, onChange } = options;
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  const pool = poolOf(url, options);
  const ear = await openEar(url, failed);
  const signing = await openSigning(pool);
  onTestFinished(() => ear.close());
  const ledger = await openLedger({ pool, ear, now, signing, failed });
  const app = buildApp();
  exchangeRoutes(app, {
    pool,
    ledger,
    signedIn: signedInByHeader,
    now,
    ...(snapshotOf ? { snapshotOf } : {}),
  });
  pokeRoutes(app, {
    heads: ledger.heads,
    signedIn: signedInByHeader,
    stillAllowed: allowed,
    ...(beat ? { beat } : {}),
    ...(onChange ? { onChange } : {}),
  });
  onTestFinished(async () => {
    await app.close();
    await ledger.close();
  });
  return { url, app, ledger, pool, signing, failures };
}

/** A command as a desk would have stamped it. */
/** @param slip what says that it may be given, as the centre signed it */
export function sent(
  ask: CommandAsk,
  by = 'lucia',
  id: string = randomUUID(),
  at = 1_000,
  slip?: string,
): SentCommand {
  const number = ask.type === 'case.open' ? '123456789012' : null;
  return { id, team: null, text: JSON.stringify({ v: 1, stamp: { id, at, by, number }, ask, slip }) };
}

/** A server inside this process, or the address of one. */
export type Place = App | string;

async function post(
  at: Place,
  who: Requester,
  payload: ExchangeAsk,
): Promise<{ status: number; text: string }> {
  const headers = { [whoHeader]: JSON.stringify(who) };
  if (typeof at !== 'string') {
    const reply = await at.inject({ method: 'POST', url: '/exchange', headers, payload });
    return { status: reply.statusCode, text: reply.body };
  }
  const reply = await fetch(`${at}/exchange`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return { status: reply.status, text: await reply.text() };
}

/** The least that a desk is: cursors, and what it was told. It checks every page as a store does. */
export type Desk = {
  who: Requester;
  cursors: Map<string, Cursor>;
  bodies: Map<string, string[]>;
  exchange(at: Place, more?: Partial<ExchangeAsk>): Promise<ExchangeAnswer>;
  /** Exchanges until nothing comes any more. */
  catchUp(at: Place): Promise<void>;
};

export function deskOf(who: Requester): Desk {
  const incarnation = randomUUID();
  const cursors = new Map<string, Cursor>();
  const bodies = new Map<string, string[]>();

  function take(page: WirePage): void {
    const at = cursors.get(page.team) ?? { team: page.team, epoch: null, n: 0, link: noLink };
    if (page.from !== at.n) throw new Error(`page from ${page.from} at cursor ${at.n}`);
    if (page.count !== page.changes.length || page.count !== page.to - page.from) throw new Error('count');
    page.changes.forEach(({ n }, index) => {
      if (n !== page.from + index + 1) throw new Error('a hole');
    });
    const texts = page.changes.map(bodyOf);
    const link = texts.reduce((before, text) => nextLink(sha256, before, text), at.link);
    if (link !== page.link) throw new Error('the chain is another');
    cursors.set(page.team, { team: page.team, epoch: page.epoch, n: page.to, link });
    bodies.set(page.team, [...(bodies.get(page.team) ?? []), ...texts]);
  }

  const exchange: Desk['exchange'] = async (app, more = {}) => {
    const ask = askOf({ incarnation, cursors: [...cursors.values()], ...more });
    const { status, text } = await post(app, who, ask);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    const answer = exchangeAnswer.parse(JSON.parse(text));
    for (const page of answer.pages) take(page);
    return answer;
  };

  return {
    who,
    cursors,
    bodies,
    exchange,
    async catchUp(app) {
      while ((await exchange(app)).pages.length > 0);
    },
  };
}

export function askOf(more: Partial<ExchangeAsk>): ExchangeAsk {
  return {
    v: 1,
    incarnation: randomUUID(),
    cursors: [],
    commands: [],
    checkpoints: [],
    witnessed: [],
    loads: null,
    ...more,
  };
}

/** A team's stream as it lies in the database. */
export async function streamOf(
  pool: pg.Pool,
  team: string,
): Promise<{ n: number; body: string; link: string; key: string }[]> {
  const { rows } = await pool.query('SELECT n, body, link, key FROM change WHERE team = $1 ORDER BY n', [
    team,
  ]);
  return rows;
}

/** Puts notes into a team's stream without the way through a desk. */
export async function fillTeam(
  pool: pg.Pool,
  team: string,
  count: number,
  textOf: (index: number) => string = (index) => `Note ${index}`,
): Promise<void> {
  if (count === 0) return;
  const events = Array.from({ length: count }, (_, index) => ({
    id: `${randomUUID()}:0`,
    type: 'note.added.1',
    customerId: `c${index % 10}`,
    caseId: null,
    at: 1000,
    by: 'lucia',
    data: { text: textOf(index), about: 'note' },
  }));
  await inTransaction(pool, (client) => append(client, team, 1000, events, []));
}

/** Until a process has heard of what lies in the database. */
export async function allHeard({ pool, ledger }: Process): Promise<void> {
  const { rows } = await pool.query<{ team: string; n: number; link: string }>(
    'SELECT team, n, link FROM team_head',
  );
  await vi.waitFor(() => {
    for (const { team, n, link } of rows) {
      const head = ledger.heads.of(team);
      if (head.n !== n || head.link !== link) throw new Error('not heard yet');
    }
  }, 10_000);
}
