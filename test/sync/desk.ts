import type { Absorbed } from '#shared/sync/desk.ts';
import { type PageVerdict, readPage, takeChanges, wireChange } from '#shared/sync/desk-pages.ts';
import type { ExchangeAnswer, ExchangeAsk, WirePage } from '#shared/sync/exchange.ts';
import { type MemoryBook, memoryBook, type Rename } from './desk-book.ts';
import { type DeskState, type Draft, draftOf, emptyDesk } from './desk-state.ts';
import type { Parts } from './parts.ts';
import { type Reader, sha256 } from './reading.ts';
import { wrong } from './wrong.ts';

/** The desk's process was killed within a verb. */
export class Killed extends Error {}

export type MemoryDesk = {
  name: string;
  person: string;
  incarnation: string;
  /** What is on the disk. */
  disk: DeskState;
  /** The profile as somebody kept it, at first as it was in the beginning. */
  copy: DeskState;
  clock: number;
  /** Ids made by counting, for the fault that does so. */
  counted: number;
  /** Calls of the book until the process is killed. */
  life: number;
  talk: ReturnType<Parts['conversation']>;
  /** Answers and pages that a living process has not applied yet. */
  held: { ask: ExchangeAsk; answer: ExchangeAnswer }[];
  pages: WirePage[];
  newest: ExchangeAsk | null;
  parts: Parts;
  read: Reader;
  inUse: MemoryBook | null;
  rename: Rename;
  /** Hears of every transaction that was committed. */
  onCommit(before: DeskState): void;
};

export type DeskMaker = Pick<MemoryDesk, 'name' | 'person' | 'incarnation' | 'parts' | 'read'> & {
  clock: number;
  rename(desk: MemoryDesk, row: Parameters<Rename>[0]): ReturnType<Rename>;
  onCommit(desk: MemoryDesk, before: DeskState): void;
};

export function newDesk(maker: DeskMaker): MemoryDesk {
  const { name, person, incarnation, parts, read, clock } = maker;
  const desk: MemoryDesk = {
    name,
    person,
    incarnation,
    parts,
    read,
    clock,
    disk: emptyDesk(),
    copy: emptyDesk(),
    counted: 0,
    life: Number.POSITIVE_INFINITY,
    talk: { ask: none, take: none },
    held: [],
    pages: [],
    newest: null,
    inUse: null,
    rename: (row) => maker.rename(desk, row),
    onCommit: (before) => maker.onCommit(desk, before),
  };
  boot(desk);
  return desk;
}

function none(): never {
  throw new Error('the process has not started');
}

/** A new process over what is on the disk: whatever the old one held in memory is gone. */
function boot(desk: MemoryDesk): void {
  desk.life = Number.POSITIVE_INFINITY;
  desk.held = [];
  desk.pages = [];
  desk.newest = null;
  desk.inUse = null;
  desk.talk = desk.parts.conversation(bookInUse(desk));
}

/** Starts the program: nobody told this desk meanwhile how streams stand that it does not follow. */
export function start(desk: MemoryDesk): void {
  boot(desk);
  transact(desk, (book) => book.missedAbroad(new Set(book.cursors().map(({ team }) => team))));
}

/** The book of whichever transaction is open. Each call costs a bit of the process's life. */
function bookInUse(desk: MemoryDesk): MemoryBook {
  return new Proxy({} as MemoryBook, {
    get(_target, name) {
      desk.life -= 1;
      if (desk.life < 0) throw new Killed();
      return desk.inUse === null ? none() : Reflect.get(desk.inUse, name);
    },
  });
}

/** One transaction: all of it is on the disk afterwards, or nothing. */
export function transact<T>(desk: MemoryDesk, work: (book: MemoryBook, draft: Draft) => T): T {
  const draft = draftOf(desk.disk);
  const book = memoryBook(draft, desk.incarnation, desk.read, desk.rename);
  desk.inUse = desk.parts.book(book, desk);
  try {
    const result = work(bookInUse(desk), draft);
    book.settle();
    if (draft.isChanged()) {
      const before = desk.disk;
      desk.disk = draft.state;
      desk.onCommit(before);
    }
    return result;
  } finally {
    desk.inUse = null;
  }
}

export function ask(desk: MemoryDesk): ExchangeAsk {
  awayAgain(desk);
  const asked = transact(desk, () => desk.talk.ask());
  desk.newest = asked;
  return asked;
}

/** Takes all of an answer but its pages. */
export function applyAnswer(desk: MemoryDesk, asked: ExchangeAsk, answer: ExchangeAnswer): Absorbed | null {
  const before = desk.disk;
  const isLate = desk.newest !== asked;
  desk.newest = isLate ? desk.newest : null;
  const absorbed = transact(desk, (book, draft) => {
    const taken = desk.talk.take(asked, answer);
    for (const head of taken?.snapshots ?? []) {
      // One that has begun goes on, whichever is offered now.
      if (draft.state.fills.has(head.team)) continue;
      book.drop(head.team);
      book.setCursor({ team: head.team, epoch: head.epoch, n: 0, link: '0'.repeat(64) });
      draft.own('fills').set(head.team, { head, next: 0 });
    }
    return taken;
  });
  wrong(isLate && desk.disk !== before, () => `an answer that came late changed ${desk.name}`);
  awayAgain(desk);
  return absorbed;
}

/** Those who stayed for unsent work go when it is gone. */
export function awayAgain(desk: MemoryDesk): void {
  if (desk.disk.away.size > 0) transact(desk, (book) => book.awayAgain());
}

/** Takes one page. A first fill that had begun gives way to pages from the beginning. */
export function applyPage(desk: MemoryDesk, page: WirePage): PageVerdict {
  return transact(desk, (book, draft) => {
    if (page.from === 0 && draft.state.fills.has(page.team)) book.drop(page.team);
    return desk.parts.takePage(book, sha256, page);
  });
}

/** The same in slices, each a transaction of its own: the process may end between two. */
export function applySlices(desk: MemoryDesk, page: WirePage): void {
  const changes = transact(desk, (book, draft) => {
    if (page.from === 0 && draft.state.fills.has(page.team)) book.drop(page.team);
    const read = readPage(book.cursor(page.team), sha256, page, book.bareUntil(page.team));
    if (read === 'parted') book.drop(page.team);
    return read;
  });
  if (typeof changes === 'string') return;
  for (const change of changes) transact(desk, (book) => takeChanges(book, page, [change]));
}

/** Loads the next chunk of a first fill; `chunk` null: the centre has it no more, and what came of it goes. */
export function applyChunk(desk: MemoryDesk, team: string, chunk: WirePage['changes'] | null): void {
  transact(desk, (book, draft) => {
    const fill = draft.state.fills.get(team);
    if (!fill) return;
    if (chunk === null) {
      book.drop(team);
      return;
    }
    for (const raw of chunk) book.bring(team, wireChange(raw));
    const next = fill.next + 1;
    if (next < fill.head.chunks) draft.own('fills').set(team, { ...fill, next });
    else {
      draft.own('fills').delete(team);
      book.home(team);
      desk.parts.endFill(book, fill.head);
    }
  });
}
