import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { Page } from '#shared/wire.ts';
import { projectionTables } from '#store/projection/tables.ts';
import { openStore, type Store } from '#store/store.ts';
import { customer, desk, noon, note, openCase, order, pageOf, place, storeAt } from './fixture.ts';

function event(type: string, data: unknown, more: Partial<EventEnvelope> = {}): EventEnvelope {
  return {
    id: `${randomUUID()}:0`,
    type,
    customerId: 'c1',
    caseId: null,
    at: noon,
    by: 'mateo',
    data,
    ...more,
  };
}

const page: Page = pageOf(0, [customer('c1'), order('o1', 'c1')]);

test('a page that does not follow the cursor, has a hole or is of another epoch is refused and changes nothing', async () => {
  const store = await storeAt(place());
  store.absorb(page);
  const next = pageOf(2, [customer('c2'), customer('c3')]);
  const hole = { ...next, changes: next.changes.slice(0, 1) };
  const wrong: Page[] = [
    page,
    pageOf(1, [customer('c2')]),
    pageOf(3, [customer('c2')]),
    { ...next, epoch: 'e2' },
    hole,
    { ...next, changes: [...next.changes].reverse() },
  ];
  for (const bad of wrong) expect(() => store.absorb(bad)).toThrow();
  expect(store.cursor('es')).toEqual({ epoch: 'e1', n: 2 });
  expect(store.view({ view: 'customer', customerId: 'c2' })).toBeNull();
  store.absorb(next);
  expect(store.cursor('es')?.n).toBe(4);
});

test('an event of a newer Hilo is kept, shown as such, and does not stop the others', async () => {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      customer('c1'),
      event('parcel.blessed.1', { by: 'x' }),
      event('note.added.1', { text: 'After', about: 'note' }, { at: noon + 1 }),
    ]),
  );
  const view = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(view.story.entries.map((e) => e.kind)).toEqual(['note', 'newer']);
});

test('an order that moves to another customer leaves nothing behind', async () => {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [customer('c1'), customer('c2'), order('o1', 'c1'), order('o1', 'c2', { number: '#77' })]),
  );
  const of = (customerId: string) => store.view({ view: 'customer', customerId }) as CustomerView;
  expect(of('c1')).toMatchObject({ orders: [], story: { entries: [] } });
  expect(of('c2').orders.map((o) => o.number)).toEqual(['#77']);
  expect(store.view({ view: 'search', text: 'o1', limit: 9 })).toEqual([]);
});

const textOf = (row: unknown): string => JSON.stringify(row);

function dump(store: Store): Map<string, unknown[]> {
  const tables = projectionTables.filter((name) => name !== 'name_search' && name !== 'customer_now');
  const rows = tables.map(
    (name) => [name, store.db.prepare(`SELECT * FROM ${name}`).all().map(textOf).sort()] as const,
  );
  const customers = store.db.prepare('SELECT customer_id, body FROM customer_now ORDER BY 1').all();
  const named = store.db.prepare(
    'SELECT customer_id FROM customer_now WHERE seq IN (SELECT rowid FROM name_search WHERE name_search MATCH ?) ORDER BY 1',
  );
  const names = [...ofThem, 'Somebody'].map((name) => ({ name, found: named.all(name) }));
  return new Map([...rows, ['customer_now', customers], ['name_search', names]]);
}

const ofThem = ['Ana', 'Berta', 'Carla'];

test('whatever comes in whatever order, the projections equal those rebuilt from scratch', async () => {
  const id = fc.constantFrom('c1', 'c2', 'c3');
  const step = fc.oneof(
    fc.record({
      do: fc.constant('customer' as const),
      id,
      name: fc.oneof(fc.constantFrom(...ofThem), fc.string({ maxLength: 12 })),
    }),
    fc.record({
      do: fc.constant('order' as const),
      id,
      order: fc.constantFrom('o1', 'o2'),
      at: fc.nat(2),
      number: fc.constantFrom('#1', '#2'),
      cancelled: fc.boolean(),
    }),
    fc.record({ do: fc.constant('open' as const), id }),
    fc.record({ do: fc.constant('note' as const), id }),
    fc.record({ do: fc.constant('event' as const), id }),
    fc.record({ do: fc.constant('introduce' as const), id }),
    fc.record({ do: fc.constant('phone' as const), id }),
    fc.record({ do: fc.constant('link' as const), id, into: id }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const at = place();
      const store = await openStore({ ...at, fresh: true, desk, now: () => noon });
      let n = 0;
      const take = (item: Parameters<typeof pageOf>[1][number]) => {
        store.absorb(pageOf(n, [item]));
        n += 1;
      };
      for (const s of steps) {
        if (s.do === 'customer')
          take(customer(s.id, { name: s.name, emails: [`${s.name.trim()}@example.org`] }));
        if (s.do === 'order') {
          const cancelledAt = s.cancelled ? noon : null;
          take(order(s.order, s.id, { placedAt: noon - s.at, number: s.number, cancelledAt }));
        }
        if (s.do === 'open') store.record([openCase(s.id)]);
        if (s.do === 'note') store.record([note(s.id, null)]);
        if (s.do === 'event')
          take(event('note.added.1', { text: 'x', about: 'tried' }, { customerId: s.id }));
        if (s.do === 'phone') {
          const data = { pointId: 'p', kind: 'phone', value: '910000101', country: 'ES', label: '' } as const;
          store.record([{ type: 'customer.add-contact-point', customerId: s.id, caseId: null, data }]);
        }
        if (s.do === 'link')
          take(event('customer.linked.1', { into: s.into, why: '' }, { customerId: s.id }));
        if (s.do === 'introduce') {
          const data = { name: 'Somebody', number: '+34600112233', email: null };
          store.record([{ type: 'customer.introduce', customerId: s.id, caseId: null, data }]);
        }
      }
      const before = dump(store);
      store.db.prepare("UPDATE meta SET value = 'another' WHERE key = 'projection'").run();
      store.close();
      const rebuilt = await openStore({ ...at, fresh: false, desk, now: () => noon });
      const after = dump(rebuilt);
      rebuilt.close();
      expect(after).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test('a rebuild that is cut short leaves the old projections and is made at the next start', async () => {
  const at = place();
  const store = await storeAt(at);
  store.absorb(
    pageOf(
      0,
      Array.from({ length: 1200 }, (_, i) => customer(`c${i}`)),
    ),
  );
  store.db.prepare("UPDATE meta SET value = 'another' WHERE key = 'projection'").run();
  store.close();
  const stop = new Error('cut');
  const cut = openStore({
    ...at,
    fresh: false,
    desk,
    progress: (what, done) => {
      if (what === 'rebuilding' && done > 500) throw stop;
    },
  });
  await expect(cut).rejects.toBe(stop);
  const seen: number[] = [];
  const again = await openStore({ ...at, fresh: false, desk, progress: (_, done) => seen.push(done) });
  expect(seen).toEqual([500, 1000, 1200, 1700, 2200, 2400]);
  expect(again.view({ view: 'search', text: 'customer c1199', limit: 5 })).toHaveLength(1);
  again.close();
});
