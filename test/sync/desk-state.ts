import type { Command } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import type { CaseEvent, EventEnvelope } from '#shared/case/events.ts';
import { apply, fold, type StreamState } from '#shared/case/fold.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { Link } from '#shared/sync/chain.ts';
import type { Cursor, SnapshotHead } from '#shared/sync/exchange.ts';

/** A row of the outbox. `command` null: written by a newer Hilo, this model's programs cannot read it. */
export type Waiting = {
  seq: number;
  id: string;
  customerId: string;
  stream: string;
  text: string;
  command: Command | null;
  team: string | null;
  putOff: boolean;
  answered: number | null;
};

/** A numbered event in its stream. */
export type Numbered = {
  team: string;
  n: number;
  id: string;
  envelope: EventEnvelope;
  event: CaseEvent | null;
};

/** What a desk keeps on its disk. Rows are never changed in place, so a copy of the maps is a copy of the store. */
export type DeskState = {
  seq: number;
  outbox: readonly Waiting[];
  sent: Map<string, { row: Waiting; team: string; n: number }>;
  refused: Map<string, { row: Waiting; refusal: Refusal }>;
  cursors: Map<string, Cursor>;
  checkpoints: Map<string, readonly { n: number; link: Link }[]>;
  streams: Map<string, readonly Numbered[]>;
  /** Where every event is that is here, also unreadable ones. */
  events: Map<string, { team: string; n: number; customerId: string | null }>;
  records: Map<string, { team: string; n: number; body: string; customerId: string | null }>;
  unread: Map<string, { team: string; body: string; customerId: string | null }>;
  /** Customers who are away and stay for what is unsent of them. */
  away: Map<string, { team: string; n: number }>;
  orphans: readonly { id: string; team: string; n: number | null; event: EventEnvelope }[];
  /** Until where what came without words is not explained yet. */
  bare: Map<string, { n: number; link: Link }>;
  /** First fills that have begun, and the next chunk. */
  fills: Map<string, { head: SnapshotHead; next: number }>;
  settled: Map<string, StreamState>;
};

export function emptyDesk(): DeskState {
  return {
    seq: 0,
    outbox: [],
    sent: new Map(),
    refused: new Map(),
    cursors: new Map(),
    checkpoints: new Map(),
    streams: new Map(),
    events: new Map(),
    records: new Map(),
    unread: new Map(),
    away: new Map(),
    orphans: [],
    bare: new Map(),
    fills: new Map(),
    settled: new Map(),
  };
}

type Maps = { [K in keyof DeskState as DeskState[K] extends Map<string, unknown> ? K : never]: DeskState[K] };

/** What a transaction works on: whatever it changes is a copy, the rest is what lies on the disk. */
export type Draft = {
  state: DeskState;
  /** The map itself, to be changed. */
  own<K extends keyof Maps>(name: K): Maps[K];
  /** Changes something that is not a map. */
  set(change: Partial<Pick<DeskState, 'seq' | 'outbox' | 'orphans'>>): void;
  isChanged(): boolean;
};

export function draftOf(disk: DeskState): Draft {
  const state = { ...disk };
  const copied = new Set<keyof Maps>();
  let isChanged = false;
  return {
    state,
    own(name) {
      isChanged = true;
      if (!copied.has(name)) {
        copied.add(name);
        const copy = { [name]: new Map<string, unknown>(state[name]) };
        Object.assign(state, copy);
      }
      return state[name];
    },
    set(change) {
      isChanged = true;
      Object.assign(state, change);
    },
    isChanged: () => isChanged,
  };
}

/** What a stream comes to: its numbered events, then what waits, decided again on top. */
export function settledStream(
  numbered: readonly { event: CaseEvent | null }[],
  outbox: readonly Waiting[],
  stream: string,
): StreamState {
  return withWaiting(fold(numbered.flatMap(({ event }) => event ?? [])), outbox, stream);
}

/** A refusal here is the ledger's to say: until it answers, the command changes nothing. */
export function withWaiting(from: StreamState, outbox: readonly Waiting[], stream: string): StreamState {
  let state = from;
  for (const row of outbox) {
    if (row.stream !== stream || row.command === null) continue;
    const decision = decide(state, row.command);
    if ('events' in decision) state = decision.events.reduce(apply, state);
  }
  return state;
}

/** The outbox with a row at the place that it was recorded at. */
export function withRow(outbox: readonly Waiting[], row: Waiting): Waiting[] {
  return [...outbox, row].sort((one, other) => one.seq - other.seq);
}
