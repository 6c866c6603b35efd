import type { EventEnvelope } from '#shared/case/events.ts';
import type { Link } from '#shared/sync/chain.ts';
import type { CommandAnswer, Cursor, ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import { type Offered, type Sender, streamName, type Taken } from '#shared/sync/ledger.ts';
import { type Fills, fillFor } from './fills.ts';
import {
  type Change,
  type Database,
  headOf,
  type Item,
  linkAt,
  logOf,
  place,
  type TeamLog,
} from './ledger-state.ts';
import type { Parts } from './parts.ts';

export type Limits = { pageChanges: number; pageBytes: number; pages: number; fillFrom: number };

/** A request at a server process. `reply` null: the process died over it. */
export type Arrival = {
  person: string;
  ask: ExchangeAsk;
  reply(text: string | null): void;
};

type Received = Arrival & {
  forks: ExchangeHead['forks'];
  recovered: ExchangeHead['recovered'];
  answers: CommandAnswer[];
};

type Offer = { from: Received; offered: Offered; sender: Sender };

/** One team's share of a group commit. */
type Share = { log: TeamLog; offers: Offer[]; taken: Taken[]; reserved: number | null };

/** A group commit that has read and decided, holds its locks, and has not committed. */
export type Transaction = {
  process: ServerProcess;
  streams: string[];
  shares: Share[];
  received: Received[];
};

/** `heads`: what this process remembers; what others commit it hears later. */
export type ServerProcess = { heads: Map<string, { n: number; link: Link }>; waiting: Arrival[] };

export type Centre = {
  db: Database;
  processes: ServerProcess[];
  open: Transaction[];
  fills: Fills;
  limits: Limits;
  now: () => number;
  parts: Parts;
  /** Hears of everything that gets a number. */
  onNumbered(log: TeamLog, changes: readonly Change[]): void;
};

/** Hears of what other processes committed. */
export function hear({ db }: Centre, process: ServerProcess): void {
  for (const log of db.logs.values()) process.heads.set(log.team, headOf(log));
}

/** Gives numbers at once, as a transaction of its own does. */
export function append(
  centre: Centre,
  log: TeamLog,
  items: readonly Item[],
  reserved: number | null = null,
): number {
  const first = centre.parts.firstNumber(log, reserved ?? centre.parts.reserve(log, items.length));
  centre.onNumbered(log, place(log, first, items, centre.now()));
  return first;
}

/** Takes what waits at a process into one transaction, up to its commit. */
export function begin(centre: Centre, process: ServerProcess): Transaction | null {
  const arrivals = process.waiting.splice(0);
  if (arrivals.length === 0) return null;
  const received = arrivals.map((arrival) => receive(centre, process, arrival));
  const offers = received.flatMap((from) => offersOf(centre, from));
  const streams = offers.flatMap(({ offer: { offered } }) => streamOf(offered) ?? []);
  commitHolders(centre, streams);
  const shares = [...Map.groupBy(offers, ({ team }) => team)].map(([team, ofTeam]) =>
    decided(
      centre,
      logOf(centre.db, team),
      ofTeam.map(({ offer }) => offer),
    ),
  );
  const transaction = { process, streams, shares, received };
  centre.open.push(transaction);
  return transaction;
}

/** Commits a transaction that is open, and answers. `shares`: as many of them before the process dies; the rest is rolled back. */
export function commit(centre: Centre, transaction: Transaction, shares = Number.POSITIVE_INFINITY): void {
  centre.open = centre.open.filter((one) => one !== transaction);
  for (const share of transaction.shares.slice(0, shares)) {
    commitShare(centre, share);
    transaction.process.heads.set(share.log.team, headOf(share.log));
  }
  const died = shares < transaction.shares.length;
  for (const one of transaction.received) one.reply(died ? null : answerTo(centre, transaction.process, one));
}

function commitHolders(centre: Centre, streams: readonly string[]): void {
  for (const holder of centre.parts.holders(centre.open, new Set(streams))) commit(centre, holder);
}

function teamsOf({ db }: Centre, person: string): readonly string[] {
  return db.personTeams.get(person) ?? [];
}

function cursorIn(ask: ExchangeAsk, team: string): Cursor {
  return ask.cursors.find((one) => one.team === team) ?? { team, epoch: null, n: 0, link: '0'.repeat(64) };
}

function receive(centre: Centre, process: ServerProcess, arrival: Arrival): Received {
  const { person, ask } = arrival;
  const { db, parts } = centre;
  const mine = teamsOf(centre, person);
  const forks = mine.flatMap((team) => {
    const log = logOf(db, team);
    const cursor = cursorIn(ask, team);
    const head = process.heads.get(team) ?? { n: 0 };
    if (parts.standing(cursor, head, linkAt(log, cursor.n), db.epoch) !== 'unknown') return [];
    const points = ask.checkpoints.find((one) => one.team === team)?.points;
    return {
      team,
      epoch: db.epoch,
      ancestor: points ? parts.ancestorOf(points, (n) => linkAt(log, n)) : null,
    };
  });
  return { ...arrival, forks, recovered: witnessed(centre, process, ask, mine), answers: [] };
}

/** Takes what a desk still holds in a transaction of its own, before that of the commands. */
function witnessed(
  centre: Centre,
  process: ServerProcess,
  ask: ExchangeAsk,
  mine: readonly string[],
): ExchangeHead['recovered'] {
  const { db, parts } = centre;
  return [...Map.groupBy(ask.witnessed, ({ team }) => team)].flatMap(([team, items]) => {
    if (!mine.includes(team)) return items.map(({ event }) => ({ id: event.id, n: null }));
    const events = items.map(({ event }) => event);
    commitHolders(
      centre,
      events.map(({ customerId, caseId }) => streamName(customerId, caseId)),
    );
    const log = logOf(db, team);
    for (const { customerId } of events)
      db.customerTeam.set(customerId, db.customerTeam.get(customerId) ?? team);
    const back = parts.takeWitnessed(events, {
      numberOf: (id) => log.numberOf.get(id) ?? null,
      isRefused: (id) => log.answers.get(id)?.answer.outcome === 'refused',
    });
    const lost = back.map((value): Item => ({ kind: 'event', value, isWitnessed: true }));
    if (lost.length > 0) {
      append(centre, log, lost);
      process.heads.set(team, headOf(log));
    }
    return events.map(({ id }) => ({ id, n: log.numberOf.get(id) ?? null }));
  });
}

function offersOf(centre: Centre, from: Received): { team: string; offer: Offer }[] {
  const { db, parts } = centre;
  const mine = teamsOf(centre, from.person);
  const home = mine[0] ?? '';
  return parts.readCommands(from.ask.commands, parts.hash).flatMap((offered) => {
    const customer = offered.command?.ask.customerId;
    const known = customer === undefined ? null : (db.customerTeam.get(customer) ?? null);
    const team = parts.teamOf(known, offered.sent.team, home, (one) => db.logs.has(one));
    if (from.forks.some((fork) => fork.team === team)) return [];
    if (customer !== undefined) db.customerTeam.set(customer, team);
    return { team, offer: { from, offered, sender: { person: from.person, ofTeam: mine.includes(team) } } };
  });
}

function streamOf({ command }: Offered): string | null {
  return command && streamName(command.ask.customerId, command.ask.caseId);
}

function decided(centre: Centre, log: TeamLog, offers: Offer[]): Share {
  const ids = offers.map(({ offered }) => offered.sent.id);
  const streams = new Set(offers.flatMap(({ offered }) => streamOf(offered) ?? []));
  const taken = centre.parts.takeCommands(offers, {
    answered: log.answers,
    witnessed: new Map(ids.map((id) => witnessedAnswer(log, id)).filter((one) => one !== null)),
    events: new Map([...streams].map((stream) => [stream, eventsOf(log, stream)])),
  });
  const count = taken.reduce((sum, one) => sum + ('events' in one ? one.events.length : 0), 0);
  return { log, offers, taken, reserved: count > 0 ? centre.parts.reserve(log, count) : null };
}

function witnessedAnswer(log: TeamLog, id: string): [string, CommandAnswer] | null {
  const n = log.numberOf.get(`${id}:0`);
  return n === undefined ? null : [id, { id, outcome: 'accepted', team: log.team, n, count: 1 }];
}

function eventsOf(log: TeamLog, stream: string): EventEnvelope[] {
  return (log.streams.get(stream) ?? []).flatMap(({ event }) => event ?? []);
}

function commitShare(centre: Centre, { log, offers, taken, reserved }: Share): void {
  const events = taken.flatMap((one) => ('events' in one ? one.events : []));
  let n =
    events.length > 0
      ? append(
          centre,
          log,
          events.map((value) => ({ kind: 'event', value })),
          reserved,
        )
      : 0;
  const answers: CommandAnswer[] = [];
  for (const [index, one] of taken.entries()) {
    let answer: CommandAnswer | undefined;
    if ('events' in one) {
      answer = { id: one.id, outcome: 'accepted', team: log.team, n, count: one.events.length };
      n += one.events.length;
    } else answer = 'answer' in one ? one.answer : answers[one.sameAs];
    if (!answer) throw new Error('the same as nothing');
    if ('events' in one || ('answer' in one && one.isNew))
      log.answers.set(one.id, { hash: one.hash, answer });
    answers.push(answer);
    offers[index]?.from.answers.push(answer);
  }
}

function answerTo(centre: Centre, process: ServerProcess, received: Received): string {
  const { db, limits } = centre;
  const { ask, person, forks, recovered, answers } = received;
  const mine = teamsOf(centre, person);
  // What this process remembers may be old, but never older than what it answers.
  const named = answers.flatMap((one) => (one.outcome === 'accepted' ? one : []));
  const heads = mine.map((team) => {
    const numbers = named.flatMap((one) => (one.team === team ? one.n : []));
    return { team, epoch: db.epoch, n: Math.max(process.heads.get(team)?.n ?? 0, ...numbers) };
  });
  const open = mine.filter((team) => !forks.some((fork) => fork.team === team));
  const isLong = (team: string) =>
    cursorIn(ask, team).n === 0 && headOf(logOf(db, team)).n >= limits.fillFrom;
  const snapshots = open.filter(isLong).flatMap((team) => fillFor(centre, logOf(db, team)) ?? []);
  const head: ExchangeHead = { v: 1, at: centre.now(), answers, recovered, heads, forks, snapshots };
  const pages = open.flatMap((team) =>
    isLong(team) ? [] : pagesOf(centre, logOf(db, team), cursorIn(ask, team).n),
  );
  return `${JSON.stringify(head).slice(0, -1)},"pages":[${pages.join(',')}]}`;
}

/** Pages as they travel, written from the ledger's own texts. */
export function pagesOf({ db, limits, parts }: Centre, log: TeamLog, after: number): string[] {
  const pages: string[] = [];
  let rest = log.changes.slice(after).flatMap((change) => change ?? []);
  for (let from = after; rest.length > 0 && pages.length < limits.pages; ) {
    const sizes = rest.map(({ body }) => body.length);
    const length = parts.pageLength(sizes, { changes: limits.pageChanges, bytes: limits.pageBytes });
    const now = rest.slice(0, length);
    rest = rest.slice(length);
    const { n: to, link } = now.at(-1) ?? { n: from, link: '' };
    const head = { team: log.team, epoch: db.epoch, from, to, count: now.length, link };
    pages.push(`${JSON.stringify(head).slice(0, -1)},"changes":[${now.map(wireOf).join(',')}]}`);
    from = to;
  }
  return pages;
}

export function wireOf({ n, at, kind, body }: Change): string {
  return `{"n":${n},"at":${at},"${kind}":${body}}`;
}
