import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { TwinRecord, TwinWhy } from '#shared/customer/records.ts';
import { repeatAlarm } from '#shared/story/repeat.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { QueueView } from '#shared/views/queue.ts';
import type { RingView, SearchHit } from '#shared/views/search.ts';
import type { StoryEntry, StoryPage } from '#shared/views/story.ts';
import { RefusedError } from '#store/record.ts';
import type { Store } from '#store/store.ts';
import { partedSql } from '#store/views/alike.ts';
import { linksSql } from '#store/views/same.ts';
import { contact, customer, noon, note, openCase, order, pageOf, place, storeAt } from './fixture.ts';

const phone = (e164: string) => ({ raw: e164, e164, country: 'ES' });
const link = (customerId: string, into: string): CommandAsk => ({
  type: 'customer.link',
  customerId,
  caseId: null,
  data: { into, why: 'said so' },
});
const unlink = (customerId: string, into: string): CommandAsk => ({
  type: 'customer.unlink',
  customerId,
  caseId: null,
  data: { into, why: 'two people' },
});
const viewOf = (store: Store, customerId: string) =>
  store.view({ view: 'customer', customerId }) as CustomerView;

/** Two records of Ana, one of somebody else. */
async function withAna(): Promise<Store> {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      customer('ana', { name: 'Ana Pérez', phones: [phone('+34600112233')] }),
      customer('anita', {
        name: 'Anita Pérez Soler',
        phones: [phone('+34600445566')],
        emails: ['anita@example.org'],
      }),
      customer('luis', { name: 'Luis Pérez', phones: [phone('+34600445566')] }),
      order('1', 'ana', { placedAt: noon - 3 * 86_400_000 }),
      order('2', 'anita', { placedAt: noon - 2 * 86_400_000, total: 1000 }),
      order('3', 'ana', { placedAt: noon - 86_400_000 }),
      order('4', 'luis'),
    ]),
  );
  return store;
}

/** What a desk shows of these customers, but for what tells of the link itself. */
function shown(store: Store, ids: readonly string[]): string {
  const isTold = (one: unknown) => (one as { kind?: unknown } | null)?.kind === 'file';
  const views = [
    ids.map((customerId) => viewOf(store, customerId)),
    ids.map((customerId) => store.view({ view: 'story', customerId, after: null, limit: 500 })),
    ['600112233', '600445566'].map((from) => store.view({ view: 'ring', from })),
    ['perez', '5566', '#1', 'anita@', 'toner'].map((text) => store.view({ view: 'search', text, limit: 20 })),
    store.view({ view: 'queue' }),
    store.view({ view: 'due' }),
  ];
  return JSON.stringify(views, (key, value: unknown) => {
    if (key === 'storyEntries' || key === 'parted') return undefined;
    return Array.isArray(value) ? value.filter((one) => !isTold(one)) : value;
  });
}

test('two records of one person are one: orders, cases, totals and story of both, under either id', async () => {
  const store = await withAna();
  const caseId = randomUUID();
  store.record([openCase('anita', caseId), contact('anita', caseId), note('ana', null)]);
  store.record([link('anita', 'ana')]);
  const view = viewOf(store, 'ana');
  expect(viewOf(store, 'anita')).toEqual(view);
  expect(view).toMatchObject({
    customer: { id: 'ana', name: 'Ana Pérez', emails: ['anita@example.org'] },
    phonesShown: ['+34 600 11 22 33', '+34 600 44 55 66'],
    totals: { orders: 3, spent: [{ minor: 6000, currency: 'EUR' }], contacts: 1 },
    cases: [{ id: caseId, customerId: 'anita' }],
    orders: [{ id: '3' }, { id: '2' }, { id: '1' }],
    same: {
      counting: [
        {
          from: { id: 'anita', name: 'Anita Pérez Soler' },
          into: { id: 'ana' },
          why: 'said so',
          by: { id: 'lucia' },
        },
      ],
      against: [],
    },
  });
  expect(store.view({ view: 'order', customerId: 'ana', orderId: '2' })).toMatchObject({
    customerId: 'anita',
  });
});

test('a ring and a search by anything of either find one person, who is also known as the other', async () => {
  const store = await withAna();
  store.record([link('anita', 'ana')]);
  const ring = store.view({ view: 'ring', from: '600445566' }) as RingView;
  expect(ring.matches.map(({ id, also }) => [id, also]).sort()).toEqual([
    ['ana', ['Anita Pérez Soler']],
    ['luis', []],
  ]);
  for (const text of ['anita', 'pérez', '#2', 'anita@example.org', '600 44']) {
    const hits = store.view({ view: 'search', text, limit: 20 }) as SearchHit[];
    const ids = hits.filter(({ card }) => card.also.length > 0).map(({ card }) => card.id);
    expect([text, new Set(ids)]).toEqual([text, new Set(['ana'])]);
    expect(hits.some(({ card }) => card.id === 'anita')).toBe(false);
  }
});

test('calls about both records are counted together: the third is an alarm', async () => {
  const store = await withAna();
  store.record([contact('ana', null), contact('anita', null, noon + 1), contact('anita', null, noon + 2)]);
  expect(repeatAlarm(viewOf(store, 'ana'), noon + 5).level).toBe('none');
  store.record([link('anita', 'ana')]);
  expect(repeatAlarm(viewOf(store, 'ana'), noon + 5)).toMatchObject({ level: 'third-or-more', contacts: 3 });
});

test('what is written on the shown record about a case of the other stands in that case', async () => {
  const store = await withAna();
  const caseId = randomUUID();
  const promiseId = randomUUID();
  store.record([
    openCase('anita', caseId),
    {
      type: 'promise.make',
      customerId: 'anita',
      caseId: null,
      data: { promiseId, text: 'call', until: noon },
    },
  ]);
  store.record([link('anita', 'ana')]);
  store.record([
    note('ana', caseId, 'asked for the photo'),
    { type: 'promise.end', customerId: 'ana', caseId: null, data: { promiseId, outcome: 'kept', text: '' } },
    { type: 'case.solve', customerId: 'ana', caseId, data: { how: 'sent' } },
    note('ana', null, 'of the person'),
  ]);
  store.record([unlink('anita', 'ana')]);
  const texts = (id: string) =>
    viewOf(store, id).story.entries.flatMap((one) => (one.kind === 'note' ? one.text : []));
  expect(texts('anita')).toEqual(['asked for the photo']);
  expect(texts('ana')).toEqual(['of the person']);
  expect(viewOf(store, 'anita')).toMatchObject({
    cases: [{ status: 'solved' }],
    promises: [{ state: 'kept' }],
  });
});

test('the queue names the person as they are shown', async () => {
  const store = await withAna();
  store.record([openCase('anita')]);
  store.record([link('anita', 'ana')]);
  expect((store.view({ view: 'queue' }) as QueueView).mine).toMatchObject([
    { customerId: 'ana', customerName: 'Ana Pérez' },
  ]);
});

const toldOf = (store: Store, customerId: string) =>
  (store.view({ view: 'story', customerId, after: null, limit: 100 }) as StoryPage).entries.flatMap((one) =>
    one.kind === 'file' ? [[one.what, one.whom?.id, one.text, one.by?.id]] : [],
  );

test('who linked two records and who parted them, and why, stands in the story of both; linked, it is told once', async () => {
  const store = await withAna();
  store.record([link('anita', 'ana')]);
  const once = [['linked', 'ana', 'said so', 'lucia']];
  expect(toldOf(store, 'ana')).toEqual(once);
  expect(toldOf(store, 'anita')).toEqual(once);
  store.record([unlink('anita', 'ana')]);
  expect(toldOf(store, 'anita').sort()).toEqual([
    ['linked', 'ana', 'said so', 'lucia'],
    ['unlinked', 'ana', 'two people', 'lucia'],
  ]);
  expect(toldOf(store, 'ana').sort()).toEqual([
    ['linked-from', 'anita', 'said so', 'lucia'],
    ['unlinked-from', 'anita', 'two people', 'lucia'],
  ]);
  expect(toldOf(store, 'luis')).toEqual([]);
});

const twin = (a: string, b: string, why: TwinWhy): TwinRecord => ({
  type: 'twin',
  id: `twin:${a}:${b}:${why}`,
  customerIds: [a, b],
  why,
});
const hinted = (store: Store, customerId: string) =>
  viewOf(store, customerId).twins.map(({ card, why, parted }) => [card.id, why, parted?.why ?? null]);
const quiet = (store: Store, customerId: string) =>
  viewOf(store, customerId).parted.map(({ card, why, by }) => [card.id, why, by.id]);

test('whoever was parted on purpose is no hint any more but stands, quietly, where they can be linked again; something new that they have in common is a hint again', async () => {
  const store = await withAna();
  store.absorb(
    pageOf(7, [
      twin('ana', 'anita', 'same-name'),
      twin('ana', 'anita', 'same-phone'),
      twin('ana', 'luis', 'same-phone'),
    ]),
  );
  const luis = ['luis', 'same-phone', null];
  expect(hinted(store, 'ana')).toEqual([['anita', 'same-name', null], luis]);
  const part = () => {
    const { hints = [] } = viewOf(store, 'ana').same?.counting[0] ?? {};
    expect(hints).toEqual(['same-name', 'same-phone']);
    const data = { into: 'ana', why: 'two people', hints };
    store.record([{ type: 'customer.unlink', customerId: 'anita', caseId: null, data }]);
  };
  store.record([link('anita', 'ana')]);
  expect([hinted(store, 'ana'), quiet(store, 'ana')]).toEqual([[luis], []]);
  part();
  for (const [one, other] of [
    ['ana', 'anita'],
    ['anita', 'ana'],
  ] as const)
    expect([hinted(store, one), quiet(store, one)]).toEqual([
      one === 'ana' ? [luis] : [],
      [[other, 'two people', 'lucia']],
    ]);
  // Linked the other way round and parted again: the last word counts, once.
  store.record([link('ana', 'anita')]);
  expect([hinted(store, 'anita'), quiet(store, 'ana')]).toEqual([[luis], []]);
  const data = { into: 'anita', why: 'asked both', hints: ['same-name' as const, 'same-phone' as const] };
  store.record([{ type: 'customer.unlink', customerId: 'ana', caseId: null, data }]);
  expect(quiet(store, 'anita')).toEqual([['ana', 'asked both', 'lucia']]);
  // The shop says the same again, then something new.
  store.absorb(pageOf(10, [twin('ana', 'anita', 'same-phone')]));
  expect(hinted(store, 'anita')).toEqual([]);
  store.absorb(pageOf(11, [twin('ana', 'anita', 'same-email')]));
  expect([hinted(store, 'anita'), quiet(store, 'anita')]).toEqual([
    [['ana', 'same-email', 'asked both']],
    [],
  ]);
  store.record([link('anita', 'luis')]);
  // Whoever is one with them now is meant too.
  expect(hinted(store, 'luis')).toEqual([['ana', 'same-email', 'asked both']]);
});

test('parted by a program that wrote nothing down of it, every hint that there is says nothing new', async () => {
  const store = await withAna();
  store.absorb(pageOf(7, [twin('ana', 'anita', 'same-name')]));
  store.record([link('anita', 'ana')]);
  store.record([unlink('anita', 'ana')]);
  store.absorb(pageOf(8, [twin('ana', 'anita', 'same-email')]));
  expect([hinted(store, 'ana'), quiet(store, 'ana')]).toEqual([[], [['anita', 'two people', 'lucia']]]);
});

test('of three records, what one that is parted has in common with the others is known, and not what these have', async () => {
  const store = await withAna();
  store.absorb(
    pageOf(7, [
      twin('ana', 'luis', 'same-name'),
      twin('anita', 'luis', 'same-phone'),
      twin('ana', 'anita', 'same-email'),
    ]),
  );
  store.record([link('luis', 'anita')]);
  store.record([link('anita', 'ana')]);
  const hints = Object.fromEntries(
    viewOf(store, 'ana').same?.counting.map((one) => [one.from.id, one.hints]) ?? [],
  );
  expect(hints).toEqual({ luis: ['same-name', 'same-phone'], anita: ['same-email', 'same-name'] });
});

test('everybody whose view changes is told, of both records, when they are linked and when that is undone', async () => {
  const store = await withAna();
  expect(store.record([link('anita', 'ana')]).customers.sort()).toEqual(['ana', 'anita']);
  expect(store.record([note('ana', null)]).customers.sort()).toEqual(['ana', 'anita']);
  expect(store.record([unlink('anita', 'ana')]).customers.sort()).toEqual(['ana', 'anita']);
  expect(store.record([note('ana', null)]).customers).toEqual(['ana']);
  const event: EventEnvelope = {
    id: `${randomUUID()}:0`,
    type: 'customer.linked.1',
    customerId: 'luis',
    caseId: null,
    at: noon,
    by: 'mateo',
    data: { into: 'anita', why: '' },
  };
  expect([...store.absorb(pageOf(7, [event]))].sort()).toEqual(['anita', 'luis']);
});

test.each<[string, [string, string][], [string, string], string]>([
  ['to itself', [], ['ana', 'ana'], 'same-record'],
  ['twice', [['anita', 'ana']], ['anita', 'ana'], 'linked-already'],
  ['around', [['anita', 'ana']], ['ana', 'anita'], 'linked-already'],
  [
    'around by a third',
    [
      ['anita', 'ana'],
      ['ana', 'luis'],
    ],
    ['luis', 'anita'],
    'linked-already',
  ],
])('a record is not linked %s', async (_, before, [from, into], code) => {
  const store = await withAna();
  for (const [one, other] of before) store.record([link(one, other)]);
  expect(() => store.record([link(from, into)])).toThrow(RefusedError);
  try {
    store.record([link(from, into)]);
  } catch (error) {
    expect((error as RefusedError).refusal.code).toBe(code);
  }
});

test('records of two teams are not linked: a colleague of one team would see nobody', async () => {
  const store = await withAna();
  store.absorb({ ...pageOf(0, [customer('other')]), team: 'mx' });
  expect(() => store.record([link('other', 'ana')])).toThrow('link-other-team');
  expect(() => store.record([link('ana', 'other')])).toThrow('link-other-team');
});

test('a third record is joined, and undoing the link in the middle parts them where it was', async () => {
  const store = await withAna();
  store.record([link('anita', 'ana')]);
  store.record([link('ana', 'luis')]);
  for (const id of ['ana', 'anita', 'luis']) {
    expect(viewOf(store, id)).toMatchObject({ customer: { id: 'luis' }, totals: { orders: 4 } });
  }
  store.record([unlink('ana', 'luis')]);
  expect(viewOf(store, 'luis')).toMatchObject({ same: null, totals: { orders: 1 } });
  expect(viewOf(store, 'anita')).toMatchObject({ customer: { id: 'ana' }, totals: { orders: 3 } });
});

const linked = (customerId: string, into: string, by: string): EventEnvelope => ({
  id: `${randomUUID()}:0`,
  type: 'customer.linked.1',
  customerId,
  caseId: null,
  at: noon,
  by,
  data: { into, why: `${by} asked` },
});

test('two people link the opposite ways while offline: the first in the ledger counts at both desks, and both are told', async () => {
  const here = await withAna();
  const there = await withAna();
  const first = linked('ana', 'anita', 'mateo');
  const second = linked('anita', 'ana', 'noa');
  here.absorb(pageOf(7, [first, second]));
  for (const event of [first, second]) {
    const n = event === first ? 7 : 8;
    there.absorb(pageOf(n, [event]));
  }
  for (const store of [here, there])
    for (const id of ['ana', 'anita'])
      expect(viewOf(store, id)).toMatchObject({
        customer: { id: 'anita' },
        totals: { orders: 3 },
        same: { counting: [{ by: { id: 'mateo' } }], against: [{ by: { id: 'noa' }, why: 'noa asked' }] },
      });
  // Whoever wrote the second one before the first came sees their own until then.
  const own = await withAna();
  own.record([link('anita', 'ana')]);
  expect(viewOf(own, 'anita').customer.id).toBe('ana');
  own.absorb(pageOf(7, [first]));
  expect(viewOf(own, 'anita')).toMatchObject({
    customer: { id: 'anita' },
    same: { against: [{ by: { id: 'lucia' } }] },
  });
});

test('nobody is shown as a record that is not here', async () => {
  const store = await withAna();
  store.absorb(pageOf(7, [linked('ana', 'nobody', 'mateo')]));
  expect(viewOf(store, 'ana')).toMatchObject({ customer: { id: 'ana' }, same: null, totals: { orders: 2 } });
  store.absorb(pageOf(8, [customer('nobody')]));
  expect(viewOf(store, 'ana')).toMatchObject({ customer: { id: 'nobody' }, totals: { orders: 2 } });
});

test('a suggestion that somebody found wrong is not made again, on neither side', async () => {
  const store = await withAna();
  store.absorb(pageOf(7, [{ type: 'twin', id: 't', customerIds: ['ana', 'luis'], why: 'same-name' }]));
  expect(viewOf(store, 'luis').twins.map(({ card }) => card.id)).toEqual(['ana']);
  store.record([{ type: 'customer.not-twin', customerId: 'ana', caseId: null, data: { otherId: 'luis' } }]);
  expect([viewOf(store, 'ana').twins, viewOf(store, 'luis').twins]).toEqual([[], []]);
});

test('linked records are no twins of one another, and their twins are the person’s', async () => {
  const store = await withAna();
  store.absorb(
    pageOf(7, [
      { type: 'twin', id: 't1', customerIds: ['ana', 'anita'], why: 'same-name' },
      { type: 'twin', id: 't2', customerIds: ['anita', 'luis'], why: 'same-phone' },
    ]),
  );
  store.record([link('anita', 'ana')]);
  expect(viewOf(store, 'ana').twins.map(({ card }) => card.id)).toEqual(['luis']);
  expect(viewOf(store, 'luis').twins.map(({ card }) => card.id)).toEqual(['ana']);
});

test('a customer who is linked with nobody is looked for once, by an index', async () => {
  const store = await withAna();
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${linksSql}`).all('ana') as { detail: string }[];
  const byKey = 'SEARCH link_now USING PRIMARY KEY (customer_id=? AND way=?)';
  expect(plan.map(({ detail }) => detail)).toEqual([byKey]);
  const apart = store.db.prepare(`EXPLAIN QUERY PLAN ${partedSql}`).all('ana') as { detail: string }[];
  expect(apart.map(({ detail }) => detail)).toEqual([byKey]);
});

const records = ['ana', 'anita', 'luis'] as const;
/** Something that people do at these records. */
const anyWork = fc.array(
  fc.record({
    what: fc.constantFrom('case', 'note', 'contact', 'promise'),
    whom: fc.constantFrom(...records),
  }),
  { maxLength: 8 },
);
const byId = (entries: readonly StoryEntry[]) => entries.map(({ id }) => id).sort();

test('whatever was done: linking joins all of both and adds up, and undoing it shows everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyWork, fc.shuffledSubarray([...records], { minLength: 2 }), async (work, chosen) => {
      const store = await withAna();
      try {
        const cases = new Map<string, string>();
        for (const { what, whom } of work) {
          const caseId = cases.get(whom) ?? null;
          if (what === 'case' && caseId === null) {
            const opened = randomUUID();
            cases.set(whom, opened);
            store.record([openCase(whom, opened)]);
          } else if (what === 'contact') store.record([contact(whom, caseId)]);
          else if (what === 'promise') {
            const data = { promiseId: randomUUID(), text: 'call', until: noon };
            store.record([{ type: 'promise.make', customerId: whom, caseId, data }]);
          } else store.record([note(whom, caseId)]);
        }
        const before = shown(store, records);
        const apart = chosen.map((id) => viewOf(store, id));
        const [survivor = 'ana', ...others] = chosen;
        for (const other of others) store.record([link(other, survivor)]);
        const one = viewOf(store, survivor);
        const bare = one.story.entries.filter(({ kind }) => kind !== 'file');
        expect(byId(bare)).toEqual(byId(apart.flatMap(({ story }) => story.entries)));
        expect(bare.map(({ at }) => at)).toEqual(bare.map(({ at }) => at).toSorted((a, b) => b - a));
        const sum = (of: (view: CustomerView) => number) => apart.reduce((all, view) => all + of(view), 0);
        expect(one.totals.orders).toBe(sum(({ totals }) => totals.orders));
        expect(one.totals.contacts).toBe(sum(({ totals }) => totals.contacts));
        expect(one.totals.spent[0]?.minor).toBe(sum(({ totals }) => totals.spent[0]?.minor ?? 0));
        expect(one.cases).toHaveLength(sum(({ cases: all }) => all.length));
        expect(one.recentContacts).toHaveLength(sum(({ recentContacts }) => recentContacts.length));
        expect(one.promises).toHaveLength(sum(({ promises }) => promises.length));
        for (const other of others) store.record([unlink(other, survivor)]);
        // Not `toBe`: a difference would be told in full, twice.
        expect(shown(store, records) === before).toBe(true);
      } finally {
        store.close();
      }
    }),
    { numRuns: 25 },
  );
});

test('a long story of two records comes page by page in one order, each entry once', async () => {
  const store = await withAna();
  for (let i = 0; i < 30; i += 1) store.record([note(i % 3 === 0 ? 'ana' : 'anita', null, `note ${i}`)]);
  store.record([link('anita', 'ana')]);
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page = store.view({ view: 'story', customerId: 'anita', after, limit: 7 }) as StoryPage;
    ids.push(...page.entries.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  const whole = store.view({ view: 'story', customerId: 'ana', after: null, limit: 500 }) as StoryPage;
  expect(ids).toEqual(whole.entries.map(({ id }) => id));
  expect(new Set(ids).size).toBe(viewOf(store, 'ana').totals.storyEntries);
});
