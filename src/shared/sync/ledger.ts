import { type Command, command } from '../case/commands.ts';
import { commandOf, decide, flagged, isFact } from '../case/decide.ts';
import { type CaseEvent, type EventEnvelope, readEvent } from '../case/events.ts';
import { apply, fold, type StreamState } from '../case/fold.ts';
import type { FlagWhy } from '../case/words.ts';
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
  /** Numbered events of every stream that the batch touches, oldest first. */
  events: ReadonlyMap<string, readonly EventEnvelope[]>;
};

/** Who sends: the person that the token names, and whether they work for the team that the customer belongs to. */
export type Sender = { person: string; ofTeam: boolean };

/** An event that is to get the next number, or the answer to give when all of them have one. */
export type Taken =
  | { id: string; hash: string; events: EventEnvelope[] }
  | { id: string; hash: string; answer: CommandAnswer; isNew: boolean };

/**
 * Decides a batch of commands of one team in the order in which they came, each on top of what the ones before it did. Exactly once:
 * a command that was answered gets the old answer, one with the same id and other bytes a conflict, also within the batch.
 */
export function takeCommands(offers: readonly { offered: Offered; sender: Sender }[], known: Known): Taken[] {
  const states = new Map<string, StreamState>();
  const here = new Map<string, Taken>();
  const stateOf = (name: string): StreamState => {
    const state =
      states.get(name) ?? fold((known.events.get(name) ?? []).flatMap((event) => readEvent(event) ?? []));
    states.set(name, state);
    return state;
  };
  return offers.map(({ offered, sender }): Taken => {
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
        ? twin
        : { id: sent.id, hash, answer: { id: sent.id, outcome: 'conflict' }, isNew: false };
    const taken = takeOne(offered, sender, stateOf);
    here.set(sent.id, taken);
    if ('events' in taken && offered.command) {
      const { customerId, caseId } = offered.command.ask;
      const name = streamName(customerId, caseId);
      states.set(
        name,
        taken.events.reduce((state, event) => apply(state, event as CaseEvent), stateOf(name)),
      );
    }
    return taken;
  });
}

function takeOne(
  { sent, hash, command }: Offered,
  sender: Sender,
  stateOf: (name: string) => StreamState,
): Taken {
  // Not kept as an answer: after an update the same bytes may be readable.
  if (command === null)
    return { id: sent.id, hash, answer: { id: sent.id, outcome: 'unreadable' }, isNew: false };
  const refuse = (code: 'other-person' | 'other-team'): Taken => ({
    id: sent.id,
    hash,
    answer: { id: sent.id, outcome: 'refused', refusal: { code } },
    isNew: true,
  });
  if (command.stamp.by !== sender.person) return refuse('other-person');
  if (!sender.ofTeam && !isFact(command.ask)) return refuse('other-team');
  const { customerId, caseId } = command.ask;
  const alsoWrong: FlagWhy[] = sender.ofTeam ? [] : ['other-team'];
  const decision = decide(stateOf(streamName(customerId, caseId)), command, alsoWrong);
  if ('refusal' in decision) {
    return {
      id: sent.id,
      hash,
      answer: { id: sent.id, outcome: 'refused', refusal: decision.refusal },
      isNew: true,
    };
  }
  return { id: sent.id, hash, events: decision.events };
}

/**
 * The events that bring a lost one back into a restored ledger: itself, and a flag that says so. Empty when the ledger has it.
 * An event's flags have the ids of events too and come back by themselves.
 */
export function recoveredEvents(event: EventEnvelope, isKnown: boolean): EventEnvelope[] {
  if (isKnown) return [];
  const index = 100 + Number(event.id.slice(commandOf(event.id).length + 1) || 0);
  return [event, flagged(event, 'recovered', index)];
}

/** Where a desk stands compared with the ledger. `unknown`: the links differ, and only checkpoints can tell since when. */
export type Standing = 'level' | 'behind' | 'unknown';

/** `linkAt`: the ledger's link at the desk's number; null when the ledger has no such number (it was set back). */
export function standing(desk: Cursor, head: { n: number; link: Link }, linkAt: Link | null): Standing {
  if (desk.n === 0) return head.n === 0 ? 'level' : 'behind';
  if (desk.n > head.n || linkAt !== desk.link) return 'unknown';
  return desk.n === head.n ? 'level' : 'behind';
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
