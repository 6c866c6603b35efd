import { createHash } from 'node:crypto';
import type { EventEnvelope } from '#shared/case/events.ts';
import { bodyOf, type Link, nextLink, noLink } from '#shared/sync/chain.ts';
import type {
  CommandAnswer,
  ExchangeAnswer,
  ExchangeAsk,
  SnapshotHead,
  WirePage,
} from '#shared/sync/exchange.ts';
import { streamName, takeCommands, teamOf } from '#shared/sync/ledger.ts';
import { type Offered, readCommands } from '#shared/sync/offered.ts';
import { ancestorOf, standing } from '#shared/sync/standing.ts';
import { takeWitnessed } from '#shared/sync/witnessed.ts';
import type { Change, Record } from '#shared/wire.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Numbered = { at: number; link: Link; event?: EventEnvelope; record?: unknown };
type State = {
  epoch: string;
  logs: Map<string, Numbered[]>;
  answers: Map<string, { hash: string; answer: CommandAnswer }>;
  teamOfCustomer: Map<string, string>;
};

export type Centre = ReturnType<typeof smallCentre>;
type Who = { person: string; teams: readonly string[] };

/**
 * A whole centre in memory, made of the rules that every centre follows (shared/sync/ledger.ts): what a store is tested against where the
 * real one is not the point.
 */
export function smallCentre({
  pageLength = 2000,
  now = () => Date.UTC(2026, 10, 20, 13),
}: {
  pageLength?: number;
  now?: () => number;
} = {}) {
  let state: State = { epoch: 'life-1', logs: new Map(), answers: new Map(), teamOfCustomer: new Map() };
  let lives = 1;
  /** How often something happened that a test is about. */
  const seen = { forks: 0, refused: 0, recovered: 0 };
  /** Command types that this centre is too old for. */
  const unreadable = new Set<string>();

  const logOf = (team: string): Numbered[] => {
    const log = state.logs.get(team) ?? [];
    state.logs.set(team, log);
    return log;
  };

  function append(team: string, change: { event: EventEnvelope } | { record: unknown }): number {
    const log = logOf(team);
    const link = nextLink(sha256, log.at(-1)?.link ?? noLink, bodyOf({ n: 0, at: 0, ...change }));
    log.push({ at: now(), link, ...change });
    return log.length;
  }

  const eventsOf = (team: string) => logOf(team).flatMap(({ event }) => event ?? []);
  const numberOf = (team: string, id: string): number | null =>
    logOf(team).findIndex(({ event }) => event?.id === id) + 1 || null;
  const linkAt = (team: string, n: number) => logOf(team)[n - 1]?.link ?? null;

  function witness(ask: ExchangeAsk, { teams }: Who): ExchangeAnswer['recovered'] {
    return ask.witnessed.map(({ team, event }) => {
      if (!teams.includes(team)) return { id: event.id, n: null };
      const met = {
        numberOf: (id: string) => numberOf(team, id),
        isRefused: (id: string) => state.answers.get(id)?.answer.outcome === 'refused',
      };
      for (const back of takeWitnessed([event], met)) append(team, { event: back });
      return { id: event.id, n: numberOf(team, event.id) };
    });
  }

  function teamFor(offered: Offered, teams: readonly string[]): string {
    const customer = offered.command?.ask.customerId ?? '';
    const known = state.teamOfCustomer.get(customer) ?? null;
    const team = teamOf(known, offered.sent.team, teams[0] ?? '', (id) => state.logs.has(id));
    state.teamOfCustomer.set(customer, team);
    return team;
  }

  function take(ask: ExchangeAsk, { person, teams }: Who, parted: ReadonlySet<string>): CommandAnswer[] {
    const readable = ask.commands.map((sent) => {
      const type = (JSON.parse(sent.text) as { ask?: { type?: string } }).ask?.type ?? '';
      return unreadable.has(type) ? { ...sent, text: '{}' } : sent;
    });
    const answers: CommandAnswer[] = [];
    for (const offered of readCommands(readable, sha256)) {
      const team = teamFor(offered, teams);
      if (parted.has(team)) continue;
      const events = Map.groupBy(eventsOf(team), (event) => streamName(event.customerId, event.caseId));
      const n = numberOf(team, `${offered.sent.id}:0`);
      const witnessed = new Map<string, CommandAnswer>(
        n === null
          ? []
          : [[offered.sent.id, { id: offered.sent.id, outcome: 'accepted', team, n, count: 1 }]],
      );
      const sender = { person, role: 'agent' as const, ofTeam: teams.includes(team) };
      const [taken] = takeCommands([{ offered, sender }], { answered: state.answers, witnessed, events });
      if (!taken || 'sameAs' in taken) continue;
      if ('answer' in taken) {
        if (taken.isNew) state.answers.set(taken.id, { hash: taken.hash, answer: taken.answer });
        answers.push(taken.answer);
        continue;
      }
      const first = taken.events.map((event) => append(team, { event }))[0] ?? 0;
      const answer: CommandAnswer = {
        id: taken.id,
        outcome: 'accepted',
        team,
        n: first,
        count: taken.events.length,
      };
      state.answers.set(taken.id, { hash: taken.hash, answer });
      answers.push(answer);
    }
    return answers;
  }

  function page(team: string, from: number): WirePage {
    const log = logOf(team);
    const to = Math.min(log.length, from + pageLength);
    const changes = log.slice(from, to).map(({ at, event, record }, index) => ({
      n: from + index + 1,
      at,
      ...(event ? { event } : { record }),
    }));
    return {
      team,
      epoch: state.epoch,
      from,
      to,
      count: changes.length,
      link: linkAt(team, to) ?? noLink,
      changes,
    };
  }

  /** A first fill of a team as it is now: its newest records and all events, customer by customer. */
  function wholeCustomers(team: string): Change[][] {
    const newest = new Map<string, Change>();
    logOf(team).forEach(({ at, event, record }, index) => {
      const change = { n: index + 1, at, ...(event ? { event } : { record }) } as Change;
      const { type, id } = (record ?? {}) as { type?: string; id?: string };
      const key = event ? `event:${event.id}` : `${type}:${id}`;
      newest.delete(key);
      newest.set(key, change);
    });
    const groups = Map.groupBy(newest.values(), customerOf);
    return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, changes]) => changes);
  }

  return {
    seen,
    wholeCustomers,
    head: (team: string) => ({
      n: logOf(team).length,
      link: linkAt(team, logOf(team).length) ?? noLink,
      epoch: state.epoch,
    }),
    unreadable,
    makeTeam: (team: string) => void logOf(team),
    put(team: string, ...records: (Record | { type: string; id: string })[]): void {
      for (const record of records) {
        if (record.type === 'customer') state.teamOfCustomer.set(record.id, team);
        append(team, { record });
      }
    },
    /** An event of somebody at another desk, or of a kind to come. */
    say: (team: string, event: EventEnvelope) => void append(team, { event }),
    length: (team: string) => logOf(team).length,
    bodies: (team: string) => logOf(team).map(({ event, record }) => bodyOf({ n: 0, at: 0, event, record })),
    eventsOf,
    /** A copy of everything, to be restored later as another life of the ledger. */
    backup(): () => void {
      const copy = structuredClone(state);
      return () => {
        lives += 1;
        state = { ...structuredClone(copy), epoch: `life-${lives}` };
      };
    },
    /** What `POST /exchange` answers. The whole of it goes through JSON, as it does on the wire. */
    exchange(ask: ExchangeAsk, who: Who, snapshotOf?: (team: string) => SnapshotHead | null): ExchangeAnswer {
      const forks: ExchangeAnswer['forks'] = [];
      const at = new Map(who.teams.map((team) => [team, 0]));
      for (const cursor of ask.cursors.filter(({ team }) => who.teams.includes(team))) {
        const { team, n } = cursor;
        if (standing(cursor, { n: logOf(team).length }, linkAt(team, n)) === 'unknown') {
          const points = ask.checkpoints.find((one) => one.team === team)?.points;
          const ancestor = points ? ancestorOf(points, (m) => linkAt(team, m)) : null;
          forks.push({ team, epoch: state.epoch, ancestor });
          at.delete(team);
        } else at.set(team, n);
      }
      const parted = new Set(forks.map(({ team }) => team));
      const recovered = witness(ask, who);
      const answers = take(ask, who, parted);
      seen.forks += forks.filter(({ ancestor }) => ancestor !== null).length;
      seen.refused += answers.filter(({ outcome }) => outcome === 'refused').length;
      seen.recovered += recovered.length;
      const snapshots = [...at].flatMap(([team, n]) =>
        n === 0 && ask.loads ? (snapshotOf?.(team) ?? []) : [],
      );
      const filled = new Set(snapshots.map(({ team }) => team));
      const pages = [...at].flatMap(([team, n]) =>
        n < logOf(team).length && !filled.has(team) ? [page(team, n)] : [],
      );
      const heads = who.teams.map((team) => ({ team, epoch: state.epoch, n: logOf(team).length }));
      const head = { v: 1, at: now(), answers, recovered, heads, forks, snapshots, pages } as const;
      return JSON.parse(JSON.stringify(head)) as ExchangeAnswer;
    },
  };
}

function customerOf(change: Change): string {
  if ('event' in change) return change.event.customerId;
  const { record } = change;
  if (record.type === 'customer') return record.id;
  if (record.type === 'order') return record.customerId;
  return record.type === 'twin' ? record.customerIds[0] : '';
}
