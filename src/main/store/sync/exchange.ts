import { setImmediate as breathe } from 'node:timers/promises';
import { type Absorbed, exchangeAskOf, takeAnswers } from '#shared/sync/desk.ts';
import type { PageVerdict } from '#shared/sync/desk-pages.ts';
import { deskHeader, deskReportText } from '#shared/sync/device.ts';
import {
  type ExchangeAnswer,
  type ExchangeAsk,
  exchangeAnswer,
  type Head,
  type SnapshotHead,
} from '#shared/sync/exchange.ts';
import { type Db, inTransaction } from '../database.ts';
import { forgetOwnOfErased } from '../erase.ts';
import { type Guard, guarded } from '../guard.ts';
import { chunkShape } from '../snapshot/shape.ts';
import { newRef } from '../trouble.ts';
import { type Answered, askAfter, askingAhead } from './ahead.ts';
import type { Centre } from './ask.ts';
import type { OpenBook } from './book.ts';
import type { FarBehind } from './far-behind.ts';
import type { Leaving } from './leave.ts';
import { type OverwriteParts, overwriter, wantOverwriting } from './overwrite.ts';
import { type PageParts, pageTaker } from './pages.ts';
import { largerPortion, smallerPortion, wholePortion } from './portion.ts';
import type { TokenKeeper } from './tokens.ts';
import { TroubleError } from './trouble.ts';

export type ExchangeParts = Omit<PageParts, 'log'> &
  Pick<OverwriteParts, 'folder' | 'files'> & {
    centre: Centre;
    tokens: TokenKeeper;
    open: (guard: Guard) => OpenBook;
    leaving: Leaving;
    /** Moves the log while the desk is far behind. */
    log: FarBehind;
    patience: number;
    /** Customers who were brought by themselves. */
    guests: { end(): void; heard(heads: readonly Head[]): void; level(signal: AbortSignal): Promise<void> };
    /** Of Hilo, as the centre's admins see it. */
    version: string;
    /** This machine's clock, ms. */
    now: () => number;
    fills: {
      /** A first fill is offered. */
      offered(head: SnapshotHead): void;
      /** Nothing of the team is to be loaded any more; resolves when nothing is. */
      stop(team: string): Promise<void>;
      isFilling(team: string): boolean;
    };
  };

/** What an exchange came to. */
export type Turn = {
  /** There may be more: ask again at once. */
  more: boolean;
  heads: readonly Head[];
  /** The centre's clock, and this machine's in the middle of the request. */
  at: number;
  here: number;
};

/** How long own commands are kept after they were numbered, ms: longer than any backup is old (decision 0008). */
const kept = 60 * 86_400_000;

/** One exchange with the centre after the other. Whoever calls sees to it that there is one at a time. */
export function exchanger(parts: ExchangeParts) {
  const { db, centre, tokens, open, leaving, guests, patience, now, version, fills, log, changed, isClosed } =
    parts;
  const takePage = pageTaker(parts);
  const overwrite = overwriter(parts);
  const someErased = db.prepare('SELECT 1 FROM erased WHERE done = 0 LIMIT 1').pluck();
  const someAway = db.prepare('SELECT 1 FROM away LIMIT 1').pluck();
  const forgetSent = db.prepare('DELETE FROM sent WHERE at < ?');
  const unsent = db.prepare<[], number>('SELECT count(*) FROM outbox WHERE answered_n IS NULL').pluck();
  let lost: readonly string[] = [];
  let portion = wholePortion;

  function askNow(): ExchangeAsk {
    const book = open(guarded(db));
    const less: OpenBook = {
      ...book,
      unanswered: (limit) => book.unanswered(Math.min(limit, portion.commands)),
      orphans: (limit) => (portion.witnessed ? book.orphans(limit) : []),
    };
    return exchangeAskOf(less, lost, chunkShape);
  }

  async function send(ask: ExchangeAsk, signal: AbortSignal): Promise<Answered> {
    const began = now();
    const headers = { [deskHeader]: deskReportText({ version, unsent: unsent.get() ?? 0 }) };
    const answer = await tokens.using(signal, (token) =>
      centre.json(
        { method: 'POST', path: '/exchange', token, headers, body: ask, signal, patience },
        exchangeAnswer,
      ),
    );
    return { answer, here: (began + now()) / 2 };
  }

  const ahead = askingAhead(send);

  async function clear(): Promise<void> {
    const isTime = () => performance.now() > until;
    let until = performance.now() + 6;
    for (let touched = leaving.step(isTime); touched !== null; touched = leaving.step(isTime)) {
      changed(touched);
      await breathe();
      if (isClosed()) return;
      until = performance.now() + 6;
    }
    guests.end();
    if (someErased.get() !== undefined) {
      changed(
        inTransaction(db, () => {
          const book = open(guarded(db));
          forgetOwnOfErased(db, book.touch);
          wantOverwriting(db);
          return book.settle();
        }),
      );
    }
    if (someAway.get() !== undefined) {
      changed(
        inTransaction(db, () => {
          const book = open(guarded(db));
          book.awayAgain();
          return book.settle();
        }),
      );
    }
    await overwrite();
  }

  /** All of an answer but the pages, in one transaction. */
  function take(ask: ExchangeAsk, answer: ExchangeAnswer) {
    const { portion: next, guilty } = largerPortion(portion);
    const { absorbed, customers } = inTransaction(db, () => {
      const book = open(guarded(db));
      if (guilty !== null) book.putOff(guilty);
      const absorbed = takeAnswers(book, ask, answer);
      // By the earlier of two clocks: one that is years ahead for a moment would have all of it forgotten.
      forgetSent.run(Math.min(answer.at, now()) - kept);
      guests.heard(answer.heads);
      if (absorbed.parted.length > 0) noteRestored(db, now());
      return { absorbed, customers: book.settle() };
    });
    portion = next;
    lost = absorbed.lost;
    changed(customers);
    return { ...absorbed, more: absorbed.more || guilty !== null || next.suspect !== null };
  }

  async function takePages(answer: ExchangeAnswer, asked: ExchangeAsk): Promise<void> {
    await log.left(toCome(answer, asked), unsent.get() ?? 0);
    for (const page of answer.pages) {
      if (isClosed()) return;
      if (page.from === 0 && fills.isFilling(page.team)) {
        // The centre's pages begin anew, and what was loaded of a first fill would stand in their way.
        await fills.stop(page.team);
        inTransaction(db, () => open(guarded(db)).drop(page.team));
        await clear();
      }
      const verdict = await takePage(page);
      if (isUnfit(verdict, page.team, asked)) throw unfit();
    }
  }

  /** A gap is nobody's mistake when the cursor moved while the answer was on its way (a first fill ended). */
  function isUnfit(verdict: PageVerdict, team: string, asked: ExchangeAsk): boolean {
    if (verdict === 'taken' || verdict === 'known' || verdict === 'parted') return false;
    const [then, today] = [asked.cursors.find((one) => one.team === team), open(guarded(db)).cursor(team)];
    return verdict !== 'gap' || (then?.n ?? 0) === (today?.n ?? 0);
  }

  async function turn(signal: AbortSignal): Promise<Turn> {
    await clear();
    const ask = askNow();
    const began = now();
    let answered: Answered;
    try {
      answered = await ahead.answerTo(ask, signal);
    } catch (error) {
      const trouble = error instanceof TroubleError ? error.trouble : null;
      const smaller = trouble?.isOfAsk ? smallerPortion(portion, ask) : null;
      portion = smaller ?? { ...wholePortion, witnessed: portion.witnessed };
      // A centre that is in trouble itself is not asked again at once, by thousands of desks.
      if (smaller === null || trouble?.what === 'busy') throw error;
      return { more: true, heads: [], at: began, here: began };
    }
    const { answer, here } = answered;
    const absorbed = take(ask, answer);
    // All of them at once: what goes on loading while one is waited for would come back into a team that was dropped.
    await Promise.all(absorbed.left.map((team) => fills.stop(team)));
    await clear();
    for (const head of absorbed.snapshots) fills.offered(head);
    const next = isUneventful(absorbed) ? askAfter(askNow(), answer) : null;
    if (next !== null) ahead.begin(next, signal);
    await takePages(answer, ask);
    if (!absorbed.more) {
      await log.end();
      await guests.level(signal);
    }
    return { more: absorbed.more, heads: answer.heads, at: answer.at, here };
  }

  return {
    /** @throws TroubleError; whatever it is, nothing that waits to be sent is lost by it */
    async turn(signal: AbortSignal): Promise<Turn> {
      try {
        return await turn(signal);
      } catch (error) {
        await log.end();
        throw error;
      }
    },
  };
}

/** How many changes are still to come where some came. */
function toCome({ pages, heads }: ExchangeAnswer, { cursors }: ExchangeAsk): number {
  const here = new Map(cursors.map(({ team, n }) => [team, n]));
  const behind = heads.map(({ team, n }) => Math.max(0, n - (here.get(team) ?? 0)));
  return pages.length === 0 ? 0 : behind.reduce((sum, n) => sum + n, 0);
}

/** Nothing came of it that decides what is asked next, but what the pages say. */
const isUneventful = ({ lost, parted, left, snapshots }: Absorbed): boolean =>
  lost.length + parted.length + left.length + snapshots.length === 0;

/** Contents that it had are looked for as well. The person is told, until they have read it, and how much this desk offers again. */
function noteRestored(db: Db, at: number): void {
  db.prepare(
    `INSERT OR REPLACE INTO meta SELECT 'restored', json_object('at', ?, 'offered',
       (SELECT count(*) FROM outbox WHERE answered_n IS NULL) + (SELECT count(*) FROM orphan WHERE n IS NULL))`,
  ).run(at);
  db.prepare('UPDATE upload SET epoch = NULL').run();
}

function unfit(): TroubleError {
  const ref = newRef();
  return new TroubleError({ what: 'internal', ref, retryAfter: null, isOfAsk: false, code: null });
}
