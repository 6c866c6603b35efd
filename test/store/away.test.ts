import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { applyHolding } from '#server/holding/walk.ts';
import { putRecords } from '#server/records/put.ts';
import { type Holding, holdMonths } from '#shared/sync/away.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { RevealsView } from '#shared/views/reveal.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { viewRequest } from '#shared/views.ts';
import { guestsIn } from '#store/guests.ts';
import { contact, customer, note, openCase, order } from './fixture.ts';
import { ago, aTeam, customersIn } from './months.ts';
import { heldIn, placesOf, withoutLog } from './real-desk.ts';

const canaries = ['Zanarita20', 'zanarita20', 'zanaremark20', 'zananote20'];

test('a desk holds the customers of the months that its team holds, and after every change of the rule exactly what a new machine holds', async () => {
  const { pool, centre, admin, hold, desk, sent } = await aTeam();
  const lucia = await desk();
  await lucia.level();
  expect(customersIn(lucia)).toHaveLength(5);
  for (const canary of canaries) expect(placesOf(lucia.store, canary), canary).toContain('pages');

  const same = async () => {
    await lucia.level();
    const fresh = await desk();
    await fresh.level();
    expect(heldIn(lucia.store)).toEqual(heldIn(fresh.store));
    return customersIn(lucia);
  };
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  // Of three who are too old, one waits for the end of a case.
  expect(await same()).toEqual(['c1', 'c30', 'c8']);
  // At once, and not when its tokens are renewed anyway: whoever is looked for from now on may be at the centre.
  expect((lucia.store.view({ view: 'sync' }) as SyncView).holds).toMatchObject([{ months: 12 }]);
  for (const canary of canaries) {
    expect(placesOf(lucia.store, canary), canary).toEqual([]);
    expect(withoutLog(lucia.at).includes(canary), canary).toBe(false);
    const { pages, fill } = await sent();
    expect([pages.includes(canary), fill.includes(canary)], canary).toEqual([false, false]);
  }
  const due = await centre.get('/holding/day/due?months=6', admin.token);
  expect(due.json()).toEqual({ months: 6, away: 3, of: 5 });
  expect((await centre.get('/holding', admin.token)).json()).toEqual({
    holdings: [{ team: 'day', months: 12, away: 2, isBeingApplied: false }],
  });

  // A shop's record of somebody who is away travels as a link; an order of today brings them back whole.
  await putRecords(pool, [customer('c20', { name: 'Zanarita20 Cambiada' })], Date.now);
  expect(await same()).toEqual(['c1', 'c30', 'c8']);
  expect((await sent()).pages).not.toContain('Zanarita20 Cambiada');
  await putRecords(pool, [order('o20b', 'c20')], Date.now);
  expect(await same()).toEqual(['c1', 'c20', 'c30', 'c8']);
  expect(placesOf(lucia.store, 'zananote20')).toContain('event');
  expect(placesOf(lucia.store, 'zanaremark20')).toContain('customer_order');

  expect(await hold(36)).toEqual({ away: 0, back: 0 });
  expect(await hold(48)).toEqual({ away: 0, back: 1 });
  expect(await same()).toHaveLength(5);
  expect(await hold(6)).toEqual({ away: 2, back: 0 });
  expect(await same()).toEqual(['c1', 'c20', 'c30']);
  // Nothing is due twice.
  expect(await applyHolding(pool, Date.now())).toEqual({ away: 0, back: 0 });
  expect(await hold(null)).toEqual({ away: 0, back: 2 });
  expect(await same()).toHaveLength(5);
});

test('whoever is written about offline stays on that desk until it was sent, and comes back to everybody whole; a draft holds them too', async () => {
  const { hold, desk, centre, admin } = await aTeam();
  const [lucia, ines] = [await desk(), await desk('ines')];
  await lucia.level();
  await ines.level();
  lucia.net.isCut = true;
  const caseId = randomUUID();
  lucia.store.record([
    openCase('c40', caseId, 'offline'),
    contact('c40', caseId),
    note('c40', caseId, 'in a tunnel'),
  ]);
  ines.store.draft({ key: 'note.c20', body: 'half a sentence' });
  // A tab that is open is no work.
  ines.store.draft({ key: 'shell.tabs', body: JSON.stringify([{ customerId: 'c40' }]) });
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await ines.level();
  expect(customersIn(ines)).toEqual(['c1', 'c20', 'c30', 'c8']);
  ines.store.draft({ key: 'note.c20', body: null });
  await ines.level();
  expect(customersIn(ines)).toEqual(['c1', 'c30', 'c8']);

  lucia.net.isCut = false;
  await lucia.level();
  await ines.level();
  expect(customersIn(ines)).toEqual(['c1', 'c30', 'c40', 'c8']);
  for (const text of ['zanaremark40', 'in a tunnel'])
    expect(placesOf(ines.store, text), text).not.toEqual([]);
  const fresh = await desk('ines');
  await fresh.level();
  expect(heldIn(ines.store)).toEqual(heldIn(fresh.store));
  expect(heldIn(lucia.store)).toEqual(heldIn(ines.store));
  expect((await centre.get('/holding', admin.token)).json()).toEqual({
    holdings: [{ team: 'day', months: 12, away: 1, isBeingApplied: false }],
  });
});

test('somebody who was brought for a while stays for that while, whatever the rule says of them, and then goes', async () => {
  const { pool, hold, desk } = await aTeam();
  const lucia = await desk();
  await hold(12);
  await lucia.level();
  expect(await lucia.sync.bring('c20')).toBe('here');
  // The centre says once more that they are away, as after a restore of it.
  await pool.query("DELETE FROM customer_away WHERE customer_id = 'c20'");
  expect(await hold(11)).toEqual({ away: 1, back: 0 });
  await lucia.level();
  expect(customersIn(lucia)).toEqual(['c1', 'c20', 'c30', 'c8']);
  const guests = guestsIn(lucia.store.db);
  const known = guests.one('c20');
  if (known === null) throw new Error('no guest');
  guests.set({ ...known, until: 1 });
  await lucia.level();
  expect(customersIn(lucia)).toEqual(['c1', 'c30', 'c8']);
  expect(placesOf(lucia.store, 'zananote20')).toEqual([]);
  // Whoever comes back after that comes whole.
  expect(await hold(24)).toEqual({ away: 0, back: 1 });
  await lucia.level();
  const fresh = await desk();
  await fresh.level();
  expect(heldIn(lucia.store)).toEqual(heldIn(fresh.store));
});

test('what an admin saves is applied at once, and what they read meanwhile says that it is', async () => {
  const { centre, admin, desk } = await aTeam();
  const lucia = await desk();
  await lucia.level();
  const save = async (months: number | null) => {
    const answer = await centre.app.inject({
      method: 'PUT',
      url: '/holding/day',
      headers: { authorization: `Bearer ${admin.token}` },
      payload: { months },
    });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json() as Holding;
  };
  const reads = async () =>
    ((await centre.get('/holding', admin.token)).json() as { holdings: Holding[] }).holdings;
  expect(await save(12)).toEqual({ team: 'day', months: 12, away: 0, isBeingApplied: true });
  // Changed again while it is being gone through: the last one counts.
  await save(null);
  await save(6);
  await expect
    .poll(reads, { timeout: 25_000 })
    .toEqual([{ team: 'day', months: 6, away: 3, isBeingApplied: false }]);
  await lucia.level();
  expect(customersIn(lucia)).toEqual(['c1', 'c30']);
});

test('whoever saw the phone of somebody who had fallen out stands in the list of every machine: the strictest rule holds whom it was about', async () => {
  const { hold, desk } = await aTeam();
  const [lucia, ines] = [await desk(), await desk('ines')];
  expect(await hold(3)).toEqual({ away: 3, back: 0 });
  for (const one of [lucia, ines]) await one.level();
  expect(await lucia.sync.bring('c40')).toBe('here');
  lucia.store.record([
    { type: 'customer.reveal', customerId: 'c40', caseId: null, data: { why: 'call-back' } },
  ]);
  for (const one of [lucia, ines]) await one.level();
  const { lines } = ines.store.view({ view: 'reveals', days: 90 }) as RevealsView;
  expect(lines).toMatchObject([
    { customerId: 'c40', customerName: 'Zanarita40 Quijotez', by: { id: 'lucia' } },
  ]);
  // As long ago as can be asked for: she is still held.
  expect(viewRequest.safeParse({ view: 'reveals', days: 91 }).success).toBe(false);
  expect(holdMonths.safeParse(2).success).toBe(false);
  expect(90).toBeLessThan(3 * 30.44);
});

test('whoever comes back with more than one answer holds is not there before all of them is', async () => {
  const { pool, hold, desk, same } = await aTeam();
  // Of each parcel a carrier has told much.
  const told = {
    status: 'moving',
    place: 'Zaragoza',
    text: 'Handed over to the next depot on the way',
  } as const;
  const events = Array.from({ length: 600 }, (_, i) => ({ at: ago(40) + i, ...told }));
  const parcel = {
    id: 'p',
    leftAt: ago(40),
    carrier: 'Correos',
    tracking: null,
    trackingUrl: null,
    lines: [],
  };
  const shipments = [{ ...parcel, promisedAt: null, deliveredAt: null, signedBy: null, events }];
  await putRecords(
    pool,
    Array.from({ length: 26 }, (_, i) =>
      order(`o40-${i}`, 'c40', { number: `Z-${i}`, placedAt: ago(40), shipments }),
    ),
    Date.now,
  );
  const lucia = await desk();
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await lucia.level();
  const { n } = lucia.store.cursor('day') ?? { n: 0 };
  await hold(null);
  // The network goes after the first answer.
  lucia.net.before = async () => {
    lucia.net.isCut ||= (lucia.store.cursor('day')?.n ?? 0) > n;
  };
  lucia.sync.now();
  await expect.poll(() => lucia.net.isCut, { timeout: 10_000 }).toBe(true);
  await lucia.sync.idle();
  const { rows: parts } = await pool.query<{ n: number }>(
    "SELECT n FROM change WHERE key = 'back:c40' ORDER BY n",
  );
  expect(lucia.store.cursor('day')?.n).toBeGreaterThan(parts[0]?.n ?? 0);
  expect(lucia.store.cursor('day')?.n).toBeLessThan(parts.at(-1)?.n ?? 0);
  expect(lucia.store.view({ view: 'customer', customerId: 'c40' })).toBeNull();
  expect(lucia.store.view({ view: 'search', text: 'Z-1', limit: 10 })).toEqual([]);
  expect(customersIn(lucia)).not.toContain('c40');
  lucia.net.before = null;
  lucia.net.isCut = false;
  // They fall out again before the rest of them is here: nothing of them stays.
  expect(await hold(12)).toEqual({ away: 2, back: 0 });
  await lucia.level();
  expect(placesOf(lucia.store, 'next depot')).toEqual([]);
  await hold(null);
  expect(await same(lucia)).toHaveLength(5);
  const { totals } = lucia.store.view({ view: 'customer', customerId: 'c40' }) as CustomerView;
  expect(totals.orders).toBe(27);
});
