import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { SearchHit } from '#shared/views/search.ts';
import { guestStay, guestsIn } from '#store/guests.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { customer, note, openCase, order } from './fixture.ts';
import { heldIn, placesOf, type RealDesk, realDesk } from './real-desk.ts';

/** A centre, and desks of the people of its day team. */
async function company() {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  const centre = await centreOn(url, { HILO_SNAPSHOT_FROM: '1000000' });
  const server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const put = (...records: object[]) => putRecords(pool, records, Date.now);
  const desk = async (person: string) => {
    const one = await realDesk(server, await centre.signIn(person));
    await one.level();
    return one;
  };
  return { pool, put, desk };
}

/** Takes a customer from a desk as a rule of months does: they are as somebody whose time is over. */
async function withhold(desk: RealDesk, customerId: string): Promise<void> {
  await desk.level();
  const row = { customerId, team: 'day', epoch: '', n: 0, whole: 1, behind: 0, until: 0 } as const;
  guestsIn(desk.store.db).set(row);
  await desk.level();
  expect(viewOf(desk, customerId)).toBeNull();
}

const viewOf = ({ store }: RealDesk, customerId: string) =>
  store.view({ view: 'customer', customerId }) as CustomerView | null;
const foundBy = ({ store }: RealDesk, text: string) =>
  (store.view({ view: 'search', text, limit: 10 }) as SearchHit[]).map(({ card }) => card.id);

function write(desk: RealDesk, ask: Parameters<RealDesk['store']['record']>[0]): void {
  desk.store.record(ask);
  desk.sync.recorded();
}

test('a customer who is not on this machine is brought whole, in pages, and is then as if they had always been here', async () => {
  const { put, desk } = await company();
  await put(customer('c1', { name: 'Abilio Zurdo' }), customer('c2', { name: 'Nadie Más' }));
  await put(customer('c3', { name: 'Abilio Segundo' }), {
    type: 'twin',
    id: 't1',
    customerIds: ['c1', 'c2'],
    why: 'same-email',
  });
  const long = 'A parcel that came open. '.repeat(150);
  await put(
    ...Array.from({ length: 200 }, (_, i) => order(`o${i}`, 'c1', { number: `Z-${i}`, remark: long })),
  );
  const [a, b] = [await desk('mateo'), await desk('lucia')];
  write(a, [openCase('c1', 'k1'), note('c1', 'k1', 'Said by Mateo')]);
  write(a, [
    { type: 'customer.link', customerId: 'c3', caseId: null, data: { into: 'c1', why: 'the same voice' } },
  ]);
  await a.level();
  await b.level();
  const before = heldIn(b.store);
  await withhold(b, 'c3');
  await withhold(b, 'c1');
  expect(placesOf(b.store, 'Zurdo')).toEqual([]);
  expect(foundBy(b, 'zurdo')).toEqual([]);
  expect(await b.sync.bring('c1')).toBe('here');
  expect(foundBy(b, 'zurdo')).toEqual(['c1']);
  // With the record that a colleague linked.
  expect(foundBy(b, 'segundo')).toEqual(['c1']);
  expect(heldIn(b.store)).toEqual(before);
  await b.level();
  expect(heldIn(b.store)).toEqual(before);
});

test('nobody is brought who is not of the own teams, or whom nobody knows, and who is erased meanwhile goes', async () => {
  const { pool, put, desk } = await company();
  await put(customer('c1', { name: 'Abilio Zurdo' }));
  await pool.query("INSERT INTO customer_team VALUES ('n1', 'night')");
  const b = await desk('lucia');
  expect(await b.sync.bring('n1')).toBe('unknown');
  expect(await b.sync.bring('nobody')).toBe('unknown');
  await withhold(b, 'c1');
  await b.sync.bring('c1');
  const { eraseCustomers } = await import('#server/erasure/erase.ts');
  const { asCentre } = await import('#server/database/transaction.ts');
  await asCentre(pool, (client) =>
    eraseCustomers(client, { team: 'day', customerIds: ['c1'], at: Date.now() }),
  );
  await b.level();
  expect([placesOf(b.store, 'Zurdo'), guestsIn(b.store.db).one('c1')]).toEqual([[], null]);
  expect(await b.sync.bring('c1')).toBe('unknown');
});

test('a guest goes a day after they were last looked at, not while something of theirs is unsent, and leaves nothing behind', async () => {
  const { put, desk } = await company();
  await put(customer('c1', { name: 'Abilio Zurdo' }), order('o1', 'c1'));
  const b = await desk('lucia');
  await withhold(b, 'c1');
  await b.sync.bring('c1');
  const guests = guestsIn(b.store.db);
  const until = guests.one('c1')?.until ?? 0;
  expect(Math.abs(until - Date.now() - guestStay)).toBeLessThan(60_000);
  b.net.isCut = true;
  write(b, [note('c1', null, 'Asked where it is')]);
  const over = { ...guests.one('c1'), until: 1 } as NonNullable<ReturnType<typeof guests.one>>;
  guests.set(over);
  b.sync.now();
  await b.sync.idle();
  expect(viewOf(b, 'c1')?.customer.name).toBe('Abilio Zurdo');
  // A look gives them another day.
  b.sync.looked('c1');
  expect(guests.one('c1')?.until).toBeGreaterThan(Date.now());
  // One by a clock that was ahead gives no more: they would be here until then.
  guests.set({ ...over, until: Date.now() + 3_650 * 86_400_000 });
  b.sync.now();
  await b.sync.idle();
  await expect.poll(() => guests.one('c1')?.until).toBeLessThan(Date.now() + 2 * guestStay);
  // What was written is a contact: who has one belongs here from then on.
  b.net.isCut = false;
  await b.level();
  await b.level();
  expect([viewOf(b, 'c1') === null, guests.one('c1')]).toEqual([false, null]);
  await withhold(b, 'c1');
  expect(placesOf(b.store, 'Zurdo')).toEqual([]);
});

test('whatever is written while a guest comes, goes and comes again, the store is what a new machine holds: no change twice, none missing', async () => {
  const step = fc.constantFrom('write', 'order', 'rename', 'level', 'bring', 'go', 'both');
  const { put, desk } = await company();
  const [a, b] = [await desk('mateo'), await desk('lucia')];
  let [run, count] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 9 }), async (steps) => {
      run += 1;
      const [id, other] = [`c${run}`, `a${run}`];
      await put(customer(id, { name: 'Abilio Zurdo' }), customer(other, { name: 'Otra' }));
      await Promise.all([a.level(), b.level()]);
      for (const one of steps) {
        count += 1;
        if (one === 'write') write(a, [note(id, null, `Note ${count}`), note(other, null, `Other ${count}`)]);
        if (one === 'order') await put(order(`o${run}-${count % 2}`, id, { remark: `as of ${count}` }));
        if (one === 'rename') await put(customer(id, { name: `Abilio Zurdo ${count}` }));
        if (one === 'level') await b.level();
        if (one === 'bring') await b.sync.bring(id);
        if (one === 'go') {
          await a.level();
          await withhold(b, id);
        }
        if (one === 'both') await Promise.all([a.level(), b.sync.bring(id), b.level()]);
      }
      await a.level();
      await b.sync.bring(id);
      await b.level();
      const fresh = await desk('lucia');
      expect(heldIn(b.store)).toEqual(heldIn(fresh.store));
    }),
    { numRuns: 5 },
  );
});

test('the centre is searched only where this machine does not hold everybody, and says who is not here', async () => {
  const { pool, put, desk } = await company();
  await put(customer('c1', { name: 'Abilio Zurdo' }), customer('c2', { name: 'Abilia Segunda' }));
  const all = await desk('mateo');
  expect(await all.sync.find('abili')).toEqual({ state: 'all-here' });
  await holdMonths(pool);
  const b = await desk('lucia');
  expect(b.view().holds).toMatchObject([{ months: 12 }]);
  expect(await b.sync.find('abili')).toEqual({ state: 'asked', hits: [] });
  await withhold(b, 'c1');
  expect(await b.sync.find('abili')).toMatchObject({
    state: 'asked',
    hits: [{ customerId: 'c1', name: 'Abilio Zurdo' }],
  });
  b.net.isCut = true;
  expect(await b.sync.find('abili')).toEqual({ state: 'away' });
});

/** A rule of months for the day's desks, as a centre keeps it. */
async function holdMonths(pool: Awaited<ReturnType<typeof company>>['pool']): Promise<void> {
  await pool.query("UPDATE team SET hold_months = 12 WHERE team = 'day'");
}
