import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { RingView, SearchHit, WhoseView } from '#shared/views/search.ts';
import type { Store } from '#store/store.ts';
import { holderSql } from '#store/views/file.ts';
import { customer, pageOf, place, storeAt } from './fixture.ts';

const mobile = { raw: '+34600112233', e164: '+34600112233', country: 'ES' };

async function withCarmen(): Promise<Store> {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      customer('carmen', { name: 'Carmen Ruiz', phones: [mobile] }),
      customer('jose', { name: 'José Ruiz', emails: ['jose@example.org'] }),
    ]),
  );
  return store;
}

const point = (
  customerId: string,
  value: string,
  more: Partial<{ kind: 'phone' | 'email'; pointId: string; country: string | null }> = {},
): CommandAsk => ({
  type: 'customer.add-contact-point',
  customerId,
  caseId: null,
  data: { pointId: `p-${value}`, kind: 'phone', value, country: 'ES', label: 'neighbour', ...more },
});

const viewOf = (store: Store, customerId: string) =>
  store.view({ view: 'customer', customerId }) as CustomerView;
const ring = (store: Store, from: string) => store.view({ view: 'ring', from }) as RingView;
const found = (store: Store, text: string) =>
  (store.view({ view: 'search', text, limit: 20 }) as SearchHit[]).map(({ card }) => card.id);

test('a phone that an agent added rings as that customer at once, and is found by its end', async () => {
  const store = await withCarmen();
  expect(ring(store, '+34910000101').matches).toEqual([]);
  store.record([point('carmen', '910 00 01 01')]);
  expect(ring(store, '910000101')).toMatchObject({
    matches: [{ id: 'carmen' }],
    customer: { customer: { id: 'carmen' } },
  });
  expect(found(store, '0101')).toEqual(['carmen']);
  expect(viewOf(store, 'carmen')).toMatchObject({
    phonesShown: ['+34 600 11 22 33', '+34 910 00 01 01'],
    file: { points: [{ label: 'neighbour', e164: '+34910000101', by: { id: 'lucia' } }] },
  });
});

test('what an agent added stays, whatever the shop says afterwards, and is not there twice when the shop learns it', async () => {
  const store = await withCarmen();
  store.record([point('carmen', '910 00 01 01'), point('carmen', 'Carmen@Example.org', { kind: 'email' })]);
  store.absorb(pageOf(2, [customer('carmen', { name: 'Carmen Ruiz Ortega' })]));
  expect(ring(store, '+34910000101').matches.map(({ id }) => id)).toEqual(['carmen']);
  expect(ring(store, '+34600112233').matches).toEqual([]);
  expect(found(store, 'carmen@ex')).toContain('carmen');
  const known = { raw: '910000101', e164: '+34910000101', country: 'ES' };
  store.absorb(pageOf(3, [customer('carmen', { phones: [known], emails: ['carmen@example.org'] })]));
  expect(viewOf(store, 'carmen').customer).toMatchObject({ phones: [known], emails: ['carmen@example.org'] });
  expect(viewOf(store, 'carmen').file.points).toHaveLength(2);
});

test('a phone that was removed rings as nobody, unless the shop has it', async () => {
  const store = await withCarmen();
  store.record([
    point('carmen', '910000101', { pointId: 'p1' }),
    point('carmen', '600112233', { pointId: 'p2' }),
  ]);
  const remove = (pointId: string): CommandAsk => ({
    type: 'customer.remove-contact-point',
    customerId: 'carmen',
    caseId: null,
    data: { pointId, kind: 'phone', value: '' },
  });
  store.record([remove('p1'), remove('p2')]);
  expect(ring(store, '+34910000101').matches).toEqual([]);
  expect(ring(store, '+34600112233').matches.map(({ id }) => id)).toEqual(['carmen']);
});

test('a number is read in the country that was said', async () => {
  const store = await withCarmen();
  store.record([point('carmen', '11 2345-6789', { country: 'AR' })]);
  expect(ring(store, '+5491123456789').matches.map(({ id }) => id)).toEqual(['carmen']);
});

test('somebody whom an agent introduced keeps the phone that was added, also when a shop learns of them', async () => {
  const store = await withCarmen();
  store.record([
    {
      type: 'customer.introduce',
      customerId: 'ana',
      caseId: null,
      data: { name: 'Ana', number: null, email: null },
    },
    point('ana', '910000101'),
  ]);
  expect(ring(store, '+34910000101').matches.map(({ id }) => id)).toEqual(['ana']);
  store.absorb(pageOf(2, [customer('ana', { name: 'Ana Pérez' })]));
  expect(ring(store, '+34910000101').matches.map(({ name }) => name)).toEqual(['Ana Pérez']);
});

test.each<[string, 'phone' | 'email', string, Partial<WhoseView>, string[]]>([
  ['another customer’s', 'phone', '600 112 233', { valid: true, shown: '+34 600 11 22 33' }, ['carmen']],
  ['nobody’s', 'phone', '910000101', { valid: true }, []],
  ['no number', 'phone', '12345678', { valid: false }, []],
  ['another customer’s', 'email', ' Jose@Example.org ', { valid: true, shown: 'jose@example.org' }, ['jose']],
  ['no address', 'email', 'jose', { valid: false }, []],
])('before it is added it is told that it is %s: %s %s', async (_, kind, value, what, holders) => {
  const store = await withCarmen();
  const whose = store.view({ view: 'whose', kind, value, country: 'ES' }) as WhoseView;
  expect(whose).toMatchObject(what);
  expect(whose.holders.map(({ id }) => id)).toEqual(holders);
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${holderSql}`).all('phone', '34') as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join('\n')).toContain('PRIMARY KEY (kind=? AND value=?)');
});

test('a phone that two have rings as a pick list', async () => {
  const store = await withCarmen();
  store.record([point('jose', '600112233')]);
  expect(
    ring(store, '600112233')
      .matches.map(({ id }) => id)
      .sort(),
  ).toEqual(['carmen', 'jose']);
});

test('notes for every contact are on the card of a list and on the view, with who and when', async () => {
  const store = await withCarmen();
  const remark: CommandAsk = {
    type: 'customer.set-remark',
    customerId: 'carmen',
    caseId: null,
    data: { remarkId: 'r1', text: 'Hard of hearing', replaces: null },
  };
  const before = ring(store, '600112233').matches[0]?.lastAt;
  store.record([remark]);
  expect(ring(store, '600112233').matches).toMatchObject([{ remarks: ['Hard of hearing'], lastAt: before }]);
  const { file, story } = viewOf(store, 'carmen');
  expect(file.remarks).toMatchObject([
    { text: 'Hard of hearing', customerId: 'carmen', by: { name: 'Lucía Ferrer' } },
  ]);
  expect(story.entries).toMatchObject([
    { kind: 'file', what: 'remark', text: 'Hard of hearing', pending: true },
  ]);
});

test('everything of the file is the same after the projections were made anew', async () => {
  const at = place();
  const store = await storeAt(at);
  store.absorb(pageOf(0, [customer('carmen', { phones: [mobile] }), customer('jose')]));
  store.record([
    point('carmen', '910000101'),
    { type: 'customer.link', customerId: 'jose', caseId: null, data: { into: 'carmen', why: 'said so' } },
  ]);
  const before = viewOf(store, 'jose');
  store.db.prepare("UPDATE meta SET value = '0' WHERE key = 'projection'").run();
  store.close();
  const again = await storeAt(at, false);
  expect(viewOf(again, 'jose')).toEqual(before);
  expect(ring(again, '910000101').matches).toMatchObject([{ id: 'carmen', also: ['Customer jose'] }]);
});
