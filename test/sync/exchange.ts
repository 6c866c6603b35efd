import {
  type ExchangeAnswer,
  type ExchangeAsk,
  exchangeAnswer,
  exchangeAsk,
  type WirePage,
} from '#shared/sync/exchange.ts';
import { hear, type ServerProcess } from './centre.ts';
import {
  applyAnswer,
  applyChunk,
  applyPage,
  applySlices,
  ask,
  Killed,
  type MemoryDesk,
  start,
} from './desk.ts';
import type { DeskState } from './desk-state.ts';
import { chunkOf } from './fills.ts';
import { begin, commit } from './group.ts';
import type { World } from './world.ts';
import { wrong } from './wrong.ts';

/** What becomes of an answer on its way. */
export type AnswerFate = 'comes' | 'lost' | 'held' | 'twice' | 'cut';
/** How far the server process gets with a request at once. */
export type ServerFate = 'answers' | 'gathers' | 'begins' | 'dies';
export type PageFate = 'whole' | 'held' | 'short' | 'shifted' | 'other';

export type Fate = {
  process: number;
  server: ServerFate;
  answer: AnswerFate;
  page: PageFate;
  /** Calls of the book that the desk's process still makes, or null. */
  life: number | null;
  /** Where a cut or a server's death falls. */
  at: number;
  /** Hears what is sent. */
  onAsk?: (ask: ExchangeAsk) => void;
};

export const good: Fate = {
  process: 0,
  server: 'answers',
  answer: 'comes',
  page: 'whole',
  life: null,
  at: 0,
};

export type Outcome = { more: boolean };

/** One exchange of a desk, with whatever is to go wrong on the way. Null: no answer was taken (yet). */
export function exchange(world: World, desk: MemoryDesk, fate: Fate): Outcome | null {
  const process = processAt(world, fate.process);
  let outcome: Outcome | null = null;
  guarded(world, desk, fate.life, () => {
    const asked = ask(desk);
    fate.onAsk?.(asked);
    deliver(world, desk.person, asked, process, fate, (answer) => {
      outcome = arrive(world, desk, asked, answer, fate);
    });
  });
  return outcome;
}

/** A request arrives at a process. */
export function deliver(
  world: World,
  person: string,
  sent: ExchangeAsk,
  process: ServerProcess,
  { server, at }: Pick<Fate, 'server' | 'at'>,
  reply: (answer: ExchangeAnswer | null) => void,
): void {
  const ask = world.isStrict ? exchangeAsk.parse(JSON.parse(JSON.stringify(sent))) : sent;
  process.waiting.push({ person, ask, reply });
  if (server === 'gathers') {
    world.count('request that waits for others');
    return;
  }
  const transaction = begin(world.centre, process);
  if (transaction === null) return;
  if (server === 'begins') world.count('late commit');
  else if (server === 'dies') {
    world.count('server killed');
    commit(world.centre, transaction, at % 2);
  } else commit(world.centre, transaction);
}

/** Lets a process answer all that it has begun or gathered. */
export function finish(world: World, process: ServerProcess): void {
  for (const open of world.centre.open.filter((one) => one.process === process)) commit(world.centre, open);
  const gathered = begin(world.centre, process);
  if (gathered) commit(world.centre, gathered);
}

export function processAt({ centre }: World, index: number): ServerProcess {
  const process = centre.processes[index % centre.processes.length];
  if (!process) throw new Error('a centre has processes');
  return process;
}

/** Runs what a desk's process does, which may be killed before it has made so many calls. */
export function guarded(world: World, desk: MemoryDesk, life: number | null, work: () => void): void {
  if (life !== null) desk.life = life;
  try {
    work();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    world.count('desk killed in a verb');
    start(desk);
  }
  desk.life = Number.POSITIVE_INFINITY;
}

function arrive(
  world: World,
  desk: MemoryDesk,
  asked: ExchangeAsk,
  answer: ExchangeAnswer | null,
  fate: Fate,
): Outcome | null {
  if (answer === null) return null;
  switch (fate.answer) {
    case 'lost':
      world.count('lost answer');
      return null;
    case 'held':
      desk.held.push({ ask: asked, answer });
      return null;
    case 'cut':
      world.count('cut answer');
      // It is parsed whole before anything is taken, and half of it cannot be parsed.
      return null;
    case 'twice': {
      world.count('answer twice');
      const outcome = apply(world, desk, asked, answer, fate.page);
      apply(world, desk, asked, answer, 'whole');
      return outcome;
    }
    default:
      return apply(world, desk, asked, answer, fate.page);
  }
}

/** A desk takes an answer: first all but the pages, then each page in a transaction of its own. */
export function apply(
  world: World,
  desk: MemoryDesk,
  asked: ExchangeAsk,
  came: ExchangeAnswer,
  fate: PageFate,
): Outcome | null {
  const answer = world.isStrict ? exchangeAnswer.parse(JSON.parse(JSON.stringify(came))) : came;
  const { restores } = world.truth;
  const before = desk.disk;
  const mine = new Set(answer.heads.map(({ team }) => team));
  let absorbed: ReturnType<typeof applyAnswer> = null;
  const take = () => {
    absorbed = applyAnswer(desk, asked, answer);
    return absorbed;
  };
  const teams = [...desk.disk.cursors.keys(), ...desk.disk.orphans.map(({ team }) => team)];
  // A team that is left takes with it what was held for others.
  if (teams.some((team) => !mine.has(team))) world.truth.disrupted(world, take);
  else take();
  const taken = absorbed as ReturnType<typeof applyAnswer>;
  // Not to be waited for: nothing comes of it, or it came without words.
  const given = new Set(
    answer.recovered.flatMap(({ id, n }) => (n === null || isPassed(world, before, id, n) ? id : [])),
  );
  for (const { id, team } of before.orphans) {
    const isKept = desk.disk.orphans.some((one) => one.id === id);
    wrong(
      !isKept && mine.has(team) && !given.has(id),
      () => `${desk.name} has let go of ${id} before it came back`,
    );
  }
  if (taken === null) world.count('late answer');
  else {
    const { parted, lost, left } = taken;
    if (parted.length > 0) world.count('fork');
    if (left.length > 0) world.count('team left');
    wrong(
      parted.length + lost.length > 0 && restores === 0,
      () => `${desk.name} parted from a ledger that was never restored`,
    );
    for (const team of desk.disk.cursors.keys())
      wrong(!mine.has(team), () => `${desk.name} keeps what is ${team}'s`);
  }
  for (const page of answer.pages) onePage(world, desk, page, fate);
  return taken && { more: taken.more };
}

/** Whether an event is in the ledger at a number that a desk had passed, without words: its customer was away. */
function isPassed(world: World, { cursors }: DeskState, id: string, n: number): boolean {
  return [...world.centre.db.logs.values()].some(
    (log) => log.numberOf.get(id) === n && n <= (cursors.get(log.team)?.n ?? 0),
  );
}

/** Pages may come short, of another range, or when they are of no use any more. */
function onePage(world: World, desk: MemoryDesk, page: WirePage, fate: PageFate): void {
  if (page.changes.some(({ erased }) => erased !== undefined)) world.count('page without words');
  if (fate === 'held') {
    desk.pages.push(page);
    return;
  }
  if (fate === 'whole') {
    if (world.isSliced) applySlices(desk, page);
    else applyPage(desk, page);
    return;
  }
  world.count(`page ${fate}`);
  const verdict = applyPage(desk, spoilt(page, fate));
  wrong(verdict === 'taken', () => `${desk.name} took a page that was ${fate}`);
}

function spoilt(page: WirePage, fate: PageFate): WirePage {
  // What comes without words brings its link along: only before such a change another body would not be seen.
  const isBare = page.changes.some(({ erased }) => erased !== undefined);
  if (fate === 'short' || (fate === 'other' && isBare))
    return { ...page, changes: page.changes.slice(0, -1) };
  if (fate === 'shifted') return { ...page, from: page.from + 1, to: page.to + 1 };
  const [first] = page.changes;
  const { n = 0, at = 0 } = first ?? {};
  return {
    ...page,
    changes: [{ n, at, record: { type: 'customer', id: 'k0', v: -1 } }, ...page.changes.slice(1)],
  };
}

/** Loads one chunk of a first fill that has begun. False: there is none. */
export function fill(world: World, desk: MemoryDesk): boolean {
  const [begun] = desk.disk.fills;
  if (!begun) return false;
  const [team, { head, next }] = begun;
  applyChunk(desk, team, chunkOf(world.centre.fills, team, head.id, next));
  world.count('chunk of a first fill');
  return true;
}

export function hearAll(world: World): void {
  for (const process of world.centre.processes) hear(world.centre, process);
}
