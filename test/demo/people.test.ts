import { beforeAll, expect, test } from 'vitest';
import { type CaseState, emptyStream, fold, type StreamState } from '#shared/case/fold.ts';
import { demoCallers } from '#shops/demo/callers.ts';
import { catalogue } from '#shops/demo/catalogue.ts';
import { demoCompany, staff } from '#shops/demo/staff.ts';
import { stories } from '#shops/demo/stories/all.ts';
import { phoneKeys, readPhone } from '#shops/phone.ts';
import { anchor, by, load } from './load.ts';

let company: ReturnType<typeof load>;
let streams: Map<string, StreamState>;
beforeAll(() => {
  company = load(1);
  const lists = by(
    company.events.filter((event) => event.caseId !== null),
    (event) => event.caseId ?? '',
  );
  streams = new Map([...lists].map(([id, list]) => [id, fold(list, emptyStream)]));
});

/** Who the store would show for a ringing number. */
function ringing(from: string) {
  const { e164 } = readPhone(from, 'ES');
  const keys = e164 === null ? [] : phoneKeys(e164);
  return company.customers.filter(({ phones }) =>
    phones.some((p) => p.e164 !== null && keys.includes(p.e164)),
  );
}
const named = (name: string) => company.customers.find((customer) => customer.name === name);
const casesOf = (id: string | undefined): CaseState[] =>
  [...streams.values()].flatMap((stream) =>
    stream.case && stream.case.customerId === id ? [stream.case] : [],
  );

test('the phone of every customer reads as its E.164 form', () => {
  for (const { phones } of company.customers) {
    for (const { raw, e164, country } of phones) {
      if (e164 === null) continue;
      expect([raw, phoneKeys(readPhone(raw, country).e164 ?? '?')]).toEqual([raw, phoneKeys(e164)]);
    }
  }
});

test('written customers come first, at least fourteen, and two thousand generated ones follow', () => {
  expect(stories.length).toBeGreaterThanOrEqual(14);
  expect(company.customers.slice(0, stories.length).map((c) => c.name)).toEqual(
    stories.map((story) => story.name),
  );
  expect(company.customers.length).toBeGreaterThanOrEqual(stories.length + 2000);
  expect(company.customers[0]?.id).toBe('demo:c:0001');
});

test('Carmen rings: two calls in nine days about a wrong toner, three people, a promise broken yesterday, one pending', () => {
  const [carmen, ...others] = ringing('+34 600 11 22 33');
  expect(others).toEqual([]);
  expect(carmen?.name).toBe('Carmen Ruiz Ortega');
  const open = casesOf(carmen?.id).filter((one) => one.status === 'open');
  expect(open).toHaveLength(1);
  const toner = open[0];
  expect(toner).toMatchObject({
    kind: 'wrong-product',
    timesReopened: 1,
    spokeTo: ['mateo', 'aisha', 'tom'],
  });
  expect(toner?.tried.length).toBeGreaterThan(2);
  const promised = streams.get(toner?.id ?? '')?.promises ?? [];
  expect(promised.map((p) => p.state).toSorted()).toEqual(['broken', 'kept', 'kept', 'pending']);
  const brokenOne = promised.find((p) => p.state === 'broken');
  expect(anchor - (brokenOne?.until ?? 0)).toBeGreaterThan(0);
  expect(anchor - (brokenOne?.until ?? 0)).toBeLessThan(30 * 3_600_000);
  const calls = company.events.filter(
    (event) =>
      event.type === 'contact.recorded.1' &&
      event.caseId === toner?.id &&
      event.data.channel === 'call' &&
      event.data.direction === 'in',
  );
  expect(calls).toHaveLength(2);
  expect(anchor - (calls[0]?.at ?? 0)).toBeLessThan(10 * 86_400_000);
  const order = company.orders.find((one) => one.id === toner?.orderIds[0]);
  expect(order).toMatchObject({ payment: 'partly-refunded', delivery: 'partly-delivered' });
});

test('every caller of the demo phone is who the label says', () => {
  const names = demoCallers.map(({ from }) => ringing(from).map((customer) => customer.name));
  expect(names).toEqual([
    ['Carmen Ruiz Ortega'],
    ['Helen Whitcombe'],
    ['José Guadalupe Hernández Peña'],
    ['Rosa Agüero Cañizares', 'Íñigo Muñoz de la Peña', 'Nuria Muñoz Agüero'],
    ['Beatriz Solana Marín'],
    ['Estudio Nogal Arquitectura, S. L. P.'],
    ['Rogelio Ibáñez Zúñiga'],
    [],
    [],
  ]);
  expect(ringing('+34655001122')[0]?.guest).toBe(true);
  expect(readPhone('anonymous', 'ES').withheld).toBe(true);
  expect(readPhone(demoCallers.at(-1)?.from ?? '', 'ES').valid).toBe(true);
  const count = (name: string) =>
    company.orders.filter((order) => order.customerId === named(name)?.id).length;
  expect(count('Estudio Nogal Arquitectura, S. L. P.')).toBe(60);
  expect(count('Rogelio Ibáñez Zúñiga')).toBe(248);
});

test('no generated customer has a number of the demo phone', () => {
  for (const seed of [1, 2, 3]) {
    const rings = demoCallers.flatMap(({ from }) => readPhone(from, 'ES').e164 ?? []);
    for (const { phones } of load(seed).customers.slice(stories.length)) {
      for (const { e164 } of phones) expect(rings).not.toContain(e164);
    }
  }
});

test('numbers are shared by two and by three people', () => {
  const numbers = by(
    company.customers.flatMap((customer) => [...new Set(customer.phones.map((p) => p.e164 ?? ''))]),
    (e164) => e164,
  );
  const shared = [...numbers.values()].map((list) => list.length);
  expect(shared.filter((people) => people === 2).length).toBeGreaterThan(30);
  expect(shared.filter((people) => people === 3).length).toBeGreaterThan(1);
});

test('the desk of the demo has cases of its own, and colleagues have theirs', () => {
  const open = [...streams.values()].flatMap(({ case: one }) => (one?.status === 'open' ? [one] : []));
  const mine = open.filter((one) => one.owner === demoCompany.person.id);
  expect(mine.length).toBeGreaterThanOrEqual(6);
  expect(mine.length).toBeLessThan(14);
  for (const id of ['mateo', 'aisha', 'tom']) expect(open.some((one) => one.owner === id)).toBe(true);
});

test('cases are opened before anything else of them, once, and solved with no promise left', () => {
  const lists = by(
    company.events.filter((event) => event.caseId !== null),
    (event) => event.caseId ?? '',
  );
  for (const [id, list] of lists) {
    expect(list[0]?.type).toBe('case.opened.1');
    const state = streams.get(id);
    if (state?.case?.status === 'solved')
      expect(state.promises.every((p) => p.state !== 'pending')).toBe(true);
  }
  expect(lists.size).toBeGreaterThan(500);
  expect(company.events.filter((event) => event.type === 'contact.recorded.1').length).toBeGreaterThan(2800);
});

test('cases point to orders of their own customer, and people are people of the house', () => {
  const owners = new Map(company.orders.map((order) => [order.id, order.customerId]));
  const ids = staff.map((person) => person.id as string);
  for (const event of company.events) {
    expect(ids).toContain(event.by);
    const orderId =
      event.type === 'case.opened.1' || event.type === 'order.linked.1' ? event.data.orderId : null;
    if (orderId !== null) expect(owners.get(orderId)).toBe(event.customerId);
  }
});

test('texts are whole: nothing empty, no slot left open, no filler', () => {
  for (const event of company.events) {
    for (const text of Object.values(event.data)) {
      if (typeof text !== 'string') continue;
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/[{}]|lorem|undefined|null|NaN/i);
    }
  }
  for (const customer of company.customers) expect(customer.name?.trim()).toBeTruthy();
});

test('everybody can be reached, and e-mails are at domains kept for examples', () => {
  for (const { emails, phones } of company.customers) {
    expect(emails.length + phones.length).toBeGreaterThan(0);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.]+@([a-z]+\.)?example\.(com|org|net)$/);
  }
});

test('twins are two different customers of the company', () => {
  const ids = new Set(company.customers.map((customer) => customer.id));
  expect(company.twins.length).toBeGreaterThan(5);
  for (const { customerIds } of company.twins) {
    expect(customerIds[0]).not.toBe(customerIds[1]);
    for (const id of customerIds) expect(ids).toContain(id);
  }
});

test('names have accents, ñ, ü and apostrophes, and orders are many for few', () => {
  const names = company.customers.map((customer) => customer.name ?? '').join('\n');
  for (const sign of ['á', 'ñ', 'ü', '’', 'Ó']) expect(names).toContain(sign);
  const counts = [...by(company.orders, (order) => order.customerId).values()].map((list) => list.length);
  expect(counts.filter((count) => count <= 5).length).toBeGreaterThan(900);
  expect(counts.filter((count) => count >= 40).length).toBeGreaterThan(5);
});

test('the catalogue has 150 items with one SKU each', () => {
  expect(catalogue).toHaveLength(150);
  expect(new Set(catalogue.map((item) => item.sku)).size).toBe(150);
});

test('a demo company takes seconds of the processor, not minutes', () => {
  const start = process.cpuUsage();
  load(9);
  const { user } = process.cpuUsage(start);
  expect(user / 1e6).toBeLessThan(8);
});
