import type { DeskBook } from './desk-book.ts';
import {
  type ExchangeAnswer,
  type ExchangeAsk,
  type SnapshotHead,
  type SnapshotShape,
  upLimits,
} from './exchange.ts';

/**
 * What an exchange asks for, from what the store holds. `lost`: the teams whose link the centre could not find. `loads`: the first fills
 * that this desk can load.
 */
export function exchangeAskOf(
  book: DeskBook,
  lost: readonly string[],
  loads: SnapshotShape | null = null,
): ExchangeAsk {
  const orphans = book.orphans(upLimits.witnessed + 1);
  const witnessed = fitting(orphans, upLimits.witnessed, upLimits.bytes / 4, ({ event }) =>
    JSON.stringify(event),
  );
  // What others did comes back before what was built on it.
  const commands = witnessed.length < orphans.length ? [] : book.unanswered(upLimits.commands);
  const room = Math.floor(upLimits.checkpoints / Math.max(1, lost.length));
  return {
    v: 1,
    incarnation: book.incarnation(),
    cursors: book.cursors(),
    commands: fitting(commands, upLimits.commands, upLimits.bytes / 2, ({ text }) => text),
    checkpoints: lost.map((team) => ({ team, points: book.checkpoints(team).slice(0, room) })),
    witnessed,
    loads,
  };
}

/**
 * As many, in their order, as one request may carry, the first one always. A length in UTF-16 units times three is never less than that of
 * the UTF-8, and a JSON text inside a JSON text never takes more than that either.
 */
function fitting<T>(items: readonly T[], most: number, bytes: number, textOf: (item: T) => string): T[] {
  let room = bytes;
  const end = items.findIndex((item, index) => {
    room -= textOf(item).length * 3 + 200;
    return index === most || (index > 0 && room < 0);
  });
  return items.slice(0, end < 0 ? items.length : end);
}

/** What an answer led to. */
export type Absorbed = {
  /** Teams whose link the centre could not find: their checkpoints go with the next ask. */
  lost: string[];
  /** Teams that parted from a restored ledger just now. */
  parted: string[];
  /** Teams that are not this person's any more. */
  left: string[];
  /** A first fill that should be loaded now, one a team. */
  snapshots: SnapshotHead[];
  /** Something came up or down: ask again at once, there may be more. */
  more: boolean;
};

/**
 * The exchanges of one desk, one after another. An answer counts only when no newer ask was made, and once: one that comes late tells of a
 * ledger that may have been set back since, and would lose what it answers.
 */
export function conversation(
  book: DeskBook,
  loads: SnapshotShape | null = null,
): {
  ask(): ExchangeAsk;
  /** Call inside one transaction. Null: the answer comes too late and had no effect. */
  take(ask: ExchangeAsk, answer: ExchangeAnswer): Absorbed | null;
} {
  let newest: ExchangeAsk | null = null;
  let lost: readonly string[] = [];
  return {
    ask() {
      newest = exchangeAskOf(book, lost, loads);
      return newest;
    },
    take(ask, answer) {
      if (ask !== newest) return null;
      newest = null;
      const absorbed = takeAnswers(book, ask, answer);
      lost = absorbed.lost;
      return absorbed;
    },
  };
}

/**
 * Takes the answers of an exchange, all but the pages (`takePage`). The whole answer is parsed before anything is taken, so an answer
 * that was cut off has no effect. Call inside one transaction, with the newest ask (`conversation`).
 */
export function takeAnswers(book: DeskBook, ask: ExchangeAsk, answer: ExchangeAnswer): Absorbed {
  const teams = new Set(answer.heads.map(({ team }) => team));
  takeCommandAnswers(book, ask, answer, teams);
  takeRecovered(book, ask, answer);
  const left = leave(book, teams);
  const { lost, parted, isOtherLife } = takeForks(book, answer);
  let missed = 0;
  let anew = 0;
  for (const head of answer.heads) {
    // It is the desk's own chain, and shorter than where what came without words is explained: nobody says any more what it was, and the team begins anew.
    const isFork = answer.forks.some(({ team }) => team === head.team);
    if (!isFork && (book.bareUntil(head.team)?.n ?? 0) > head.n) {
      book.drop(head.team);
      anew += 1;
    }
    // The ledger is shorter than it once said: what it had beyond has to go up again.
    missed += book.missed(head.team, head.n, Number.MAX_SAFE_INTEGER);
    const cursor = book.cursor(head.team);
    if (cursor && cursor.epoch !== head.epoch) book.setCursor({ ...cursor, epoch: head.epoch });
  }
  if (isOtherLife) missed += book.missedAbroad(teams);
  return {
    lost,
    parted,
    left,
    snapshots: answer.snapshots.filter(({ team }) => (book.cursor(team)?.n ?? 0) === 0),
    more:
      answer.answers.length > 0 ||
      answer.recovered.length > 0 ||
      answer.pages.length > 0 ||
      lost.length > 0 ||
      parted.length > 0 ||
      missed > 0 ||
      anew > 0,
  };
}

function takeCommandAnswers(
  book: DeskBook,
  ask: ExchangeAsk,
  answer: ExchangeAnswer,
  teams: ReadonlySet<string>,
): void {
  const asked = new Set(ask.commands.map(({ id }) => id));
  const places = new Map([...teams].map((team) => [team, book.cursor(team)?.n ?? 0]));
  for (const one of answer.answers) {
    // Only what was asked is answered: each row leaves the outbox by its own id.
    if (!asked.has(one.id)) continue;
    const comes =
      one.outcome === 'accepted' && teams.has(one.team) && !isPassed(places.get(one.team) ?? 0, answer, one);
    if (comes) book.accepted(one.id, one.team, one.n);
    else if (one.outcome === 'accepted') book.acceptedAbroad(one.id, one.team, one.n);
    else if (one.outcome === 'refused') book.refused(one.id, one.refusal);
    else if (one.outcome === 'conflict') book.renamed(one.id);
    else book.putOff(one.id);
  }
}

/**
 * Whether this desk, which is at `here`, has been at a number of the chain that the answer speaks of: what it has not seen there came without words, and comes no more. A desk
 * that is told of a fork has been in another chain.
 */
function isPassed(
  here: number,
  { forks }: ExchangeAnswer,
  { team, n }: { team: string; n: number },
): boolean {
  return n <= here && !forks.some((fork) => fork.team === team);
}

/** Where orphans are again. One that is to be where this desk has been in another chain is offered again. */
function takeRecovered(book: DeskBook, ask: ExchangeAsk, answer: ExchangeAnswer): void {
  const teams = new Map(ask.witnessed.map(({ team, event }) => [event.id, team]));
  for (const { id, n } of answer.recovered) {
    const team = teams.get(id);
    if (team === undefined) continue;
    const here = book.cursor(team)?.n ?? 0;
    if (n === null || n > here) book.recovered(id, n);
    else if (isPassed(here, answer, { team, n })) book.recovered(id, null);
  }
}

/** Drops the teams that are not among the person's. Everybody has one: an answer without any is a mistake, and nothing is dropped for it. */
function leave(book: DeskBook, teams: ReadonlySet<string>): string[] {
  if (teams.size === 0) return [];
  const left = book.cursors().flatMap(({ team }) => (teams.has(team) ? [] : [team]));
  for (const team of left) book.drop(team);
  book.forsake(teams);
  return left;
}

/**
 * Where the ledger is another one than the desk knows, everything of the team is dropped to be filled anew, and what the ledger lost is
 * offered to it again: own commands as they were, events of others as witnessed.
 */
function takeForks(book: DeskBook, answer: ExchangeAnswer) {
  const lost: string[] = [];
  const parted: string[] = [];
  for (const { team, ancestor } of answer.forks) {
    const cursor = book.cursor(team);
    if (!cursor) continue;
    if (ancestor === null) lost.push(team);
    // They agree up to where the desk is: it had only been ahead of what the centre remembered.
    else if (ancestor < cursor.n) {
      book.orphan(team, ancestor);
      book.drop(team);
      book.missed(team, ancestor, Number.MAX_SAFE_INTEGER);
      parted.push(team);
    }
  }
  const isOtherLife =
    parted.length > 0 ||
    answer.heads.some(({ team, epoch }) => {
      const known = book.cursor(team)?.epoch ?? null;
      return known !== null && known !== epoch;
    });
  return { lost, parted, isOtherLife };
}
