import type { EventEnvelope } from '#shared/case/events.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { Offered } from '#shared/sync/offered.ts';
import { answerTo } from './answer.ts';
import {
  append,
  type Centre,
  type Offer,
  type Received,
  type ServerProcess,
  type Share,
  type Transaction,
  teamsOf,
} from './centre.ts';
import { headOf, logOf, type TeamLog } from './ledger-state.ts';
import { receive } from './receive.ts';

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

/** A lock is waited for: who holds it commits first. */
export function commitHolders(centre: Centre, streams: readonly string[]): void {
  for (const holder of centre.parts.holders(centre.open, new Set(streams))) commit(centre, holder);
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
    return {
      team,
      offer: { from, offered, sender: { person: from.person, role: 'agent', ofTeam: mine.includes(team) } },
    };
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
