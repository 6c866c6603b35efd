import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, type CommandAsk, command } from '#shared/case/commands.ts';
import { decide, refusalOf } from '#shared/case/decide.ts';
import { isFact } from '#shared/case/facts.ts';
import { emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import { callTime, clockAt, likelyZone, zonesOf } from '#shared/customer/call-time.ts';
import type { Preferred } from '#shared/customer/file.ts';
import { joined, type RecordLink } from '#shared/customer/links.ts';

const base = { customerId: 'c1', caseId: null } as const;
const remark = (remarkId: string, text: string, replaces: string | null = null): CommandAsk => ({
  ...base,
  type: 'customer.set-remark',
  data: { remarkId, text, replaces },
});
const noRemark = (remarkId: string): CommandAsk => ({
  ...base,
  type: 'customer.remove-remark',
  data: { remarkId, text: '' },
});
const point = (pointId: string, value = '600112233'): CommandAsk => ({
  ...base,
  type: 'customer.add-contact-point',
  data: { pointId, kind: 'phone', value, country: 'ES', label: 'neighbour' },
});
const noPoint = (pointId: string): CommandAsk => ({
  ...base,
  type: 'customer.remove-contact-point',
  data: { pointId, kind: 'phone', value: '' },
});
const link = (into: string): CommandAsk => ({
  ...base,
  type: 'customer.link',
  data: { into, why: 'said so' },
});
const unlink = (into: string, why = 'two people'): CommandAsk => ({
  ...base,
  type: 'customer.unlink',
  data: { into, why },
});

function stamped(ask: CommandAsk): Command {
  return {
    v: 1,
    stamp: { id: randomUUID(), at: 1, by: 'lucia', number: null },
    ask: command.shape.ask.parse(ask),
  };
}

/** Commands in the ledger's order; what is refused changes nothing. */
function after(...asks: CommandAsk[]): StreamState {
  return asks.reduce<StreamState>((state, ask) => {
    const decision = decide(state, stamped(ask));
    return 'refusal' in decision ? state : fold(decision.events, state);
  }, emptyStream);
}

const texts = (state: StreamState) => state.file.remarks.map(({ text }) => text);

test.each<[string, CommandAsk[], string[]]>([
  ['added', [remark('a', 'speak slowly')], ['speak slowly']],
  ['changed', [remark('a', 'deaf'), remark('b', 'hard of hearing', 'a')], ['hard of hearing']],
  ['taken down', [remark('a', 'deaf'), noRemark('a')], []],
  [
    'changed by two at once: both stay',
    [remark('a', '1'), remark('b', '2', 'a'), remark('c', '3', 'a')],
    ['2', '3'],
  ],
  [
    'taken down by one who had not seen the change',
    [remark('a', '1'), remark('b', '2', 'a'), noRemark('a')],
    ['2'],
  ],
  ['taken down twice', [remark('a', '1'), noRemark('a'), noRemark('a')], []],
])('a note for every contact is %s', (_, asks, left) => {
  expect(texts(after(...asks))).toEqual(left);
});

test('a phone is added with whose it is, and only the one that somebody saw is removed', () => {
  expect(after(point('p1'), point('p2'), noPoint('p1')).file.points).toMatchObject([
    { id: 'p2', value: '600112233', label: 'neighbour', by: 'lucia' },
  ]);
});

test.each([remark('a', 'x'), noRemark('a'), point('p'), noPoint('p')])(
  'what is noted of a customer is never refused: %j',
  (ask) => {
    expect(isFact(ask)).toBe(true);
    for (const state of [emptyStream, after(link('c2')), after(remark('a', 'y'), point('p'))])
      expect(refusalOf(state, ask, 'anybody')).toBeNull();
  },
);

test.each<[string, CommandAsk[], CommandAsk, string | null]>([
  ['to another record', [], link('c2'), null],
  ['to itself', [], link('c1'), 'same-record'],
  ['when it is linked', [link('c2')], link('c3'), 'linked-already'],
  ['again after it was undone', [link('c2'), unlink('c2')], link('c3'), null],
])('a record is linked %s', (_, before, ask, code) => {
  expect(refusalOf(after(...before), ask, 'lucia')?.code ?? null).toBe(code);
});

test('only the link that somebody saw is undone', () => {
  expect(refusalOf(after(), unlink('c2'), 'lucia')?.code).toBe('not-linked');
  expect(refusalOf(after(link('c3')), unlink('c2'), 'lucia')?.code).toBe('not-linked');
  expect(after(link('c2'), unlink('c2')).file.linked).toBeNull();
  const known: CommandAsk = {
    ...base,
    type: 'customer.unlink',
    data: { into: 'c2', why: 'asked both', hints: ['same-name'] },
  };
  expect(after(link('c2'), unlink('c2'), link('c2'), known).file.parted).toMatchObject([
    { into: 'c2', why: 'asked both', hints: ['same-name'], by: 'lucia' },
  ]);
  expect(after(link('c2'), unlink('c2')).file.parted).toMatchObject([{ into: 'c2', hints: null }]);
});

test('of a case nothing of this is asked', () => {
  expect(command.shape.ask.safeParse({ ...link('c2'), caseId: 'k' }).success).toBe(false);
});

const ids = ['a', 'b', 'c', 'd', 'e'];
/** One link a record at most, as the streams leave them. */
const anyLinks = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom(...ids),
      into: fc.constantFrom(...ids),
      n: fc.option(fc.integer({ min: 1, max: 1000 })),
    }),
    { selector: ({ from }) => from },
  )
  .map((found) =>
    found
      .filter(({ from, into }) => from !== into)
      .map((one, index): RecordLink => ({ ...one, eventId: `e${index}`, why: '', by: 'x', at: 0 })),
  );

test('whatever is linked with whatever, and in whatever order the news came, everybody sees the same persons', () => {
  fc.assert(
    fc.property(anyLinks, fc.array(fc.nat()), (links, shuffle) => {
      const one = joined(links);
      const other = joined(
        links
          .map((link, index) => ({ link, at: shuffle[index] ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ link }) => link),
      );
      for (const id of ids) {
        expect(other.person(id)).toEqual(one.person(id));
        const { survivor, ids: members } = one.person(id);
        expect(one.survivorOf(survivor)).toBe(survivor);
        expect(members).toContain(id);
        for (const each of members) expect(one.person(each)).toEqual(one.person(id));
      }
      // Two records that somebody linked are one person, whether the link counts or closes a circle.
      for (const { from, into } of links) expect(one.survivorOf(from)).toBe(one.survivorOf(into));
      expect(one.counting.length + one.void.length).toBe(links.length);
    }),
  );
});

test('of two opposite links the first in the ledger counts, and what waits counts last', () => {
  const opposite = (n: number | null, m: number | null): RecordLink[] => [
    { from: 'a', into: 'b', n, eventId: 'x', why: '', by: 'lucia', at: 1 },
    { from: 'b', into: 'a', n: m, eventId: 'y', why: '', by: 'mateo', at: 2 },
  ];
  expect(joined(opposite(5, 4)).survivorOf('b')).toBe('a');
  expect(joined(opposite(4, 5)).survivorOf('a')).toBe('b');
  expect(joined(opposite(null, 5)).survivorOf('a')).toBe('a');
  expect(joined(opposite(null, null)).void.map(({ by }) => by)).toEqual(['mateo']);
});

const mornings: Preferred = {
  language: 'ca',
  days: [1, 2, 3, 4, 5],
  from: 540,
  until: 720,
  zone: 'America/Bogota',
};

test.each<[string, number, boolean]>([
  ['a morning there', Date.UTC(2026, 10, 20, 15), true], // Friday 10:00
  ['an evening there', Date.UTC(2026, 10, 21, 2, 10), false], // Friday 21:10
  ['the last minute', Date.UTC(2026, 10, 20, 16, 59), true],
  ['the end', Date.UTC(2026, 10, 20, 17), false],
  ['a weekend', Date.UTC(2026, 10, 21, 15), false],
])('%s is told by the clock where the customer lives', (_, at, isGood) => {
  expect(callTime(mornings, at, 'Europe/Madrid')).toEqual({ zone: 'America/Bogota', isGood });
});

test('without days and hours no time is better than another, and a zone that nobody knows is the desk’s', () => {
  expect(callTime({ ...mornings, days: [], from: null, until: null }, 0, 'UTC').isGood).toBeNull();
  expect(callTime({ ...mornings, zone: 'Mars/Olympus' }, 0, 'UTC').zone).toBe('UTC');
  expect(clockAt(Date.UTC(2026, 10, 22, 0, 30), 'America/Bogota')).toEqual({ day: 6, minute: 19 * 60 + 30 });
});

test.each([
  ['ES', '28013', 'Europe/Madrid'],
  ['ES', '35001', 'Atlantic/Canary'],
  ['CO', null, 'America/Bogota'],
  ['US', '10001', null],
  [null, null, null],
])('a customer of %s %s lives in %s', (country, postcode, zone) => {
  const home = { name: null, company: null, lines: [], city: null, region: null, postcode, country };
  expect(likelyZone({ addresses: [home] })).toBe(zone);
  if (country === 'ES') expect(zonesOf('ES')).toContain('Atlantic/Canary');
});
