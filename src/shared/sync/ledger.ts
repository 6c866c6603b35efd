import type { Command } from '../case/commands.ts';
import { type Compensation, lessOf } from '../case/compensation.ts';
import { decide, mayAsk } from '../case/decide.ts';
import { type CaseEvent, type EventEnvelope, readEvent } from '../case/events.ts';
import { isFact } from '../case/facts.ts';
import { apply, fold, type StreamState } from '../case/fold.ts';
import type { FlagWhy } from '../case/words.ts';
import type { Role } from '../people.ts';
import { type Carried, givenBy, type Till, wrongWith } from '../recovery/till.ts';
import type { CommandAnswer } from './exchange.ts';
import type { Offered } from './offered.ts';

/**
 * The name of a stream in the ledger: one case, or what belongs to one customer alone. Commands of one stream are decided one after
 * the other; a lock on this name is what makes them (two processes may hold the same case).
 */
export function streamName(customerId: string, caseId: string | null): string {
  return caseId === null ? `customer:${customerId}` : `case:${caseId}`;
}

/** What the ledger knows when it takes a batch for one team: read after the locks, in a statement of its own. */
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
  if (!asked) return null;
  return of('amount' in ask.data ? lessOf(asked, ask.data.amount) : asked);
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
