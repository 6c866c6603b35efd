import type { EventEnvelope } from '#shared/case/events.ts';
import { bodyOf, type Link, nextLink, noLink } from '#shared/sync/chain.ts';
import type { CommandAnswer, WirePage } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { customerOf } from './months.ts';
import { sha256 } from './reading.ts';

/**
 * Something that is to get a number: `kind` names it on the wire (`event`, `record`, or a kind of a newer centre). `isUnreadable`: an
 * event whose envelope is of a newer shape.
 */
export type Item = { kind: string; value: unknown; isWitnessed?: boolean; isUnreadable?: boolean };

export type Change = {
  n: number;
  at: number;
  kind: string;
  body: string;
  link: Link;
  /** As it travels. */
  wire: WirePage['changes'][number];
  /** Of events whose envelope can be read. */
  event: EventEnvelope | null;
  isWitnessed: boolean;
  /** Whose it is; null: nobody's. */
  customerId: string | null;
};

export type TeamLog = {
  team: string;
  /** Number n at index n - 1; a hole only where a seeded fault makes one. */
  changes: (Change | undefined)[];
  numberOf: Map<string, number>;
  streams: Map<string, readonly Change[]>;
  records: Map<string, Change>;
  answers: Map<string, { hash: string; answer: CommandAnswer }>;
  /** Customers whom the desks of the team do not hold. */
  away: Set<string>;
};

/** What lies in the centre's database, and in its backups. */
export type Database = {
  epoch: string;
  logs: Map<string, TeamLog>;
  customerTeam: Map<string, string>;
  /** The first is home. */
  personTeams: Map<string, readonly string[]>;
};

export function emptyLog(team: string): TeamLog {
  return {
    team,
    changes: [],
    numberOf: new Map(),
    streams: new Map(),
    records: new Map(),
    answers: new Map(),
    away: new Set(),
  };
}

export function copyOfDatabase(db: Database, epoch: string): Database {
  const logs = [...db.logs.values()].map((log) => ({
    ...log,
    changes: [...log.changes],
    numberOf: new Map(log.numberOf),
    streams: new Map(log.streams),
    records: new Map(log.records),
    answers: new Map(log.answers),
    away: new Set(log.away),
  }));
  return {
    epoch,
    logs: new Map(logs.map((log) => [log.team, log])),
    customerTeam: new Map(db.customerTeam),
    personTeams: new Map(db.personTeams),
  };
}

export function logOf(db: Database, team: string): TeamLog {
  const log = db.logs.get(team);
  if (!log) throw new Error(`no such team: ${team}`);
  return log;
}

export function headOf(log: TeamLog): { n: number; link: Link } {
  const { n, link } = log.changes.at(-1) ?? { n: 0, link: noLink };
  return { n, link };
}

export function linkAt(log: TeamLog, n: number): Link | null {
  return log.changes[n - 1]?.link ?? null;
}

/** Puts changes at numbers that the caller took. The chain goes on from the change before, as far as it can be seen. */
export function place(log: TeamLog, first: number, items: readonly Item[], at: number): Change[] {
  let link = before(log, first);
  return items.map((item, index) => {
    const { kind, value, isWitnessed = false, isUnreadable = false } = item;
    const n = first + index;
    const wire = { n, at, [kind]: value };
    const body = bodyOf(wire);
    link = nextLink(sha256, link, body);
    const event = kind === 'event' && !isUnreadable ? (value as EventEnvelope) : null;
    const change: Change = {
      n,
      at,
      kind,
      body,
      link,
      wire,
      event,
      isWitnessed,
      customerId: customerOf(kind, value),
    };
    while (log.changes.length < n - 1) log.changes.push(undefined);
    log.changes[n - 1] = change;
    if (kind === 'event') log.numberOf.set((value as { id: string }).id, n);
    if (event) {
      const stream = streamName(event.customerId, event.caseId);
      log.streams.set(stream, [...(log.streams.get(stream) ?? []), change]);
    }
    // Who goes and comes is no state of anybody.
    if (kind === 'record' && !['away', 'back'].includes((value as RecordLike).type))
      log.records.set(keyOf(value as RecordLike), change);
    return change;
  });
}

export type RecordLike = { type: string; id: string; customerId?: string };

export function keyOf({ type, id }: RecordLike): string {
  return `${type}:${id}`;
}

function before(log: TeamLog, first: number): Link {
  if (first === 1) return noLink;
  const near = log.changes[first - 2];
  return (near ?? log.changes.slice(0, first - 1).findLast((change) => change !== undefined))?.link ?? noLink;
}
