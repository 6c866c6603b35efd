import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandAsk } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { flagged } from '#shared/case/facts.ts';
import { emptyStream } from '#shared/case/fold.ts';
import { flagWhy } from '#shared/case/words.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { type Known, type Sender, streamName, takeCommands, teamOf } from '#shared/sync/ledger.ts';
import { type Offered, readCommands } from '#shared/sync/offered.ts';
import { ancestorOf, pageLength, standing } from '#shared/sync/standing.ts';
import { recoveredEvents, takeWitnessed } from '#shared/sync/witnessed.ts';
import { sha256 } from './reading.ts';

const ana: Sender = { person: 'ana', role: 'agent', ofTeam: true };
const id = (n: number) => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;
const about = { customerId: 'k1', caseId: 'c1' };
const opening: CommandAsk = {
  ...about,
  type: 'case.open',
  data: { subject: 'Toner', words: '', kind: 'lost', orderId: null },
};
const note: CommandAsk = { ...about, type: 'note.add', data: { text: 'Asked', about: 'note' } };
const solving: CommandAsk = { ...about, type: 'case.solve', data: { how: 'Sent again' } };
const nothing: Known = { answered: new Map(), witnessed: new Map(), events: new Map() };

function command(n: number, ask: CommandAsk, by = 'ana'): Command {
  const number = ask.type === 'case.open' ? '000000000000' : null;
  return { v: 1, stamp: { id: id(n), at: n, by, number }, ask };
}

function sent(n: number, ask: CommandAsk, by = 'ana') {
  return { id: id(n), team: null, text: JSON.stringify(command(n, ask, by)) };
}

function offers(...list: ReturnType<typeof sent>[]): { offered: Offered; sender: Sender }[] {
  return readCommands(list, sha256).map((offered) => ({ offered, sender: ana }));
}

function eventsOf(...commands: Command[]): EventEnvelope[] {
  return commands.flatMap((one) => {
    const decision = decide(emptyStream, one);
    return 'events' in decision ? decision.events : [];
  });
}

describe('a ledger that takes commands', () => {
  it('decides each on top of what the ones before it did', () => {
    const taken = takeCommands(offers(sent(1, opening), sent(2, solving), sent(3, solving)), nothing);
    expect(taken.map((one) => ('events' in one ? one.events.map(({ type }) => type) : one))).toEqual([
      ['case.opened.1'],
      ['case.solved.1'],
      expect.objectContaining({
        answer: { id: id(3), outcome: 'refused', refusal: { code: 'already-solved' } },
        isNew: true,
      }),
    ]);
  });

  it('gives the old answer to the same bytes, and none of it to others', () => {
    const [first] = offers(sent(1, opening));
    const answer: CommandAnswer = { id: id(1), outcome: 'accepted', team: 'es', n: 9, count: 1 };
    const known = { ...nothing, answered: new Map([[id(1), { hash: first?.offered.hash ?? '', answer }]]) };
    const others = { ...sent(1, opening), text: ` ${sent(1, opening).text}` };
    expect(takeCommands(offers(sent(1, opening)), known)).toMatchObject([{ answer, isNew: false }]);
    expect(takeCommands(offers(others), known)).toMatchObject([
      { answer: { id: id(1), outcome: 'conflict' }, isNew: false },
    ]);
  });

  it('takes a command that comes twice in one batch once', () => {
    const others = { ...sent(1, opening), text: ` ${sent(1, opening).text}` };
    const taken = takeCommands(offers(sent(1, opening), sent(1, opening), others), nothing);
    expect(taken).toMatchObject([
      { events: [{ id: `${id(1)}:0` }] },
      { sameAs: 0 },
      { answer: { outcome: 'conflict' }, isNew: false },
    ]);
  });

  it('knows a command whose event a witness brought back', () => {
    const answer: CommandAnswer = { id: id(1), outcome: 'accepted', team: 'es', n: 4, count: 1 };
    const known = {
      ...nothing,
      witnessed: new Map([[id(1), answer]]),
      events: new Map([[streamName('k1', 'c1'), eventsOf(command(1, opening))]]),
    };
    expect(takeCommands(offers(sent(1, opening)), known)).toMatchObject([{ answer, isNew: true }]);
  });

  it('does not number a flag twice that a witness brought before its fact', () => {
    const [fact, flag] = eventsOf(command(1, note));
    const known = { ...nothing, events: new Map([[streamName('k1', 'c1'), flag ? [flag] : []]]) };
    expect(flag).toMatchObject({ id: `${id(1)}:1`, data: { why: 'case-unknown' } });
    expect(takeCommands(offers(sent(1, note)), known)).toMatchObject([{ events: [{ id: fact?.id }] }]);
  });

  it('refuses in a text that any database holds', () => {
    const data = { promiseId: 'p', text: 'back \u0000at\ud800 ten', until: 1 };
    const promise: CommandAsk = { ...about, type: 'promise.make', data };
    const taken = takeCommands(offers(sent(1, opening), sent(2, promise), sent(3, solving)), nothing);
    const refusal = { code: 'open-promise', text: 'back at\ufffd ten' };
    expect(taken[2]).toMatchObject({ answer: { outcome: 'refused', refusal } });
  });

  it.each([
    [
      'refuses what another person wrote',
      note,
      { person: 'ben', role: 'agent', ofTeam: true },
      { code: 'other-person' },
      // Whoever wrote it may still send it.
      false,
    ],
    [
      'refuses moves in another team',
      opening,
      { person: 'ana', role: 'agent', ofTeam: false },
      { code: 'other-team' },
      true,
    ],
  ] as const)('%s', (_what, ask, sender, refusal, isNew) => {
    const [one] = offers(sent(1, ask));
    const taken = one ? takeCommands([{ ...one, sender }], nothing) : [];
    expect(taken).toMatchObject([{ answer: { outcome: 'refused', refusal }, isNew }]);
  });

  it('keeps what was said to a customer of another team, flagged', () => {
    const [one] = offers(sent(1, note));
    const taken = one
      ? takeCommands([{ ...one, sender: { person: 'ana', role: 'agent', ofTeam: false } }], nothing)
      : [];
    const whys = taken.flatMap((each) => ('events' in each ? each.events.map(({ data }) => data) : []));
    expect(whys).toMatchObject([{ text: 'Asked' }, { why: 'case-unknown' }, { why: 'other-team' }]);
  });

  it.each([
    ['of a newer shape', JSON.stringify({ v: 2, stamp: { id: id(2) } })],
    ['that is no JSON', '{"v":1'],
    ['with an id of its own', sent(9, note).text],
  ])('reads no further than a command %s, and keeps no answer for it', (_what, text) => {
    const read = offers(sent(1, opening), { id: id(2), team: null, text }, sent(3, solving));
    expect(read.map(({ offered }) => offered.sent.id)).toEqual([id(1), id(2)]);
    expect(takeCommands(read, nothing)[1]).toMatchObject({ answer: { outcome: 'unreadable' }, isNew: false });
  });
});

describe('a ledger that was set back', () => {
  const [fact, flag] = eventsOf(command(1, note));
  const met = (there: readonly string[], refused: readonly string[] = []) => ({
    numberOf: (eventId: string) => (there.includes(eventId) ? 1 + there.indexOf(eventId) : null),
    isRefused: (commandId: string) => refused.includes(commandId),
  });
  const both = fact && flag ? [fact, flag] : [];

  it('takes back what it lost, in order, each with a flag that says so', () => {
    expect(takeWitnessed(both, met([])).map((one) => one.id)).toEqual(
      [0, 100, 1, 101].map((index) => `${id(1)}:${index}`),
    );
  });

  it.each([
    ['what it has', [`${id(1)}:0`, `${id(1)}:1`], []],
    ['what it has refused since', [], [id(1)]],
  ])('takes nothing of %s', (_what, there, refused) => {
    expect(takeWitnessed(both, met(there, refused))).toEqual([]);
  });

  it('takes what two desks offer at once once', () => {
    expect(takeWitnessed([...both, ...both], met([])).length).toBe(4);
  });

  it('never gives two events the same id, whatever was lost before and comes in whatever order', () => {
    const place = fc.nat(2);
    const lives = fc.array(fc.array(place, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lives, fc.array(fc.boolean(), { maxLength: 20 }), (offered, kept) => {
        let ledger: EventEnvelope[] = [];
        let everything: EventEnvelope[] = fact && flag ? [fact, flag, flagged(fact, 'other-team', 2)] : [];
        for (const places of offered) {
          const numbers = new Map(ledger.map((event, index) => [event.id, index + 1]));
          const items = places.flatMap((at) => everything.at(at - 2) ?? []);
          const back = takeWitnessed(items, {
            numberOf: (eventId) => numbers.get(eventId) ?? null,
            isRefused: () => false,
          });
          ledger = [...ledger, ...back];
          const ids = ledger.map((event) => event.id);
          expect(new Set(ids).size).toBe(ids.length);
          everything = [...everything, ...back];
          // Set back again: some of it is lost once more.
          ledger = ledger.filter((_event, index) => kept[index] ?? false);
        }
      }),
    );
  });

  it('flags a lost event at a place that no decision reaches', () => {
    const most = flagWhy.options.length;
    const indexes = fc.integer({ min: 0, max: most });
    fc.assert(
      fc.property(indexes, indexes, (one, other) => {
        const flagOf = (index: number) =>
          fact && recoveredEvents({ ...fact, id: `${id(1)}:${index}` }, () => false)[1]?.id;
        expect(flagOf(one) === flagOf(other)).toBe(one === other);
        expect(Number(flagOf(one)?.split(':')[1])).toBeGreaterThan(most);
      }),
    );
  });

  it.each([
    ['the team that it knows', 'es', 'fr', 'es'],
    ['the team where the desk had it', null, 'es', 'es'],
    ['home, when the desk had it nowhere', null, null, 'fr'],
    ['home, when there is no such team', null, 'it', 'fr'],
  ])('puts a customer into %s', (_what, known, desk, team) => {
    expect(teamOf(known, desk, 'fr', (one) => ['es', 'fr'].includes(one))).toBe(team);
  });
});

describe('where a desk stands', () => {
  const at = (n: number, link: string) => ({ team: 'es', epoch: 'any', n, link });
  it.each([
    ['nowhere, and so does the ledger', at(0, '0'), 0, null, 'level'],
    ['nowhere', at(0, '0'), 5, null, 'behind'],
    ['where the ledger is', at(5, 'a'), 5, 'a', 'level'],
    ['behind', at(3, 'a'), 5, 'a', 'behind'],
    ['ahead of a head that is only remembered', at(7, 'a'), 5, 'a', 'level'],
    ['on another chain, behind', at(3, 'a'), 5, 'b', 'unknown'],
    ['on another chain, level', at(5, 'a'), 5, 'b', 'unknown'],
    ['beyond the ledger', at(7, 'a'), 5, null, 'unknown'],
    ['beyond an empty ledger', at(7, 'a'), 0, null, 'unknown'],
  ] as const)('%s', (_what, desk, n, link, expected) => {
    expect(standing(desk, { n }, link)).toBe(expected);
  });

  it('has as its ancestor the newest checkpoint that both have, or nothing', () => {
    const chain = fc.array(fc.boolean(), { maxLength: 30 });
    fc.assert(
      fc.property(chain, fc.array(fc.nat(40)), (same, numbers) => {
        const parts = same.indexOf(false);
        const common = parts < 0 ? same.length : parts;
        const linkAt = (n: number) =>
          n >= 1 && n <= same.length ? (n <= common ? `${n}` : `new ${n}`) : null;
        const points = numbers.map((n) => ({ n, link: `${n}` }));
        const right = Math.max(0, ...numbers.filter((n) => n >= 1 && n <= common));
        expect(ancestorOf(points, linkAt)).toBe(right);
      }),
    );
  });
});

describe('a page', () => {
  it('holds at least one change, else no more than its limits, and as many as they allow', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 40 });
    const limits = fc.record({
      changes: fc.integer({ min: 1, max: 20 }),
      bytes: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(sizes, limits, (all, { changes, bytes }) => {
        const length = pageLength(all, { changes, bytes });
        const sum = (count: number) => all.slice(0, count).reduce((total, size) => total + size, 0);
        expect(length).toBeGreaterThanOrEqual(Math.min(1, all.length));
        expect(length).toBeLessThanOrEqual(Math.min(changes, all.length));
        if (length > 1) expect(sum(length)).toBeLessThanOrEqual(bytes);
        if (length < Math.min(changes, all.length)) expect(sum(length + 1)).toBeGreaterThan(bytes);
      }),
    );
  });
});
