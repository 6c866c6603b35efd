import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerView } from '#shared/views/customer.ts';
import type { StoryPage } from '#shared/views/story.ts';
import { copiedTables } from '#store/snapshot/shape.ts';
import type { Store } from '#store/store.ts';
import { contact, customer, noon, note, openCase, order } from './fixture.ts';
import { type HttpCentre, httpCentre } from './http-centre.ts';
import { shown, shownAnew } from './shown.ts';
import { synced } from './synced.ts';

/** A company with people, twins, cases, somebody introduced, a newer record and an event that nobody can read. */
async function company(customers = 12): Promise<HttpCentre> {
  const centre = await httpCentre();
  const { ledger } = centre;
  ledger.put('es', { type: 'person', id: 'mateo', name: 'Mateo', role: 'agent' });
  for (let i = 0; i < customers; i += 1) {
    const id = `c${String(i).padStart(3, '0')}`;
    ledger.put('es', customer(id, { name: `Carla ${i}`, emails: [`carla${i}@example.org`] }));
    for (let j = 0; j < i % 4; j += 1) ledger.put('es', order(`o${i}-${j}`, id));
    const caseId = randomUUID();
    const said = { id: `${randomUUID()}:0`, customerId: id, at: noon + i, by: 'mateo' };
    ledger.say('es', {
      ...said,
      type: 'case.opened.1',
      caseId,
      data: { number: String(100000000000 + i), subject: 'S', words: '', kind: 'late', orderId: null },
    });
    ledger.say('es', {
      ...said,
      id: `${randomUUID()}:0`,
      type: 'note.added.1',
      caseId: null,
      data: { text: 'n', about: 'note' },
    });
    ledger.put(
      'es',
      customer(id, { name: `Carla ${i}`, emails: [`carla${i}@example.org`, 'second@example.org'] }),
    );
  }
  ledger.put('es', { type: 'twin', id: 't1', customerIds: ['c001', 'c002'], why: 'same-email' });
  const strange = {
    id: `${randomUUID()}:0`,
    type: 'customer.introduced.1',
    customerId: 'x1',
    caseId: null,
    at: noon,
    by: 'mateo',
  };
  ledger.say('es', { ...strange, data: { name: 'Ana Nueva', number: '+34600112233', email: null } });
  return centre;
}

function content(store: Store): Record<string, unknown> {
  const kept = Object.keys(copiedTables).filter(
    (name) => !name.endsWith('_now') && name !== 'found_by' && name !== 'story',
  );
  return {
    ...shown(store),
    ...Object.fromEntries(
      kept.map((name) => [name, store.db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()]),
    ),
    orders: store.db.prepare('SELECT order_id, customer_id, n, body FROM customer_order ORDER BY 1').all(),
    cursor: store.db.prepare('SELECT team, n, link FROM cursor').all(),
  };
}

const chunksAsked = ({ asked }: HttpCentre) =>
  asked
    .filter(({ path }) => path.startsWith('/snapshots/'))
    .map(({ path }) => Number(path.split('/').at(-1)));

test('a store that was filled by chunks holds what one that was filled by pages holds, and goes on with pages', async () => {
  const centre = await company();
  const byPages = await synced(centre);
  await centre.makeSnapshot('es', 3);
  centre.ledger.put('es', customer('c900', { name: 'Since then' }));
  // The first may have asked for the last time before that.
  centre.poke('es');
  const byChunks = await synced(centre);
  for (const { until, sync, store } of [byPages, byChunks]) {
    await until(({ filling }) => filling === null && store.cursor('es')?.n === centre.ledger.length('es'));
    await sync.idle();
    await until(({ trouble }) => trouble === null);
  }
  expect(chunksAsked(centre).length).toBeGreaterThan(3);
  expect(content(byChunks.store)).toEqual(content(byPages.store));
  expect(shown(byChunks.store)).toEqual(await shownAnew(byChunks.store));
  expect(byChunks.store.view({ view: 'search', text: 'since', limit: 5 })).toHaveLength(1);
  expect(byChunks.failures).toEqual([]);
});

test('a fill whose threads cannot be had, or end, is moved without them', async () => {
  const centre = await company(8);
  const byPages = await synced(centre);
  const { chunks } = await centre.makeSnapshot('es', 1);
  expect(chunks).toBeGreaterThan(8);
  const nowhere = new URL('file:///nowhere/thread.js');
  const byChunks = await synced(centre, { fillThreads: { chunks: nowhere, checkpoints: nowhere } });
  for (const { until, store } of [byPages, byChunks])
    await until(({ filling }) => filling === null && store.cursor('es')?.n === centre.ledger.length('es'));
  expect(content(byChunks.store)).toEqual(content(byPages.store));
  // What was on its way to a thread is asked for once more.
  expect(chunksAsked(centre).length).toBeLessThanOrEqual(chunks + 2);
  expect(byChunks.failures).toEqual([]);
});

test('a fill that is cut off goes on with the chunk it was at, and customers who are there can be used meanwhile', async () => {
  const centre = await company();
  const { chunks } = await centre.makeSnapshot('es', 2);
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  centre.knobs.before = async (path) => {
    // The fifth has what the customers of the two before it are found by. The sixth and those after it do not come.
    if (path.startsWith('/snapshots/') && Number(path.split('/').at(-1)) >= 5) await stopped;
  };
  const first = await synced(centre);
  await first.until(({ filling }) => (filling?.done ?? 0) > 0);
  await expect.poll(() => first.store.view({ view: 'customer', customerId: 'c003' })).not.toBeNull();
  first.store.record([note('c003', null, 'while it fills')]);
  first.sync.recorded();
  await expect.poll(() => centre.ledger.eventsOf('es').at(-1)?.customerId).toBe('c003');
  // The sixth is asked for while the fifth is loaded: that one has to be in, or it is asked for again.
  await first.until(
    ({ filling }) => filling?.total != null && filling.done >= Math.round((filling.total * 5) / chunks),
  );
  await expect.poll(() => chunksAsked(centre)).toContain(5);
  await first.close();
  centre.knobs.before = null;
  stop();
  const before = chunksAsked(centre).length;
  const again = await synced(centre, { at: first.place });
  await again.until(
    ({ unsent, filling }) =>
      unsent === 0 && filling === null && again.store.cursor('es')?.n === centre.ledger.length('es'),
  );
  expect(chunksAsked(centre).slice(before)).toEqual(Array.from({ length: chunks - 5 }, (_, i) => i + 5));
  expect(shown(again.store)).toEqual(await shownAnew(again.store));
  const fresh = await synced(centre);
  await fresh.until(
    ({ filling }) => filling === null && fresh.store.cursor('es')?.n === centre.ledger.length('es'),
  );
  expect(shown(again.store)).toEqual(shown(fresh.store));
});

test('a fill that the centre does not keep any more begins anew with what it offers then', async () => {
  const centre = await company();
  const old = await centre.makeSnapshot('es', 2);
  let began = 0;
  centre.knobs.before = async (path) => {
    if (path.includes(old.id) && Number(path.split('/').at(-1)) === 2 && began === 0) {
      began = 1;
      await centre.makeSnapshot('es', 5);
    }
  };
  const { store, until } = await synced(centre);
  await until(({ filling }) => filling === null && store.cursor('es')?.n === centre.ledger.length('es'));
  expect(began).toBe(1);
  expect(shown(store)).toEqual(await shownAnew(store));
  expect(store.db.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(12);
});

test('pages from the beginning take the place of a fill that had begun', async () => {
  const centre = await company();
  await centre.makeSnapshot('es', 2);
  let isGone = false;
  centre.knobs.before = async (path) => {
    if (!path.startsWith('/snapshots/') || Number(path.split('/').at(-1)) < 3 || isGone) return;
    isGone = true;
    centre.snapshots.clear();
  };
  const { store, until } = await synced(centre);
  await until(
    ({ filling, trouble }) =>
      filling === null && trouble === null && store.cursor('es')?.n === centre.ledger.length('es'),
  );
  expect(isGone).toBe(true);
  const pages = await synced(centre);
  await pages.until(
    ({ filling }) => filling === null && pages.store.cursor('es')?.n === centre.ledger.length('es'),
  );
  expect(content(store)).toEqual(content(pages.store));
});

test('what waits here when a fill comes is settled on top of it, and what the fill brings of it waits no more', async () => {
  const centre = await company();
  const { store, sync, until, close, place: at } = await synced(centre);
  await until(({ filling }) => filling === null && store.cursor('es')?.n === centre.ledger.length('es'));
  await sync.idle();
  // The answer is lost; then the ledger is set back to something else and the team filled anew, by chunks this time.
  const restore = centre.ledger.backup();
  const introduced = randomUUID();
  const caseId = randomUUID();
  centre.faults.push({ path: '/exchange', fault: 'lost' });
  store.record([
    note('c005', null, 'came up'),
    openCase('c006', caseId),
    {
      type: 'customer.introduce',
      customerId: introduced,
      caseId: null,
      data: { name: 'Sofia', number: '+34611223344', email: null },
    },
  ]);
  sync.recorded();
  await expect.poll(() => centre.ledger.eventsOf('es').at(-1)?.customerId).toBe(introduced);
  await close();
  expect(restore).toBeTypeOf('function');
  centre.ledger.put('es', customer(introduced, { name: 'Sofia de la tienda' }));
  await centre.makeSnapshot('es', 3);
  // As after a fork: everything of the team is gone, and its own commands are where they were.
  const again = await synced(centre, { at, transport: { fetch: offlineFirst() } });
  again.store.record([note('c005', null, 'still waits')]);
  again.store.db.exec("DELETE FROM cursor; INSERT INTO leaving VALUES ('es')");
  again.sync.now();
  await again.until(
    ({ unsent, filling }) =>
      unsent === 0 && filling === null && again.store.cursor('es')?.n === centre.ledger.length('es'),
  );
  expect(chunksAsked(centre).length).toBeGreaterThan(3);
  const notes = (
    again.store.view({ view: 'customer', customerId: 'c005' }) as CustomerView
  ).story.entries.filter(({ kind }) => kind === 'note');
  expect(notes).toHaveLength(3);
  expect((again.store.view({ view: 'customer', customerId: introduced }) as CustomerView).customer.name).toBe(
    'Sofia de la tienda',
  );
  expect(again.store.view({ view: 'ring', from: '+34611223344' })).toMatchObject({ matches: [] });
  expect(
    centre.ledger.eventsOf('es').filter(({ data }) => JSON.stringify(data).includes('came up')),
  ).toHaveLength(1);
  expect(shown(again.store)).toEqual(await shownAnew(again.store));
});

test('while a fill is half loaded, what a person wrote stands once in the story, whether it waits or has come with the fill', async () => {
  const centre = await httpCentre();
  const ids = Array.from({ length: 9 }, (_, i) => `c${i}`);
  for (const id of ids) centre.ledger.put('es', customer(id));
  const opened = { customerId: 'c7', caseId: randomUUID(), at: noon, by: 'mateo', type: 'case.opened.1' };
  const data = { number: '100000000001', subject: 'S', words: '', kind: 'late', orderId: null };
  centre.ledger.say('es', { ...opened, id: `${randomUUID()}:0`, data });
  const { store, sync, until, close, place: at } = await synced(centre);
  await until(({ filling }) => filling === null && store.cursor('es')?.n === centre.ledger.length('es'));
  await sync.idle();
  // Both customers' facts are numbered, and no answer of it reaches this desk: they wait.
  const caseId = randomUUID();
  const until9 = { promiseId: randomUUID(), text: 'I call you', until: noon * 2 };
  store.record([
    openCase('c1', caseId),
    note('c1', caseId, 'in a case'),
    note('c1', null, 'in none'),
    contact('c1', caseId),
    { type: 'promise.make', customerId: 'c1', caseId, data: until9 },
    note('c7', opened.caseId, 'in a case of Mateo'),
    { type: 'promise.make', customerId: 'c7', caseId: null, data: { ...until9, promiseId: randomUUID() } },
  ]);
  centre.knobs.always = 'lost';
  sync.recorded();
  await expect.poll(() => centre.ledger.eventsOf('es')).toHaveLength(8);
  await close();
  centre.knobs.always = null;
  // As after a fork: all of the team goes and comes anew, and stops coming where c1 is here and c7 is not.
  await centre.makeSnapshot('es', 1);
  const gate = Promise.withResolvers<void>();
  centre.knobs.before = async (path) => {
    if (path.startsWith('/snapshots/') && Number(path.split('/').at(-1)) >= 4) await gate.promise;
  };
  const again = await synced(centre, { at, transport: { fetch: offlineFirst() } });
  again.store.db.exec("DELETE FROM cursor; INSERT INTO leaving VALUES ('es')");
  const told = (customerId: string) =>
    (again.store.view({ view: 'story', customerId, after: null, limit: 99 }) as StoryPage).entries;
  const kindsOf = (customerId: string) =>
    told(customerId)
      .map(({ kind, pending }) => `${kind}${pending ? ' waits' : ''}`)
      .sort();
  const seen = new Set<string>();
  const looking = setInterval(() => {
    for (const id of ['c1', 'c7']) seen.add(JSON.stringify([id, kindsOf(id)]));
  }, 1);
  onTestFinished(() => clearInterval(looking));
  again.sync.now();
  await expect.poll(() => kindsOf('c1').some((kind) => kind.endsWith('waits'))).toBe(false);
  expect(again.view()).toMatchObject({ unsent: 7, filling: { team: 'es' } });
  const here = ['case-opened', 'contact', 'note', 'note', 'promise'];
  expect(kindsOf('c1')).toEqual(here);
  expect(kindsOf('c7')).toEqual(['note waits', 'promise waits']);
  again.store.record([note('c1', caseId, 'meanwhile'), note('c7', opened.caseId, 'meanwhile')]);
  expect(kindsOf('c1')).toEqual([...here, 'note waits'].sort());
  expect(kindsOf('c7')).toEqual(['note waits', 'note waits', 'promise waits']);
  gate.resolve();
  await again.until(({ unsent, filling }) => unsent === 0 && filling === null);
  expect(kindsOf('c1')).toEqual([...here, 'note'].sort());
  expect(kindsOf('c7')).toEqual(['case-opened', 'note', 'note', 'promise']);
  // At no moment in between did anything stand twice, or was a case denied that had only not come yet.
  for (const one of seen) {
    const [id, kinds] = JSON.parse(one) as [string, string[]];
    const once = (wanted: string, most: number) =>
      expect(kinds.filter((kind) => kind.startsWith(wanted)).length, one).toBeLessThanOrEqual(most);
    once('note', id === 'c1' ? 3 : 2);
    for (const kind of ['promise', 'contact', 'case-opened']) once(kind, 1);
    once('flag', 0);
  }
  expect(seen.size).toBeGreaterThan(4);
  expect(shown(again.store)).toEqual(await shownAnew(again.store));
});

/** The first request finds no network. */
function offlineFirst(): typeof fetch {
  let calls = 0;
  return ((...args: Parameters<typeof fetch>) => {
    calls += 1;
    return calls === 1 ? Promise.reject(new TypeError('fetch failed')) : fetch(...args);
  }) as typeof fetch;
}
