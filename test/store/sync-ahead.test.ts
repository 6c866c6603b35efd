import { expect, test } from 'vitest';
import { noLink } from '#shared/sync/chain.ts';
import type { ExchangeAnswer, ExchangeAsk } from '#shared/sync/exchange.ts';
import type { Record } from '#shared/wire.ts';
import { askAfter } from '#store/sync/ahead.ts';
import { customer, note, order } from './fixture.ts';
import { type HttpCentre, httpCentre } from './http-centre.ts';
import { shown, shownAnew } from './shown.ts';
import { type Synced, synced } from './synced.ts';

const link = 'a'.repeat(64);
const erased = (id: string): Record => ({ type: 'erased', id, at: 1 });

const ask: ExchangeAsk = {
  v: 1,
  incarnation: '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22',
  cursors: [{ team: 'es', epoch: 'life', n: 1, link: noLink }],
  commands: [],
  checkpoints: [],
  witnessed: [],
  loads: null,
};
const waiting = { ...ask, commands: [{ id: ask.incarnation, team: 'es', text: '{}' }] };

function answer(head: number, change: object, team = 'es'): ExchangeAnswer {
  const page = { team, epoch: 'life', from: 1, to: 2, count: 1, link, changes: [{ n: 2, at: 1, ...change }] };
  const heads = [{ team: 'es', epoch: 'life', n: head }];
  return { v: 1, at: 1, answers: [], recovered: [], heads, forks: [], snapshots: [], pages: [page] };
}

const there = { ...ask, cursors: [{ team: 'es', epoch: 'life', n: 2, link }] };

test.each([
  ['more is to come', ask, answer(3, { record: order('o1', 'c1') }), there],
  ['more is to go', waiting, answer(2, { event: {} }), { ...waiting, cursors: there.cursors }],
  ['nothing is to come or go', ask, answer(2, { event: {} }), null],
  ['nothing came', waiting, { ...answer(3, {}), pages: [] }, null],
  ['somebody is to be overwritten first', ask, answer(3, { record: erased('c1') }), null],
  ['somebody is to leave first', ask, answer(3, { record: { type: 'away', id: 'c1' } }), null],
  ['a change came without its words', ask, answer(3, { erased: link }), null],
  ['a change is of a newer kind', ask, answer(3, { weather: 'fine' }), null],
  ['a team begins', ask, answer(3, { event: {} }, 'fr'), null],
])('what is asked next while pages are taken, where %s', (_, now, came, next) => {
  expect(askAfter(now, came)).toEqual(next);
});

/** A desk at a centre, and of each of its exchanges where it said that it was and where it was. */
async function watched(
  centre: HttpCentre,
  ahead: (desk: Synced) => void = () => undefined,
): Promise<{ desk: Synced; asks: { said: number; was: number; commands: number }[] }> {
  const asks: { said: number; was: number; commands: number }[] = [];
  let desk: Synced | null = null;
  const watch: typeof fetch = (url, init) => {
    if (String(url).endsWith('/exchange')) {
      const { cursors, commands } = JSON.parse(String(init?.body)) as ExchangeAsk;
      const one = {
        said: cursors[0]?.n ?? 0,
        was: desk?.store.cursor('es')?.n ?? 0,
        commands: commands.length,
      };
      asks.push(one);
      if (desk !== null && one.said > one.was) ahead(desk);
    }
    return fetch(url, init);
  };
  desk = await synced(centre, { transport: { fetch: watch } });
  return { desk, asks };
}

/** Somebody with so many orders. */
function fill(centre: HttpCentre, orders: number): void {
  centre.ledger.put('es', customer('c1'));
  for (let i = 1; i < orders; i += 1) centre.ledger.put('es', order(`o${i}`, 'c1'));
}

const textsOf = (centre: HttpCentre) =>
  centre.ledger.eventsOf('es').map(({ data }) => (data as { text: string }).text);

test('the next pages are on their way while the last are taken, but none is said to be here before somebody is overwritten', async () => {
  const centre = await httpCentre({ pageLength: 20 });
  fill(centre, 110);
  centre.ledger.put('es', customer('c2'), erased('c2'));
  for (let i = 0; i < 48; i += 1) centre.ledger.put('es', order(`p${i}`, 'c1'));
  const { desk, asks } = await watched(centre);
  await desk.until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await expect.poll(() => desk.store.cursor('es')?.n).toBe(160);
  await desk.sync.idle();
  expect(asks.map(({ said }) => said)).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160]);
  // Of the first page the cursor is not there yet, and with the sixth somebody was erased.
  expect(asks.filter(({ said, was }) => said > was).map(({ said }) => said)).toEqual([40, 60, 80, 100, 140]);
  expect(shown(desk.store)).toEqual(await shownAnew(desk.store));
});

test('what is written while pages are taken goes up once and in its order, whatever was asked already', async () => {
  const centre = await httpCentre({ pageLength: 10 });
  fill(centre, 100);
  let written = 0;
  const { desk } = await watched(centre, ({ store, sync }) => {
    if (written === 6) return;
    written += 1;
    store.record([note('c1', null, `note ${written}`)]);
    sync.recorded();
  });
  await desk.until(({ unsent }) => written === 6 && unsent === 0);
  expect(textsOf(centre)).toEqual(Array.from({ length: 6 }, (_, i) => `note ${i + 1}`));
  await expect.poll(() => desk.store.cursor('es')?.n).toBe(106);
  expect(shown(desk.store)).toEqual(await shownAnew(desk.store));
});

test('a long day offline goes up while its first part comes back, each command once, also where answers are lost', async () => {
  const centre = await httpCentre({ pageLength: 400 });
  fill(centre, 2);
  const { desk, asks } = await watched(centre);
  await expect.poll(() => desk.store.cursor('es')?.n).toBe(2);
  await desk.sync.idle();
  for (let i = 0; i < 45; i += 1)
    desk.store.record(Array.from({ length: 20 }, (_, k) => note('c1', null, `note ${i * 20 + k}`)));
  for (const fault of ['lost', 'cut'] as const) centre.faults.push({ path: '/exchange', fault });
  desk.sync.recorded();
  await desk.until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(textsOf(centre)).toEqual(Array.from({ length: 900 }, (_, i) => `note ${i}`));
  expect(asks.filter(({ said, was, commands }) => said > was && commands > 0)).not.toEqual([]);
  await expect.poll(() => desk.store.cursor('es')?.n).toBe(902);
  expect(shown(desk.store)).toEqual(await shownAnew(desk.store));
});
