import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { emptyRule, type Incident, type IncidentRule } from '#shared/incident/incident.ts';
import type { Shipment } from '#shared/order/records.ts';
import { type RulesRecord, rulesId } from '#shared/rules/records.ts';
import type { IncidentLine, TouchCount, TouchedView, TouchingIncident } from '#shared/views/incident.ts';
import type { StoryPage } from '#shared/views/story.ts';
import { customerSql, customersFromSql, ordersWithinSql } from '#store/incidents/whom.ts';
import type { Store } from '#store/store.ts';
import { tiedSql } from '#store/views/incidents.ts';
import { customer, noon, openCase, order, pageOf, place, storeAt } from './fixture.ts';
import { shown, shownAnew } from './shown.ts';

const day = 86_400_000;

function strike(
  rule: Partial<IncidentRule> = { carriers: ['NorteLog'] },
  more: Partial<Incident> = {},
): Incident {
  return {
    about: 'incident',
    id: 'strike',
    title: { en: 'Strike at NorteLog', es: 'Huelga en NorteLog' },
    say: { en: 'Parcels are two days late', es: 'Los paquetes llegan dos días tarde' },
    offer: { en: 'Express for the price of normal', es: '' },
    severity: 'warning',
    since: noon - day,
    until: null,
    state: 'open',
    rule: { ...emptyRule, ...rule },
    ...more,
  };
}

const published = (content: Incident, version = 1, team = 'es'): RulesRecord => ({
  type: 'rules',
  id: rulesId(team, `incident:${content.id}`),
  team,
  name: `incident:${content.id}`,
  version,
  at: noon,
  by: 'ines',
  content,
});

const by = (carrier: string): Shipment => ({
  id: 's1',
  leftAt: noon - day,
  carrier,
  tracking: null,
  trackingUrl: null,
  lines: [],
  promisedAt: null,
  deliveredAt: null,
  signedBy: null,
  events: [],
});

/** Three hundred customers, every third of them with a parcel of NorteLog; the incident comes after them. */
async function struck(content = strike()): Promise<Store> {
  const store = await storeAt(place());
  const records = Array.from({ length: 300 }, (_, index) => [
    customer(`c${index}`, { name: `Customer ${String(index).padStart(3, '0')}` }),
    order(`o${index}`, `c${index}`, { shipments: [by(index % 3 === 0 ? 'NorteLog' : 'SurLog')] }),
  ]).flat();
  store.absorb(pageOf(0, [...records, published(content)]));
  return store;
}

const touching = (store: Store, of: string) =>
  (store.view({ view: 'touching', of }) as TouchingIncident[]).map(({ content, orderIds }) => [
    content.id,
    ...orderIds,
  ]);

/** Asks until everybody was looked at, as a page does that is told of the progress. */
async function count(ask: () => TouchCount): Promise<TouchCount> {
  for (;;) {
    const now = ask();
    if (now.done === now.total && now.total > 0) return now;
    await new Promise((next) => setImmediate(next));
  }
}
const lines = (store: Store) => store.view({ view: 'incidents' }) as IncidentLine[];
const counted = (store: Store) =>
  count(() => lines(store)[0]?.touched ?? { customers: 0, done: 0, total: 0 });
const list = (store: Store) =>
  store.view({ view: 'touched', team: 'es', incidentId: 'strike' }) as NonNullable<TouchedView>;

test('an incident is there for whom it touches, and for nobody else, from the moment that it comes', async () => {
  const store = await struck();
  expect(touching(store, 'c3')).toEqual([['strike', 'o3']]);
  expect(touching(store, 'c4')).toEqual([]);
  expect(touching(store, 'nobody')).toEqual([]);
  store.absorb(pageOf(601, [published(strike({}, { state: 'closed', rule: strike().rule }), 2)]));
  expect(touching(store, 'c3')).toEqual([]);
});

test('it is not of another team, nor before it begins', async () => {
  const store = await struck();
  store.absorb(pageOf(601, [published(strike({ carriers: ['NorteLog'] }, { id: 'mexican' }), 1, 'mx')]));
  store.absorb(pageOf(602, [published(strike(undefined, { id: 'tomorrow', since: noon + day }))]));
  expect(touching(store, 'c3')).toEqual([['strike', 'o3']]);
});

test('the most severe stands first', async () => {
  const store = await struck();
  store.absorb(pageOf(601, [published(strike(undefined, { id: 'recall', severity: 'serious' }))]));
  expect(touching(store, 'c3').map(([id]) => id)).toEqual(['recall', 'strike']);
});

test('those whom it touches are counted a slice at a time, and what changes is counted anew', async () => {
  const store = await struck();
  const first = lines(store)[0]?.touched;
  expect(first).toMatchObject({ done: 0, total: 300 });
  expect(await counted(store)).toEqual({ customers: 100, done: 300, total: 300 });
  store.incidents.changed(store.absorb(pageOf(601, [order('o1', 'c1', { shipments: [by('NorteLog')] })])));
  expect(lines(store)[0]?.touched.customers).toBe(101);
  store.incidents.changed(store.absorb(pageOf(602, [order('o3', 'c3', { shipments: [by('SurLog')] })])));
  expect(lines(store)[0]?.touched.customers).toBe(100);
});

test('a page is told while they are counted, and closing the store ends it', async () => {
  const store = await struck();
  let told = 0;
  store.incidents.follow(() => {
    told += 1;
  });
  await counted(store);
  await new Promise((next) => setImmediate(next));
  expect(told).toBeGreaterThan(0);
  store.view({ view: 'incident-preview', team: 'es', incident: strike({ carriers: ['SurLog'] }) });
  store.close();
  await new Promise((next) => setTimeout(next, 20));
});

test('what nobody has published yet is counted too, each rule anew', async () => {
  const store = await struck();
  const preview = (rule: Partial<IncidentRule>) =>
    count(() => store.view({ view: 'incident-preview', team: 'es', incident: strike(rule) }) as TouchCount);
  expect((await preview({ carriers: ['SurLog'] })).customers).toBe(200);
  expect((await preview({ carriers: ['SurLog'], countries: ['PT'] })).customers).toBe(0);
  expect((await preview({ products: ['toner'] })).customers).toBe(300);
});

test('cases are tied to it, once, and customers are called back', async () => {
  const store = await struck();
  await counted(store);
  const caseId = randomUUID();
  const tie = {
    type: 'case.tie-incident',
    customerId: 'c6',
    caseId,
    data: { incidentId: 'strike' },
  } as const;
  store.record([openCase('c6', caseId), tie]);
  expect(() => store.record([tie])).toThrow('already-tied');
  const other = randomUUID();
  store.record([openCase('c7', other), { ...tie, customerId: 'c7', caseId: other }]);
  const call = (customerId: string, reached: boolean) =>
    store.record([
      {
        type: 'incident.call-back',
        customerId,
        caseId: null,
        data: { incidentId: 'strike', reached, text: 'Calm' },
      },
    ]);
  call('c9', true);
  call('c9', false);
  call('c12', false);
  expect(lines(store)[0]).toMatchObject({ cases: 2, called: 1, touched: { customers: 100 } });
  const { lines: all } = list(store);
  // Those with cases first, also whom only the case touches.
  expect(all).toHaveLength(101);
  expect(all.slice(0, 2).map(({ customerId, cases }) => [customerId, cases.length])).toEqual([
    ['c6', 1],
    ['c7', 1],
  ]);
  expect(all.find(({ customerId }) => customerId === 'c9')?.call).toMatchObject({ reached: true });
  expect(all.find(({ customerId }) => customerId === 'c12')?.call).toMatchObject({ reached: false });
  const story = store.view({ view: 'story', customerId: 'c6', after: null, limit: 9 }) as StoryPage;
  expect(story.entries[0]).toMatchObject({ kind: 'incident-tied', title: { en: 'Strike at NorteLog' } });
  const before = shown(store);
  expect(before.incident_now).toHaveLength(4);
  expect(await shownAnew(store)).toEqual(before);
});

test('whom it touches and who works with it are found by indexes', async () => {
  const store = await storeAt(place());
  const plan = (sql: string, ...values: unknown[]) =>
    store.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((row) => (row as { detail: string }).detail)
      .join('\n');
  expect(plan(ordersWithinSql, 'c1', 0, 1)).toMatch(
    /o USING PRIMARY KEY \(customer_id=\? AND placed_at>\? AND placed_at<\?\)[\s\S]*whole USING INDEX/,
  );
  expect(plan(customersFromSql, 0, 10)).toMatch(/n USING INTEGER PRIMARY KEY \(rowid>\?\)/);
  expect(plan(customerSql, 'c1')).toMatch(/n USING INDEX sqlite_autoindex_customer_now/);
  expect(plan(tiedSql, 'strike')).toContain('incident_now_id');
});
