import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLink, noLink } from '#shared/sync/chain.ts';
import { conversation, exchangeAskOf } from '#shared/sync/desk.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import { endFill, takePage } from '#shared/sync/desk-pages.ts';
import {
  type ExchangeAnswer,
  exchangeAnswer,
  exchangeAsk,
  upLimits,
  type WirePage,
} from '#shared/sync/exchange.ts';
import { type MemoryBook, memoryBook } from './desk-book.ts';
import { type Draft, draftOf, emptyDesk } from './desk-state.ts';
import { reader, sha256 } from './reading.ts';

const id = (n: number) => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;

function open(): { book: MemoryBook; draft: Draft } {
  const draft = draftOf(emptyDesk());
  const rename = () => ({ id: id(999), text: '{"new":true}', command: null });
  return { draft, book: memoryBook(draft, id(0), reader(), rename) };
}

function write(book: MemoryBook, n: number, { text = `{"n":${n}}`, stream = `case:${n}` } = {}): void {
  book.write({
    id: id(n),
    customerId: `${n}`,
    stream,
    text,
    command: null,
    team: 'es',
    putOff: false,
    answered: null,
  });
}

/** One exchange, answered so. */
function conversationOf(book: MemoryBook, said: Partial<ExchangeAnswer>) {
  const talk = conversation(book);
  return talk.take(talk.ask(), answer(said));
}

function answer(more: Partial<ExchangeAnswer> = {}): ExchangeAnswer {
  const heads = [{ team: 'es', epoch: 'e1', n: 9 }];
  return exchangeAnswer.parse({
    v: 1,
    at: 0,
    answers: [],
    recovered: [],
    heads,
    forks: [],
    snapshots: [],
    pages: [],
    ...more,
  });
}

/** A page of events of those commands, from a number on. */
function pageOf(book: DeskBook, ...commands: number[]): WirePage {
  const { n: from, link: before } = book.cursor('es') ?? { n: 0, link: noLink };
  const changes = commands.map((command, index) => ({
    n: from + index + 1,
    at: 0,
    event: {
      id: `${id(command)}:0`,
      type: 'new.1',
      customerId: 'k',
      caseId: null,
      at: 0,
      by: 'ana',
      data: {},
    },
  }));
  const link = changes.reduce((now, { event }) => nextLink(sha256, now, JSON.stringify(event)), before);
  const { length } = changes;
  return { team: 'es', epoch: 'e1', from, to: from + length, count: length, link, changes };
}

describe('what a desk asks', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .constantFrom('\u0000', '"', '\\', '\ud800', 'ñ', '漢', '😀')
      .chain((unit) => fc.nat(20_000).map((times) => unit.repeat(times))),
  );

  it('fits into one request, whatever waits, and is in order', () => {
    const texts = fc.array(
      anyText.map((text) => JSON.stringify({ text })),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(texts, fc.array(anyText, { maxLength: 40 }), fc.nat(2500), (commands, notes, points) => {
        const { book, draft } = open();
        const fit = commands.filter((text) => text.length <= upLimits.commandBytes);
        for (const [index, text] of fit.entries()) write(book, index + 1, { text });
        const orphans = notes.map((text, index) => ({
          id: `${index}`,
          team: 'es',
          n: null,
          event: { id: `${index}`, type: 't', customerId: 'k', caseId: null, at: 0, by: 'b', data: { text } },
        }));
        draft.set({ orphans });
        const checkpoints = Array.from({ length: points }, (_, index) => ({
          n: points - index,
          link: noLink,
        }));
        draft.own('checkpoints').set('es', checkpoints).set('fr', checkpoints);
        const ask = exchangeAskOf(book, ['es', 'fr']);
        expect(Buffer.byteLength(JSON.stringify(ask))).toBeLessThanOrEqual(upLimits.bytes);
        expect(exchangeAsk.safeParse(ask).success).toBe(true);
        expect(ask.commands.map((one) => one.id)).toEqual(
          fit.slice(0, ask.commands.length).map((_, n) => id(n + 1)),
        );
        const isAll = ask.witnessed.length === orphans.length;
        expect(ask.witnessed.map(({ event }) => event.id)).toEqual(
          orphans.slice(0, ask.witnessed.length).map((one) => one.id),
        );
        expect(ask.commands.length > 0).toBe(isAll && fit.length > 0);
      }),
      { numRuns: 150 },
    );
  });

  it('carries as much as there is room for', () => {
    const { book } = open();
    for (let n = 1; n <= 300; n++) write(book, n);
    expect(exchangeAskOf(book, []).commands.length).toBe(upLimits.commands);
  });

  it('leaves out what waits for an update, and what was written after it about the same case', () => {
    const { book } = open();
    for (const [n, stream] of [
      [1, 'case:a'],
      [2, 'case:a'],
      [3, 'case:b'],
    ] as const)
      write(book, n, { stream });
    book.putOff(id(1));
    expect(exchangeAskOf(book, []).commands.map((one) => one.id)).toEqual([id(3)]);
  });
});

describe('what a desk makes of an answer', () => {
  it.each([
    ['accepted', { outcome: 'accepted', team: 'es', n: 3, count: 1 } as const, { answered: 3 }],
    ['unreadable', { outcome: 'unreadable' } as const, { putOff: true }],
    ['a conflict', { outcome: 'conflict' } as const, { id: id(999), text: '{"new":true}' }],
  ])('%s: it stays in the outbox', (_what, one, expected) => {
    const { book, draft } = open();
    const talk = conversation(book);
    write(book, 1);
    talk.take(talk.ask(), answer({ answers: [{ id: id(1), ...one }] }));
    expect(draft.state.outbox).toMatchObject([expected]);
  });

  it('refused: it is out of the outbox, and what was written is kept for its person', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    write(book, 1, { text: '{"said":"sorry"}' });
    const refusal = { code: 'not-solved' } as const;
    talk.take(talk.ask(), answer({ answers: [{ id: id(1), outcome: 'refused', refusal }] }));
    expect(draft.state.outbox).toEqual([]);
    expect(draft.state.refused.get(id(1))).toMatchObject({ refusal, row: { text: '{"said":"sorry"}' } });
  });

  it('nothing that was not asked is answered', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    const asked = talk.ask();
    write(book, 1);
    talk.take(asked, answer({ answers: [{ id: id(1), outcome: 'accepted', team: 'es', n: 3, count: 1 }] }));
    expect(draft.state.outbox).toMatchObject([{ answered: null }]);
  });

  it('only the newest ask is answered, and once', () => {
    const { book } = open();
    const talk = conversation(book);
    const [old, newest] = [talk.ask(), talk.ask()];
    expect(talk.take(old, answer())).toBeNull();
    expect(talk.take(newest, answer())).not.toBeNull();
    expect(talk.take(newest, answer())).toBeNull();
  });

  it('what the ledger had beyond its head goes up again, at once', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    write(book, 1);
    book.accepted(id(1), 'es', 12);
    expect(talk.take(talk.ask(), answer())).toMatchObject({ more: true });
    expect(draft.state.outbox).toMatchObject([{ answered: null }]);
  });

  it('an orphan waits for the page that it comes in, not for one of another chain, and no more for one that has been', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    takePage(book, sha256, pageOf(book, 1, 2));
    const event = { id: 'x:0', type: 't', customerId: 'k', caseId: null, at: 0, by: 'b', data: {} };
    draft.set({ orphans: [{ id: 'x:0', team: 'es', n: null, event }] });
    const forks = [{ team: 'es', epoch: 'life.1', ancestor: null }];
    talk.take(talk.ask(), answer({ recovered: [{ id: 'x:0', n: 2 }], forks }));
    expect(draft.state.orphans).toMatchObject([{ n: null }]);
    talk.take(talk.ask(), answer({ recovered: [{ id: 'x:0', n: 3 }] }));
    expect(draft.state.orphans).toMatchObject([{ n: 3 }]);
    expect(talk.ask().witnessed).toEqual([]);
    draft.set({ orphans: [{ id: 'x:0', team: 'es', n: null, event }] });
    talk.take(talk.ask(), answer({ recovered: [{ id: 'x:0', n: 2 }] }));
    expect(draft.state.orphans).toEqual([]);
  });

  it('what was taken at a number that this desk has passed is not waited for: it came without words', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    takePage(book, sha256, pageOf(book, 1, 2));
    write(book, 1);
    write(book, 2);
    const taken = (n: number) => ({
      id: id(n),
      outcome: 'accepted' as const,
      team: 'es',
      n: n + 1,
      count: 1,
    });
    talk.take(
      talk.ask(),
      answer({ answers: [taken(1), taken(2)], heads: [{ team: 'es', epoch: 'life.1', n: 3 }] }),
    );
    expect(draft.state.outbox).toMatchObject([{ id: id(2), answered: 3 }]);
    expect(draft.state.sent.get(id(1))).toMatchObject({ team: 'es', n: 2 });
  });

  it('an answer without any team is a mistake, for which nothing goes', () => {
    const { book } = open();
    const talk = conversation(book);
    takePage(book, sha256, pageOf(book, 1));
    talk.take(talk.ask(), answer({ heads: [] }));
    expect(book.cursor('es')).toMatchObject({ n: 1 });
  });

  it('a team that is not among the heads goes, and what was accepted there is waited for no more', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    takePage(book, sha256, pageOf(book, 1));
    write(book, 2);
    book.accepted(id(2), 'es', 5);
    const left = talk.take(talk.ask(), answer({ heads: [{ team: 'fr', epoch: 'e1', n: 0 }] }));
    expect(left).toMatchObject({ left: ['es'] });
    expect(book.cursor('es')).toBeNull();
    expect([draft.state.outbox.length, draft.state.events.size]).toEqual([0, 0]);
    expect(draft.state.sent.get(id(2))).toMatchObject({ team: 'es', n: 5 });
  });

  it('a fork at or beyond its own cursor is none', () => {
    const { book } = open();
    const talk = conversation(book);
    takePage(book, sha256, pageOf(book, 1, 2));
    const forks = [{ team: 'es', epoch: 'e1', ancestor: 2 }];
    expect(talk.take(talk.ask(), answer({ forks }))).toMatchObject({ parted: [], lost: [] });
    expect(book.cursor('es')).toMatchObject({ n: 2 });
  });

  it('at a fork its own goes up again and others’ is witnessed; then everything comes anew', () => {
    const { book, draft } = open();
    const talk = conversation(book);
    write(book, 2);
    takePage(book, sha256, pageOf(book, 1, 2, 3));
    expect(draft.state.sent.get(id(2))).toMatchObject({ n: 2 });
    const unknown = talk.take(talk.ask(), answer({ forks: [{ team: 'es', epoch: 'e2', ancestor: null }] }));
    expect(unknown).toMatchObject({ lost: ['es'], more: true });
    const second = talk.ask();
    expect(second.checkpoints).toEqual([{ team: 'es', points: [{ n: 3, link: book.cursor('es')?.link }] }]);
    talk.take(second, answer({ forks: [{ team: 'es', epoch: 'e2', ancestor: 1 }] }));
    const third = talk.ask();
    expect(third).toMatchObject({
      cursors: [],
      commands: [{ id: id(2), team: 'es' }],
      witnessed: [{ team: 'es', event: { id: `${id(3)}:0` } }],
    });
  });
});

describe('what a desk makes of a page', () => {
  it.each([
    ['that follows', (page: WirePage) => page, 'taken'],
    ['that it has', (page: WirePage) => ({ ...page, from: 0, to: 1 }), 'known'],
    ['that covers nothing', (page: WirePage) => ({ ...page, to: page.from, count: 0, changes: [] }), 'known'],
    ['that lies ahead', (page: WirePage) => ({ ...page, from: 2, to: 4 }), 'gap'],
    ['that begins before', (page: WirePage) => ({ ...page, from: 0 }), 'gap'],
    ['that was cut', (page: WirePage) => ({ ...page, changes: page.changes.slice(1) }), 'count'],
    ['that counts wrong', (page: WirePage) => ({ ...page, count: 1 }), 'count'],
    ['in another order', (page: WirePage) => ({ ...page, changes: page.changes.toReversed() }), 'count'],
    ['of another chain', (page: WirePage) => ({ ...page, link: noLink }), 'link'],
    [
      'with another body',
      (page: WirePage) => ({ ...page, changes: page.changes.map((one) => ({ ...one, event: {} })) }),
      'link',
    ],
  ] as const)('%s: %#', (_what, change, verdict) => {
    const { book, draft } = open();
    takePage(book, sha256, pageOf(book, 1));
    const before = draft.state.events.size;
    expect(takePage(book, sha256, change(pageOf(book, 2, 3)))).toBe(verdict);
    expect(draft.state.events.size - before).toBe(verdict === 'taken' ? 2 : 0);
  });

  it('its own command is out of the outbox when its event comes, also when nothing else of it can be read', () => {
    const { book, draft } = open();
    write(book, 1);
    const page = pageOf(book, 1);
    const event = { id: `${id(1)}:0`, shape: 'newer' };
    const link = nextLink(sha256, noLink, JSON.stringify(event));
    expect(takePage(book, sha256, { ...page, link, changes: [{ n: 1, at: 0, event }] })).toBe('taken');
    expect([draft.state.outbox.length, draft.state.unread.size]).toEqual([0, 1]);
  });

  it('what came without words is looked after until the chain is where it is explained', () => {
    const { book } = open();
    const [first, rest] = [pageOf(book, 1), pageOf(book, 1, 2, 3)];
    const bare = { ...first, changes: [{ n: 1, at: 0, erased: first.link }] };
    const until = { n: 3, link: rest.link };
    expect(takePage(book, sha256, { ...bare, until })).toBe('taken');
    expect(book.bareUntil('es')).toEqual(until);
    const next = pageOf(book, 2, 3);
    expect(next.link).toBe(until.link);
    expect(takePage(book, sha256, next)).toBe('taken');
    expect(book.bareUntil('es')).toBeNull();
  });

  it.each([
    ['another chain there', (book: MemoryBook) => void takePage(book, sha256, pageOf(book, 2, 3))],
    [
      'a shorter one',
      (book: MemoryBook) => void conversationOf(book, { heads: [{ team: 'es', epoch: 'life.1', n: 2 }] }),
    ],
  ])('and where it is explained no more the team begins anew: %s', (_what, meets) => {
    const { book } = open();
    const first = pageOf(book, 1);
    const bare = { ...first, changes: [{ n: 1, at: 0, erased: first.link }] };
    takePage(book, sha256, { ...bare, until: { n: 3, link: 'c'.repeat(64) } });
    meets(book);
    expect([book.cursor('es'), book.bareUntil('es')]).toEqual([null, null]);
  });

  it('a desk that is told of a fork keeps what it has until it knows since when', () => {
    const { book } = open();
    const first = pageOf(book, 1);
    const bare = { ...first, changes: [{ n: 1, at: 0, erased: first.link }] };
    takePage(book, sha256, { ...bare, until: { n: 9, link: 'c'.repeat(64) } });
    conversationOf(book, { forks: [{ team: 'es', epoch: 'life.2', ancestor: null }] });
    expect(book.cursor('es')).toMatchObject({ n: 1 });
  });

  it('a command that was to be in it and is not goes up again', () => {
    const { book } = open();
    write(book, 1);
    book.accepted(id(1), 'es', 1);
    takePage(book, sha256, pageOf(book, 2));
    expect(book.unanswered(9)).toMatchObject([{ id: id(1) }]);
  });
});

describe('what a desk makes of a first fill', () => {
  const head = { id: 'f', team: 'es', epoch: 'e1', n: 4, link: 'a'.repeat(64), chunks: 1, rows: 4, bytes: 9 };

  it('stands where it was made, and sends again what is not in it', () => {
    const { book } = open();
    write(book, 1);
    book.accepted(id(1), 'es', 2);
    expect(endFill(book, head)).toBe(true);
    expect(book.cursor('es')).toMatchObject({ n: 4, link: head.link });
    expect(book.unanswered(9)).toMatchObject([{ id: id(1) }]);
  });

  it('has no use for it when pages came first', () => {
    const { book } = open();
    takePage(book, sha256, pageOf(book, 1));
    expect(endFill(book, head)).toBe(false);
    expect(book.cursor('es')).toMatchObject({ n: 1 });
  });
});
