import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { Aside } from '#shared/views/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { unansweredSql } from '#store/sync/outbox.ts';
import { smallCentre } from './centre.ts';
import { deskOn } from './desk.ts';
import { customer, desk, noon, note, openCase, order, place, storeAt } from './fixture.ts';
import { shown, shownAnew } from './shown.ts';

const lucia = { person: 'lucia', teams: ['es'] };

const count = (store: Store, table: string) =>
  Number(store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

test('what a desk wrote offline is numbered once, though the first answer was lost, and its bytes are kept', async () => {
  const store = await storeAt(place());
  const centre = smallCentre();
  centre.put('es', customer('c1'));
  const at = deskOn(store);
  at.level(centre, lucia);
  const caseId = randomUUID();
  store.record([openCase('c1', caseId), note('c1', caseId), note('c1', null)]);
  const bytes = store.db.prepare('SELECT bytes FROM outbox ORDER BY seq').pluck().all();
  at.exchange(centre, lucia, true);
  expect(centre.length('es')).toBe(4);
  expect(count(store, 'outbox')).toBe(3);
  at.level(centre, lucia);
  expect(centre.length('es')).toBe(4);
  expect(count(store, 'outbox')).toBe(0);
  expect(store.db.prepare('SELECT bytes FROM sent ORDER BY seq').pluck().all()).toEqual(bytes);
  const view = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(view.story.entries.map(({ kind, pending }) => [kind, pending])).toEqual([
    ['note', false],
    ['note', false],
    ['case-opened', false],
  ]);
});

test('what the centre refuses leaves the story and is kept with its words, and what was built on it stands as the centre has it', async () => {
  const store = await storeAt(place());
  const centre = smallCentre();
  centre.put('es', customer('c1'));
  const at = deskOn(store);
  at.level(centre, lucia);
  const introduced = {
    type: 'customer.introduce',
    customerId: randomUUID(),
    caseId: null,
    data: { name: 'Somebody', number: '+34600112233', email: null },
  } as const;
  const caseId = randomUUID();
  const promise = {
    type: 'promise.make',
    customerId: 'c1',
    caseId: null,
    data: { promiseId: randomUUID(), text: 'soon', until: noon },
  } as const;
  store.record([openCase('c1', caseId), introduced, promise]);
  at.level(centre, { ...lucia, person: 'somebody else' });
  expect(count(store, 'outbox')).toBe(0);
  const view = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(view).toMatchObject({ cases: [], story: { entries: [] } });
  expect(store.view({ view: 'customer', customerId: introduced.customerId })).toBeNull();
  expect(store.view({ view: 'ring', from: '+34600112233' })).toMatchObject({ matches: [] });
  expect(count(store, 'refused')).toBe(3);
  expect(store.view({ view: 'queue' })).toMatchObject({ promises: [], mine: [] });
  expect(shown(store)).toEqual(await shownAnew(store));
});

test('a command whose id was taken goes up under another one, in new bytes', async () => {
  const store = await storeAt(place());
  const centre = smallCentre();
  centre.put('es', customer('c1'));
  const at = deskOn(store);
  at.level(centre, lucia);
  const { ids } = store.record([note('c1', null, 'one')]);
  at.exchange(centre, lucia, true);
  // A profile that was copied back has no memory of having sent it, and writes something else under the same id.
  const bytes = store.db.prepare('SELECT bytes FROM outbox').pluck().get() as Buffer;
  store.db
    .prepare('UPDATE outbox SET bytes = ?')
    .run(Buffer.from(bytes.toString().replace('"one"', '"two"')));
  at.level(centre, lucia);
  const texts = centre.eventsOf('es').map(({ data }) => (data as { text: string }).text);
  expect(texts).toEqual(['one', 'two']);
  const sent = store.db.prepare('SELECT command_id FROM sent').pluck().all();
  expect(sent).toHaveLength(1);
  expect(sent).not.toContain(ids[0]);
  expect(count(store, 'event')).toBe(2);
});

test('what the centre is too old for waits with what was built on it, and nothing else waits', async () => {
  const store = await storeAt(place());
  const centre = smallCentre();
  centre.put('es', customer('c1'));
  centre.unreadable.add('case.open');
  const at = deskOn(store);
  at.level(centre, lucia);
  const caseId = randomUUID();
  store.record([note('c1', null), openCase('c1', caseId), note('c1', caseId), note('c1', null)]);
  for (let i = 0; i < 5; i += 1) at.exchange(centre, lucia);
  expect(store.db.prepare('SELECT type, waits FROM outbox ORDER BY seq').all()).toEqual([
    { type: 'case.open', waits: 'update' },
    { type: 'note.add', waits: null },
  ]);
  centre.unreadable.clear();
  at.exchange(centre, lucia);
  expect(count(store, 'outbox')).toBe(2);
  store.db.prepare('UPDATE outbox SET waits = NULL').run();
  at.level(centre, lucia);
  expect(count(store, 'outbox')).toBe(0);
  expect(centre.eventsOf('es').map(({ type }) => type)).not.toContain('fact.flagged.1');
});

function event(data: unknown, more: Partial<EventEnvelope> = {}): EventEnvelope {
  const id = `${randomUUID()}:0`;
  return { id, type: 'note.added.1', customerId: 'c1', caseId: null, at: noon, by: 'mateo', data, ...more };
}

test('changes that this program cannot read are kept as they came, delay nothing, and are read when they can be', async () => {
  const at = place();
  const store = await storeAt(at);
  const centre = smallCentre();
  const strange = { ...customer('c2'), loyalty: 'gold' };
  centre.put('es', customer('c1'), strange, { type: 'parcel', id: 'p1' }, order('o1', 'c1'));
  centre.say('es', { ...event({ text: 'x', about: 'note' }), mood: 'glad' } as EventEnvelope);
  centre.say('es', event({ text: 'after', about: 'note' }));
  deskOn(store).level(centre, lucia);
  expect(store.cursor('es')?.n).toBe(6);
  // A state that could not be read and a newer one that can, in one page.
  const golden = { ...customer('c3'), loyalty: 'gold' };
  centre.put('es', golden, customer('c3', { name: 'Readable' }));
  deskOn(store).level(centre, lucia);
  const kept = store.db.prepare('SELECT n, key, body FROM unread ORDER BY n').all() as {
    n: number;
    body: string;
  }[];
  expect(kept.map(({ n }) => n)).toEqual([2, 3, 5]);
  expect(kept.map(({ body }) => body)).toEqual([2, 3, 5].map((n) => centre.bodies('es')[n - 1]));
  // The person is told, whose they are where they say it, and what IT needs to find them.
  const aside = store.view({ view: 'aside' }) as Aside[];
  expect(aside.map(({ needs, ref }) => [needs, ref])).toEqual([2, 3, 5].map((n) => ['update', `es/${n}`]));
  expect(store.view({ view: 'sync' })).toMatchObject({ aside: { newer: 3, faulty: 0 } });
  // A newer program reads two of them; a newer state of the third has come before it could.
  const readable = (n: number, raw: object) =>
    store.db.prepare('UPDATE unread SET body = ? WHERE n = ?').run(JSON.stringify(raw), n);
  readable(2, customer('c2', { name: 'Old name' }));
  readable(5, event({ text: 'late', about: 'note' }));
  centre.put('es', customer('c2', { name: 'New name' }));
  deskOn(store).level(centre, lucia);
  store.close();
  const newer = await openStore({ ...at, fresh: false, desk, now: () => noon });
  expect(newer.db.prepare('SELECT n FROM unread').pluck().all()).toEqual([3]);
  const view = (id: string) => newer.view({ view: 'customer', customerId: id }) as CustomerView;
  expect(view('c2').customer.name).toBe('New name');
  expect(view('c1').story.entries.filter(({ kind }) => kind === 'note')).toHaveLength(2);
  expect(shown(newer)).toEqual(await shownAnew(newer));
  newer.close();
});

test('a stream that cannot be projected keeps what it showed, and every other change comes in', async () => {
  const at = place();
  const store = await storeAt(at);
  const centre = smallCentre();
  centre.put('es', customer('c1'), customer('c2'));
  centre.say('es', event({ text: 'before', about: 'note' }));
  const here = deskOn(store);
  here.level(centre, lucia);
  // An entry of another stream stands where this one wants to write: its projection throws.
  const bad = event({ text: 'poison', about: 'note' });
  store.db.prepare("INSERT INTO story VALUES ('c1', ?, ?, 'elsewhere', 'note', '[]')").run(bad.at, bad.id);
  centre.say('es', bad);
  centre.say('es', event({ text: 'other', about: 'note' }, { customerId: 'c2' }));
  here.level(centre, lucia);
  expect(store.cursor('es')?.n).toBe(5);
  const notes = (s: Store, id: string) =>
    s.db.prepare("SELECT entry FROM story WHERE customer_id = ? AND stream = 'customer'").pluck().all(id);
  expect(notes(store, 'c1')).toHaveLength(1);
  expect(notes(store, 'c2')).toHaveLength(1);
  expect(count(store, 'quarantine')).toBe(1);
  expect(count(store, 'event')).toBe(3);
  expect(store.view({ view: 'aside' })).toEqual([
    { ref: 'es/4', needs: 'support', what: 'customer', customerId: 'c1', customerName: expect.any(String) },
  ]);
  expect(store.view({ view: 'sync' })).toMatchObject({ aside: { newer: 0, faulty: 1 } });
  centre.say('es', event({ text: 'later', about: 'note' }));
  here.level(centre, lucia);
  expect(notes(store, 'c1')).toHaveLength(1);
  store.db.prepare("DELETE FROM story WHERE stream = 'elsewhere'").run();
  store.close();
  const newer = await openStore({ ...at, fresh: false, desk, now: () => noon });
  expect(notes(newer, 'c1')).toHaveLength(3);
  expect(count(newer, 'quarantine')).toBe(0);
  expect(newer.view({ view: 'aside' })).toEqual([]);
  newer.close();
});

test('after a restore every desk brings back what the ledger lost, and a team that is left is gone from the disk', async () => {
  const store = await storeAt(place());
  const centre = smallCentre();
  centre.put('es', customer('c1'));
  centre.put('uk', customer('k1'), order('ko', 'k1'));
  const at = deskOn(store);
  const both = { person: 'lucia', teams: ['es', 'uk'] };
  at.level(centre, both);
  const restore = centre.backup();
  const caseId = randomUUID();
  store.record([openCase('c1', caseId)]);
  at.level(centre, both);
  centre.say('es', event({ text: 'of mateo', about: 'note' }));
  at.level(centre, both);
  restore();
  expect(centre.length('es')).toBe(1);
  at.level(centre, both);
  expect(
    centre
      .eventsOf('es')
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['case.opened.1', 'fact.flagged.1', 'note.added.1']);
  expect(count(store, 'outbox')).toBe(0);
  expect(shown(store)).toEqual(await shownAnew(store));
  at.level(centre, lucia);
  const fresh = await storeAt(place());
  deskOn(fresh).level(centre, lucia);
  expect(shown(store)).toEqual(shown(fresh));
  expect(count(store, 'customer')).toBe(1);
  expect(count(store, 'customer_order')).toBe(0);
});

type Step =
  | { do: 'put' | 'open' | 'note' | 'solve' | 'promise' | 'introduce'; desk: number; customer: number }
  | { do: 'exchange' | 'lose'; desk: number }
  | { do: 'backup' | 'restore' | 'odd' | 'even' };
const actions = ['put', 'open', 'note', 'solve', 'promise', 'introduce'] as const;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(...actions),
      desk: fc.nat(1),
      customer: fc.nat(2),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('exchange' as const, 'lose' as const), desk: fc.nat(1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('backup', 'restore', 'restore', 'odd', 'even') }) },
);

test('whatever two desks and a ledger that is set back do, a store shows what it would show if it were made anew', async () => {
  const seen = { forks: 0, refused: 0, recovered: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
      const stores = [
        await openStore({ ...place(), fresh: true, desk, now: () => noon }),
        await openStore({
          ...place(),
          fresh: true,
          desk: { person: { id: 'mateo', name: 'Mateo' }, company: '' },
          now: () => noon,
        }),
      ];
      // A power cut is not what is looked for here.
      for (const store of stores) store.db.pragma('synchronous = OFF');
      const people = ['lucia', 'mateo'].map((person) => ({ person, teams: ['es'] }));
      const centre = smallCentre({ pageLength: 3 });
      centre.makeTeam('es');
      const desks = stores.map(deskOn);
      const cases: readonly string[] = ['c0', 'c1', 'c2'].map(() => randomUUID());
      let restore = centre.backup();
      let version = 0;
      const record = (index: number, ask: Parameters<Store['record']>[0]) => {
        try {
          stores[index]?.record([ask]);
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'RefusedError') throw error;
        }
      };
      for (const s of steps) {
        version += 1;
        if (s.do === 'backup') restore = centre.backup();
        else if (s.do === 'restore') restore();
        else if (s.do === 'odd') centre.unreadable.add('case.open');
        else if (s.do === 'even') centre.unreadable.clear();
        else if (s.do === 'exchange' || s.do === 'lose') {
          const who = people[s.desk];
          if (who) desks[s.desk]?.exchange(centre, who, s.do === 'lose');
        } else if ('customer' in s) {
          const id = `c${s.customer}`;
          const caseId = cases[s.customer] ?? '';
          if (s.do === 'put')
            centre.put('es', customer(id, { name: `Ana ${version}` }), order(`o${s.customer}`, id));
          if (s.do === 'open') record(s.desk, { ...openCase(id), caseId });
          if (s.do === 'note') record(s.desk, note(id, version % 2 ? caseId : null));
          if (s.do === 'solve')
            record(s.desk, { type: 'case.solve', customerId: id, caseId, data: { how: 'x' } });
          if (s.do === 'promise')
            record(s.desk, {
              type: 'promise.make',
              customerId: id,
              caseId: null,
              data: { promiseId: randomUUID(), text: 'soon', until: noon },
            });
          if (s.do === 'introduce')
            record(s.desk, {
              type: 'customer.introduce',
              customerId: id,
              caseId: null,
              data: { name: `Carla ${version}`, number: '+34600112233', email: null },
            });
        }
      }
      for (const store of stores) expect(shown(store)).toEqual(await shownAnew(store));
      centre.unreadable.clear();
      if (version % 2 === 0) restore();
      for (let round = 0; round < 3; round += 1)
        for (const [index, who] of people.entries()) {
          stores[index]?.db.prepare('UPDATE outbox SET waits = NULL').run();
          desks[index]?.level(centre, who);
        }
      const [one, other] = stores.map(shown);
      expect(one).toEqual(other);
      for (const store of stores) {
        expect(count(store, 'outbox')).toBe(0);
        expect(shown(store)).toEqual(await shownAnew(store));
        store.close();
      }
      seen.forks += centre.seen.forks;
      seen.refused += centre.seen.refused;
      seen.recovered += centre.seen.recovered;
    }),
    { numRuns: 40 },
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
}, 240_000);

test('the queries of the outbox use their indexes, however much waits', async () => {
  const store = await storeAt(place());
  const plan = (sql: string) =>
    (
      store.db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...[...sql].filter((c) => c === '?').map(() => 1)) as {
        detail: string;
      }[]
    ).map(({ detail }) => detail);
  expect(plan(unansweredSql).join('; ')).toMatch(/outbox_unsent.*outbox_waits/);
  expect(plan('SELECT 1 FROM outbox WHERE team = ? AND answered_n > ? AND answered_n <= ?').join()).toMatch(
    /SEARCH outbox USING .*outbox_answered \(team=\? AND answered_n>\? AND answered_n<\?\)/,
  );
  expect(plan('SELECT 1 FROM sent WHERE team = ? AND n > ? AND n <= ?').join()).toMatch(/sent_team/);
  expect(plan('DELETE FROM sent WHERE at < ?').join()).toMatch(/sent_at/);
});
