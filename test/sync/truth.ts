import type { Command } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { apply, emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import type { Passage } from '#shared/sync/away.ts';
import { nextLink, noLink } from '#shared/sync/chain.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { MemoryDesk } from './desk.ts';
import { type DeskState, withWaiting } from './desk-state.ts';
import type { Chains } from './expected.ts';
import { type Change, linkAt, type TeamLog } from './ledger-state.ts';
import { sha256 } from './reading.ts';
import type { World } from './world.ts';
import { wrong } from './wrong.ts';

export type Recorded = { desk: string; text: string; stream: string };

/** What the history has to answer for, looked at after every transaction. Everything here throws `Wrong`. */
export type Truth = {
  /** Every command that a desk ever recorded. */
  recorded: Map<string, Recorded>;
  /** Those that a person was told of as refused: a disk that is put back may not know it any more. */
  told: Set<string>;
  /** Those that went with a disk that was put back, and that nobody else held. */
  gone: Set<string>;
  /** Events of a newer centre, which desks that hold them bring back like any other. */
  newer: Set<string>;
  /** What the shops say now. */
  shop: Map<string, { team: string; record: { type: string; id: string; v: number } }>;
  restores: number;
  /** By team and customer: who ever fell out, in any life. */
  passed: Set<string>;
  chains: Chains;
  numbered(world: World, log: TeamLog, changes: readonly Change[]): void;
  committed(world: World, desk: MemoryDesk, before: DeskState): void;
  disrupted(world: World, work: () => void): void;
};

export function noTruth(chains: Chains): Truth {
  const truth: Truth = {
    recorded: new Map(),
    told: new Set(),
    gone: new Set(),
    newer: new Set(),
    shop: new Map(),
    restores: 0,
    passed: new Set(),
    chains,
    numbered: (world, log, changes) => lookAtLedger(world, log, changes),
    committed(world, desk, before) {
      lookAtCommands(desk, before);
      lookAtDesk(world, desk);
    },
    disrupted(world, work) {
      const before = everything(truth).filter((id) => isHeld(world, id));
      work();
      for (const id of before) if (!isHeld(world, id)) truth.gone.add(id);
    },
  };
  return truth;
}

/** Ids of first events: of commands, and of what a newer centre wrote. */
function everything(truth: Truth): string[] {
  return [...[...truth.recorded.keys()].map((id) => `${id}:0`), ...truth.newer];
}

/**
 * Whether anybody still has it: the ledger, or a desk as command, event, orphan or refused. What came with half a first fill does not
 * count: the desk does not know yet to which ledger it belongs.
 */
export function isHeld(world: World, eventId: string): boolean {
  const commandId = eventId.slice(0, -2);
  for (const log of world.centre.db.logs.values()) if (log.numberOf.has(eventId)) return true;
  return world.desks.some(
    ({ disk }) =>
      isEvent(disk, eventId) ||
      disk.sent.has(commandId) ||
      disk.refused.has(commandId) ||
      disk.outbox.some(({ id }) => id === commandId) ||
      disk.orphans.some(({ id }) => id === eventId),
  );
}

function isEvent({ events, fills }: DeskState, eventId: string): boolean {
  const at = events.get(eventId);
  return at !== undefined && !fills.has(at.team);
}

/** Numbers without gaps, the chain right, every event once, every command decided on what was before it, customers where they belong. */
function lookAtLedger(world: World, log: TeamLog, changes: readonly Change[]): void {
  for (const change of changes) {
    const before = change.n === 1 ? noLink : linkAt(log, change.n - 1);
    wrong(before === null, () => `${log.team} has no ${change.n - 1} when it gets ${change.n}`);
    if (before === null) continue;
    wrong(
      change.link !== nextLink(sha256, before, change.body),
      () => `the chain of ${log.team} breaks at ${change.n}`,
    );
    world.truth.chains.add(log, before, change);
    if (change.event) lookAtEvent(world, log, change, change.event);
    const { passage } = world.read({
      body: change.body,
      event: change.wire.event,
      record: change.wire.record,
    });
    if (passage) lookAtPassage(world, log, passage);
  }
  wrong(
    log.changes.length !== changes.at(-1)?.n,
    () => `${log.team} numbered ${changes.at(-1)?.n} below its head`,
  );
}

/** Nobody falls out who has an open case. */
function lookAtPassage(world: World, log: TeamLog, { type, id }: Passage): void {
  world.truth.passed.add(`${log.team} ${id}`);
  world.count(type === 'away' ? 'somebody away' : 'somebody back');
  if (type === 'back') return;
  for (const [stream, changes] of log.streams) {
    if (changes[0]?.customerId !== id) continue;
    const events = changes.flatMap(({ body, wire }) => world.read({ body, event: wire.event }).event ?? []);
    const now = stream === streamName(id, null) ? null : fold(events).case;
    wrong(now != null && now.status !== 'solved', () => `${id} falls out of ${log.team} with an open case`);
  }
}

function lookAtEvent(world: World, log: TeamLog, change: Change, event: NonNullable<Change['event']>): void {
  const { db } = world.centre;
  const stream = log.streams.get(streamName(event.customerId, event.caseId)) ?? [];
  const times =
    stream.filter((other) => other.event?.id === event.id).length +
    [...db.logs.values()].filter((other) => other !== log && other.numberOf.has(event.id)).length;
  wrong(times !== 1, () => `event ${event.id} is in the ledger ${times} times`);
  const home = db.customerTeam.get(event.customerId);
  wrong(
    home !== log.team,
    () => `${event.customerId} belongs to ${home}, an event of theirs is in ${log.team}`,
  );
  const commandId = event.id.slice(0, -2);
  const refused = log.answers.get(commandId)?.answer.outcome === 'refused';
  wrong(refused, () => `${event.id} is numbered, although this ledger has refused its command`);
  const text = world.truth.recorded.get(commandId)?.text;
  if (change.isWitnessed || !event.id.endsWith(':0') || text === undefined) return;
  const state = stream
    .filter(({ n }) => n < change.n)
    .reduce((now, { body, wire }) => {
      const one = world.read({ body, event: wire.event }).event;
      return one ? apply(now, one) : now;
    }, emptyStream);
  const command = JSON.parse(text) as Command;
  const decision = decide(state, command);
  wrong(
    event.at !== command.stamp.at,
    () => `${event.id} is numbered, but not what was written under this id`,
  );
  wrong('refusal' in decision, () => `${event.type} ${event.id} was taken where it had to be refused`);
}

/** A desk never lets go of what was written at it: it waits, was sent, or was refused. */
function lookAtCommands({ disk, name }: MemoryDesk, before: DeskState): void {
  const isHere = (id: string) =>
    disk.sent.has(id) || disk.refused.has(id) || disk.outbox.some((row) => row.id === id);
  const gone =
    before.outbox.find(({ id }) => !isHere(id))?.id ??
    (before.sent === disk.sent ? undefined : [...before.sent.keys()].find((id) => !isHere(id)));
  wrong(gone !== undefined, () => `${name} has let go of ${gone}`);
}

/** What a desk shows is what the ledger's stream amounts to where the desk stands, and what it waits for on top; no more than that. */
function lookAtDesk(world: World, desk: MemoryDesk): void {
  const { disk, name } = desk;
  const here = { events: 0, records: 0, unread: 0 };
  const states = new Map<string, StreamState>();
  /** Who is not looked at: they stay for unsent work, or something of them came without words that is not explained yet. */
  const others = new Set(disk.away.keys());
  for (const { team, n, link } of disk.cursors.values()) {
    if (disk.fills.has(team)) continue;
    const expected = world.truth.chains.at(team, link);
    wrong(expected?.n !== n, () => `${name} stands at ${team} ${n} with a link that no ledger had there`);
    if (!expected) continue;
    if (disk.bare.has(team))
      for (const id of expected.all.keys()) if (world.truth.passed.has(`${team} ${id}`)) others.add(id);
    for (const [id, held] of expected.all) {
      if (others.has(id) || expected.away.has(id)) continue;
      here.events += held.events;
      here.records += held.records.size;
      here.unread += held.unread;
      for (const [stream, state] of held.states) states.set(stream, state);
      for (const [key, body] of held.records)
        wrong(disk.records.get(key)?.body !== body, () => `${name} has another ${key} than ${team} at ${n}`);
    }
  }
  const isCounted = ({ team, customerId }: { team: string; customerId: string | null }) =>
    !disk.fills.has(team) && !others.has(customerId ?? '');
  const rows = [...disk.events.values()].filter(isCounted).length;
  wrong(rows !== here.events, () => `${name} has ${rows} events instead of ${here.events}`);
  const records = [...disk.records.values()].filter(isCounted).length;
  wrong(records !== here.records, () => `${name} has ${records} records instead of ${here.records}`);
  const unread = [...disk.unread.values()].filter(isCounted).length;
  wrong(unread !== here.unread, () => `${name} has ${unread} unread changes instead of ${here.unread}`);
  lookAtStates(desk, states, others);
  for (const id of disk.refused.keys()) world.truth.told.add(id);
  for (const { id } of disk.outbox)
    wrong(disk.sent.has(id) || disk.refused.has(id), () => `${name} has ${id} waiting and answered at once`);
}

function lookAtStates(
  { disk, name }: MemoryDesk,
  states: ReadonlyMap<string, StreamState>,
  others: ReadonlySet<string>,
): void {
  for (const stream of new Set([...states.keys(), ...disk.settled.keys()])) {
    const [first] = disk.streams.get(stream) ?? [];
    if (first !== undefined && disk.fills.has(first.team)) continue;
    if (others.size > 0 && others.has(customerOfStream(stream))) continue;
    const right = withWaiting(states.get(stream) ?? emptyStream, disk.outbox, stream);
    const shown = disk.settled.get(stream) ?? emptyStream;
    if (right === shown) continue;
    wrong(
      JSON.stringify(shown) !== JSON.stringify(right),
      () => `${name} shows another ${stream} than it should`,
    );
  }
}

/** Cases of these histories are called after their customer (asks.ts). */
function customerOfStream(stream: string): string {
  const name = stream.slice(stream.indexOf(':') + 1);
  return stream.startsWith('case:') ? name.slice(0, name.lastIndexOf('-')) : name;
}
