import { beforeAll, expect, test } from 'vitest';
import { isCaseNumber } from '#shared/case/number.ts';
import { page } from '#shared/wire.ts';
import { demoPages } from '#shops/demo/demo.ts';
import { anchor, by, load } from './load.ts';

const seeds = [1, 2, 77];
let companies: ReturnType<typeof load>[];
beforeAll(() => {
  companies = seeds.map((seed) => load(seed));
});

test('every page is one that the wire takes, and every event is of a type that is known', () => {
  for (const { pages, envelopes, events } of companies) {
    for (const one of pages) expect(page.safeParse(one).error).toBeUndefined();
    expect(events).toHaveLength(envelopes.length);
  }
});

test('pages follow one another and their changes are numbered from 1 without a gap', () => {
  for (const { pages, changes } of companies) {
    expect(changes.map((change) => change.n)).toEqual(changes.map((_, index) => index + 1));
    let from = 0;
    for (const one of pages) {
      expect(one.from).toBe(from);
      expect(one.to - one.from).toBe(one.changes.length);
      expect(one.changes.length).toBeLessThanOrEqual(2000);
      from = one.to;
    }
    expect(changes.length).toBeGreaterThan(20_000);
    expect(changes.length).toBeLessThan(40_000);
  }
});

test('the same seed and now give the same company, another seed or now another', () => {
  const [first, second] = companies;
  expect(load(seeds[0] ?? 0).pages).toEqual(first?.pages);
  expect(second?.changes).not.toEqual(first?.changes);
  const day = 86_400_000;
  expect(load(seeds[0] ?? 0, anchor + day).changes).not.toEqual(first?.changes);
});

test('the team and the epoch are those that were asked for', () => {
  const [one] = demoPages({ seed: 3, anchor, team: 'norte', epoch: 'e9' });
  expect(one).toMatchObject({ team: 'norte', epoch: 'e9', from: 0 });
});

test('ids are unique, and customers come sorted with their orders and events behind them', () => {
  for (const { changes, customers, orders, envelopes } of companies) {
    for (const ids of [customers.map((c) => c.id), orders.map((o) => o.id), envelopes.map((e) => e.id)]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(customers.map((c) => c.id)).toEqual(customers.map((c) => c.id).toSorted());
    let current = '';
    for (const change of changes) {
      if ('record' in change && change.record.type === 'customer') current = change.record.id;
      if ('record' in change && change.record.type === 'order')
        expect(change.record.customerId).toBe(current);
      if ('event' in change) expect(change.event.customerId).toBe(current);
    }
  }
});

test('event ids are a version 4 UUID and an index', () => {
  for (const { id } of companies[0]?.envelopes ?? []) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}:0$/);
  }
});

test('case numbers have a right check digit and are given once', () => {
  for (const { events } of companies) {
    const numbers = events.flatMap((event) => (event.type === 'case.opened.1' ? [event.data.number] : []));
    expect(numbers.every(isCaseNumber)).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
  }
});

test('nothing has happened after the now of the demo, whatever the hour', () => {
  for (const now of [
    Date.UTC(2026, 2, 29, 0, 10),
    Date.UTC(2027, 6, 4, 22, 55),
    Date.UTC(2026, 11, 27, 4, 0),
  ]) {
    const { events, orders } = load(5, now);
    const early = events.filter(
      ({ at, type, data }) => at > now || (type === 'contact.recorded.1' && (data.end ?? data.start) > now),
    );
    expect(early).toEqual([]);
    const unseen = orders.filter((order) => {
      const times = [
        order.placedAt,
        order.cancelledAt,
        ...order.payments.map((payment) => payment.at),
        ...order.shipments.flatMap((s) => [s.leftAt, s.deliveredAt, ...s.events.map((scan) => scan.at)]),
      ];
      const seen = order.seenAt ?? 0;
      return seen >= now || seen < now - 3_600_000 || times.some((at) => at !== null && at > seen);
    });
    expect(unseen).toEqual([]);
  }
});

test('events of a customer are in the order in which they happened', () => {
  for (const { events } of companies) {
    for (const list of by(events, (event) => event.customerId).values()) {
      const times = list.map((event) => event.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  }
});
