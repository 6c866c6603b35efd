import { type Command, command } from '../case/commands.ts';
import type { Compensation } from '../case/compensation.ts';
import { decide, mayAsk } from '../case/decide.ts';
import { commandOf } from '../case/event-of.ts';
import { type CaseEvent, type EventEnvelope, readEvent } from '../case/events.ts';
import { flagged, isFact } from '../case/facts.ts';
import { apply, fold, type StreamState } from '../case/fold.ts';
import type { FlagWhy } from '../case/words.ts';
import type { Role } from '../people.ts';
import { type Carried, givenBy, type Till, wrongWith } from '../recovery/till.ts';
import { type Link, noLink } from './chain.ts';
import type { CommandAnswer, Cursor, SentCommand } from './exchange.ts';

/**
 * The name of a stream in the ledger: one case, or what belongs to one customer alone. Commands of one stream are decided one after
 * the other; a lock on this name is what makes them (two processes may hold the same case).
 */
export function streamName(customerId: string, caseId: string | null): string {
  return caseId === null ? `customer:${customerId}` : `case:${caseId}`;
}

/** A command that was sent, read as far as it can be. */
export type Offered = {
  sent: SentCommand;
  /** SHA-256 of the original bytes, hex: the same id with another hash is another command. */
  hash: string;
  /** Null: not readable by this program. */
  command: Command | null;
};

/**
 * Reads what a desk sends, in its order, up to the first command that cannot be read: what follows it may belong to the same case and
 * has to wait. It gets no answer, and the desk sends it again but for what waits behind the unreadable one.
 */
export function readCommands(sent: readonly SentCommand[], sha256: (text: string) => string): Offered[] {
  const offers: Offered[] = [];
  for (const one of sent) {
    const offered = readCommand(one, sha256);
    offers.push(offered);
    if (offered.command === null) break;
  }
  return offers;
}

/** Reads a sent command; what cannot be read is not an error of the desk's but a difference of versions. */
export function readCommand(sent: SentCommand, sha256: (text: string) => string): Offered {
  return { sent, hash: sha256(sent.text), command: parsedCommand(sent) };
}

function parsedCommand({ id, text }: SentCommand): Command | null {
  try {
    const read = command.safeParse(JSON.parse(text));
    return read.success && read.data.stamp.id === id ? read.data : null;
  } catch {
    return null;
  }
}

/** What the ledger knows when it takes a batch for one team: read after the locks, in a statement of its own (trust.md, section 2). */
export type Known = {
  /** Earlier answers by command id. */
  answered: ReadonlyMap<string, { hash: string; answer: CommandAnswer }>;
  /**
   * By command id, what to answer where nothing was answered and yet the command's event has a number: a restored ledger lost the
   * answer, and another desk brought the event back before its author sent the command again.
   */
  witnessed: ReadonlyMap<string, CommandAnswer>;
  /** Customers of other teams, of those as whom a record of this team is to be shown. */
  elsewhere?: ReadonlySet<string>;
  /** Whether the customer was erased since something of that time (ms) was written. */
  isErased?: (customerId: string, at: number) => boolean;
  /** Numbered events of every stream that the batch touches, oldest first. */
  events: ReadonlyMap<string, readonly EventEnvelope[]>;
  /** What was given before, where something in the batch gives. */
  till?: Till;
};

/**
 * Who sends: the person that the token names, their role and level, and whether they work for the team that the customer belongs to. `slip`: what
 * the command carried that says they may give it. `handedIn`: it comes out of quarantine.
 */
export type Sender = {
  person: string;
  role: Role;
  level?: number;
  ofTeam: boolean;
  slip?: Carried;
  handedIn?: boolean;
};

/**
 * Events that are to get the next numbers; or the answer to give, which is kept for ever when it is new; or (`sameAs`) the index of the
 * very same command earlier in the batch, whose answer it gets: a desk that lost its patience may have asked twice.
 */
export type Taken =
  | { id: string; hash: string; events: EventEnvelope[] }
  | { id: string; hash: string; answer: CommandAnswer; isNew: boolean }
  | { id: string; hash: string; sameAs: number };

/**
 * Decides a batch of commands of one team in the order in which they came, each on top of what the ones before it did. Exactly once:
 * a command that was answered gets the old answer, one with the same id and other bytes a conflict, also within the batch.
 */
export function takeCommands(offers: readonly { offered: Offered; sender: Sender }[], known: Known): Taken[] {
  const states = new Map<string, StreamState>();
  const elsewhere = known.elsewhere ?? new Set();
  const here = new Map<string, { hash: string; index: number }>();
  const stateOf = (name: string): StreamState => {
    const state =
      states.get(name) ?? fold((known.events.get(name) ?? []).flatMap((event) => readEvent(event) ?? []));
    states.set(name, state);
    return state;
  };
  const given = [...(known.till?.given ?? [])];
  const till: Till | null = known.till ? { ...known.till, given } : null;
  const isThere = ({ id, customerId, caseId }: CaseEvent): boolean =>
    known.events.get(streamName(customerId, caseId))?.some((event) => event.id === id) === true;
  return offers.map(({ offered, sender }, index): Taken => {
    const { sent, hash } = offered;
    const before = known.answered.get(sent.id);
    if (before) {
      const answer: CommandAnswer =
        before.hash === hash ? before.answer : { id: sent.id, outcome: 'conflict' };
      return { id: sent.id, hash, answer, isNew: false };
    }
    const twin = here.get(sent.id);
    if (twin)
      return twin.hash === hash
        ? { id: sent.id, hash, sameAs: twin.index }
        : { id: sent.id, hash, answer: { id: sent.id, outcome: 'conflict' }, isNew: false };
    const found = { stateOf, isThere, elsewhere, till, isErased: known.isErased ?? (() => false) };
    const taken = takeOne(offered, sender, found, known.witnessed.get(sent.id));
    here.set(sent.id, { hash, index });
    if ('events' in taken && offered.command) {
      const { customerId, caseId } = offered.command.ask;
      const name = streamName(customerId, caseId);
      const what = givingOf(offered.command, stateOf(name));
      const gift = what && givenBy(what);
      if (gift) given.push(gift);
      states.set(
        name,
        taken.events.reduce((state, event) => apply(state, event as CaseEvent), stateOf(name)),
      );
    }
    return taken;
  });
}

type Found = {
  stateOf: (name: string) => StreamState;
  isThere: (event: CaseEvent) => boolean;
  elsewhere: ReadonlySet<string>;
  till: Till | null;
  isErased: (customerId: string, at: number) => boolean;
};

/** Whether a command gives something to a customer: a till is needed to take it. */
export function gives({ ask }: Pick<Command, 'ask'>): boolean {
  return ask.type === 'compensation.give' || ask.type === 'compensation.approve';
}

/** What a command gives, on top of what its case came to; null for every other. */
function givingOf({ ask, stamp }: Command, state: StreamState) {
  const of = (what: Compensation) => ({ ask, what, by: stamp.by, at: stamp.at });
  if (ask.type === 'compensation.give') return of(ask.data);
  if (ask.type !== 'compensation.approve') return null;
  const asked = state.case?.compensations.find((one) => one.compensationId === ask.data.compensationId);
  return asked ? of(asked) : null;
}

function takeOne(
  { sent, hash, command }: Offered,
  sender: Sender,
  { stateOf, isThere, elsewhere, till, isErased }: Found,
  witnessed: CommandAnswer | undefined,
): Taken {
  // Not kept as an answer: after an update the same bytes may be readable.
  if (command === null)
    return { id: sent.id, hash, answer: { id: sent.id, outcome: 'unreadable' }, isNew: false };
  const refuse = (
    code: 'customer-erased' | 'other-person' | 'other-team' | 'link-other-team' | 'not-allowed',
  ): Taken => ({
    id: sent.id,
    hash,
    answer: { id: sent.id, outcome: 'refused', refusal: { code } },
    isNew: true,
  });
  // Not kept as an answer: whoever wrote it may still send it themselves.
  if (command.stamp.by !== sender.person) return { ...refuse('other-person'), isNew: false };
  // Also a fact: what was said to somebody of whom nothing may be kept is not kept.
  if (isErased(command.ask.customerId, command.stamp.at)) return refuse('customer-erased');
  if (witnessed) return { id: sent.id, hash, answer: witnessed, isNew: true };
  if (!sender.ofTeam && !isFact(command.ask)) return refuse('other-team');
  // A colleague who works for one of the teams alone would be shown nobody at all.
  if (command.ask.type === 'customer.link' && elsewhere.has(command.ask.data.into))
    return refuse('link-other-team');
  if (!mayAsk(command.ask.type, sender.role)) return refuse('not-allowed');
  const { customerId, caseId } = command.ask;
  const state = stateOf(streamName(customerId, caseId));
  const giving = till && givingOf(command, state);
  const alsoWrong: FlagWhy[] = [
    ...(sender.ofTeam ? [] : (['other-team'] as const)),
    ...(sender.handedIn ? (['handed-in'] as const) : []),
    ...(giving
      ? wrongWith({ ...giving, role: sender.role, level: sender.level ?? 1, slip: sender.slip ?? null }, till)
      : []),
  ];
  const decision = decide(state, command, alsoWrong);
  if ('refusal' in decision) {
    return {
      id: sent.id,
      hash,
      answer: { id: sent.id, outcome: 'refused', refusal: decision.refusal },
      isNew: true,
    };
  }
  // A flag may have been witnessed before its fact: a desk's page can end between the two.
  return { id: sent.id, hash, events: decision.events.filter((event) => !isThere(event)) };
}

/**
 * Which team a customer belongs to: decided once; else where the desk had them (this ledger may have been set back and know nothing any
 * more), if there is such a team; else the sender's home.
 */
export function teamOf(
  known: string | null,
  desk: string | null,
  home: string,
  isTeam: (team: string) => boolean,
): string {
  return known ?? (desk !== null && isTeam(desk) ? desk : home);
}

/** What a witness's events meet, read after the locks on their streams. */
export type Met = {
  /** The number of an event that the ledger has. */
  numberOf(eventId: string): number | null;
  /** Whether this ledger has refused the command since: its person was told, so its event must not come back. */
  isRefused(commandId: string): boolean;
};

/**
 * What of the events that desks still hold, of one team and in the order in which they came, is to get the next numbers: what this ledger
 * has lost, and has not refused since. Append it in a transaction before that of the desk's commands, which may build on it; then answer
 * for every event that was offered where it is, or the desk would offer it for ever.
 */
export function takeWitnessed(events: readonly EventEnvelope[], met: Met): EventEnvelope[] {
  const here = new Set<string>();
  const isThere = (id: string) => here.has(id) || met.numberOf(id) !== null;
  return events.flatMap((event) => {
    if (isThere(event.id) || met.isRefused(commandOf(event.id))) return [];
    const back = recoveredEvents(event, isThere);
    for (const { id } of back) here.add(id);
    return back;
  });
}

/**
 * The events that bring a lost one back into a restored ledger: itself, and a flag that says so. Without those that are there.
 * A flag's own id is that of the event's place plus 100, which no decision reaches: an event that is lost twice gets the same flag again.
 */
export function recoveredEvents(
  event: EventEnvelope,
  isThere: (eventId: string) => boolean,
): EventEnvelope[] {
  const place = Number(event.id.slice(commandOf(event.id).length + 1));
  const index = 100 + (Number.isSafeInteger(place) ? place : 0);
  return [event, flagged(event, 'recovered', index)].filter(({ id }) => !isThere(id));
}

/** Where a desk stands compared with the ledger. `unknown`: the links differ, and only checkpoints can tell since when. */
export type Standing = 'level' | 'behind' | 'unknown';

/**
 * The chain decides, never a number: a head that a process remembers may be older than what another process has committed, and a desk that
 * is ahead of it is no fork. `linkAt`: the ledger's link at the desk's number, from the database when that number is above the remembered
 * head; null when there is no such number (the ledger was set back).
 */
export function standing(desk: Cursor, head: { n: number }, linkAt: Link | null): Standing {
  if (desk.n > 0 && linkAt !== desk.link) return 'unknown';
  return desk.n < head.n ? 'behind' : 'level';
}

/** The newest of a desk's checkpoints that the ledger has too; 0 when they agree on nothing. */
export function ancestorOf(
  points: readonly { n: number; link: Link }[],
  linkAt: (n: number) => Link | null,
): number {
  let best = 0;
  for (const { n, link } of points) if (n > best && linkAt(n) === link) best = n;
  return best;
}

/**
 * How many of the next changes make a page: by bytes, not only by number, at least one. `sizes`: of the changes' texts, in order.
 */
export function pageLength(sizes: readonly number[], limits: { changes: number; bytes: number }): number {
  let bytes = 0;
  let length = 0;
  for (const size of sizes) {
    if (length >= limits.changes || (length > 0 && bytes + size > limits.bytes)) break;
    bytes += size;
    length += 1;
  }
  return length;
}

/** A team whose stream has not begun. */
export const emptyHead = { n: 0, link: noLink };
