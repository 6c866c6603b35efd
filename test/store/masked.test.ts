import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  isMasked,
  leftOf,
  maskEmail,
  maskPhone,
  sealSign,
  shownNumber,
  toldApart,
} from '#shared/customer/mask.ts';
import { revealFor } from '#shared/customer/reveal.ts';
import { emptyRule } from '#shared/incident/incident.ts';
import type { Role } from '#shared/people.ts';
import { rulesId } from '#shared/rules/records.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { TouchedView } from '#shared/views/incident.ts';
import type { RevealsView } from '#shared/views/reveal.ts';
import type { RingView, SearchHit, WhoseView } from '#shared/views/search.ts';
import type { Draft } from '#shared/views/unsent.ts';
import { viewRequest } from '#shared/views.ts';
import { openStore, type Store } from '#store/store.ts';
import { revealCountSql, revealedSql } from '#store/views/reveals.ts';
import { customer, desk, noon, openCase, order, pageOf, place } from './fixture.ts';

const number = '+34600112233';
const other = '+525511223344';
const mail = 'mimosa.17@example.org';
/** What no page may hold under a masked role, in any writing. */
const planted = [/600\D{0,3}11\D{0,3}22/, /551\D?122\D?3344|55\D?1122\D?3344/, /mimosa\.17/i, /sobrina/i];

const role = (roles: Role[], version = 1) => ({
  type: 'rules' as const,
  id: rulesId('es', 'masking'),
  team: 'es',
  name: 'masking',
  version,
  at: noon,
  by: 'nuria',
  content: { about: 'masking' as const, roles },
});

async function masked(roles: Role[] = ['agent']) {
  let steady = 0;
  let at = noon;
  const store = await openStore({
    ...place(),
    fresh: true,
    desk,
    now: () => (at += 1000),
    steady: () => steady,
  });
  store.absorb(
    pageOf(0, [
      {
        type: 'person',
        id: 'lucia',
        name: 'Lucía Ferrer',
        role: 'agent',
        skills: [],
        level: 1,
        active: true,
        teams: ['es'],
      },
      role(roles),
      customer('carmen', {
        name: 'Carmen Ruiz',
        emails: [mail],
        phones: [
          { raw: '600 11 22 33', e164: number, country: 'ES' },
          { raw: other, e164: other, country: 'MX' },
        ],
      }),
      customer('carmen-2', { name: 'Carmen R.', emails: [mail.toUpperCase()] }),
      { type: 'twin', id: 'carmen:carmen-2', customerIds: ['carmen', 'carmen-2'], why: 'same-email' },
      order('1001', 'carmen'),
    ]),
  );
  const opening = openCase('carmen');
  const base = { customerId: 'carmen', caseId: opening.caseId };
  const contact = {
    contactId: randomUUID(),
    channel: 'call',
    direction: 'in',
    start: noon,
    end: noon,
  } as const;
  store.record([
    opening,
    { ...base, type: 'contact.record', data: { ...contact, number, code: null, language: 'es' } },
    {
      type: 'customer.add-contact-point',
      customerId: 'carmen',
      caseId: null,
      data: { pointId: 'p1', kind: 'email', value: 'sobrina@example.org', country: null, label: 'niece' },
    },
    {
      type: 'customer.introduce',
      customerId: 'nueva',
      caseId: null,
      data: { name: 'Nueva', number, email: mail },
    },
  ]);
  return { store, caseId: opening.caseId ?? '', later: (ms: number) => (steady += ms) };
}

const late = {
  about: 'incident' as const,
  id: 'late',
  title: { en: 'Late', es: 'Tarde' },
  say: { en: 'Late', es: 'Tarde' },
  offer: { en: '', es: '' },
  severity: 'warning' as const,
  since: noon - 86_400_000,
  until: null,
  state: 'open' as const,
  rule: { ...emptyRule, shops: ['test'] },
};

/** As it was kept before anybody was masked: a call in hand, its tab, a wrap-up with a number of the list. */
const call = { callId: 'k1', number, shown: '+34 600 11 22 33', customerId: null, customerName: null };
const keptBefore = {
  'shell.calls': [
    { ...call, rangAt: noon, startedAt: noon, endedAt: null },
    { ...call, callId: 'k2', number: null, shown: 'Withheld' },
    { ...call, callId: 'k3', number: 'anonymous', shown: 'anonymous' },
  ],
  'shell.tabs': { list: [{ id: 'call:k1', customerId: null, from: number }], active: 'call:k1' },
  'wrap-up.carmen': { number: '+52 55 1122 3344', note: 'Called twice' },
  'wrap-up.carmen-2': { number: '912 34 56 78', note: '' },
};
const draft = (store: Store) => {
  for (const [key, body] of Object.entries(keptBefore)) store.draft({ key, body: JSON.stringify(body) });
  store.draft({ key: 'shell.torn', body: `{"number":"${number}` });
};

const reveal = (customerId: string) =>
  ({ type: 'customer.reveal', customerId, caseId: null, data: { why: 'call-back' } }) as const;
const seen = (store: Store) => store.view({ view: 'customer', customerId: 'carmen' }) as CustomerView;
const hits = (store: Store, text: string) =>
  (store.view({ view: 'search', text, limit: 20 }) as SearchHit[]).map(({ card }) => card.id);

const sentNumbers = (store: Store) =>
  store.db
    .prepare(
      "SELECT json_extract(bytes, '$.ask.data.number') FROM outbox WHERE type = 'contact.record' ORDER BY seq",
    )
    .pluck()
    .all();

test.each([
  ['+34 600 11 22 33', '•• ••• •233'],
  ['(011) 15-2345-6789 int. 7', '•• ••• •897'],
  ['٠٥٠١٢٣٤٥٦٧', '•• ••• •٥٦٧'],
  ['112', '•• ••• ••••'],
  ['', '•• ••• ••••'],
  ['ask her sister', '•• ••• ••••'],
])('of the number %j there stays %j', (text, mask) => expect(maskPhone(text)).toBe(mask));

test.each([
  ['mimosa.17@example.org', 'm•••@example.org'],
  ['ñusta@correo.example', 'ñ•••@correo.example'],
  ['ab@example.org', '•••@example.org'],
  ['a@b@example.org', '•••'],
  ['no address', '•••'],
  ['', '•••'],
])('of the address %j there stays %j', (text, mask) => expect(maskEmail(text)).toBe(mask));

test('a mask never leaves more than three digits of a number, nor more than a letter before the @, and is known as a mask', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[+\d ()-]{0,30}$/)), (text) => {
      const mask = maskPhone(text);
      expect(mask.match(/\p{Nd}/gu)?.length ?? 0).toBeLessThanOrEqual(3);
      expect(mask).toMatch(/^•• ••• •[•\p{Nd}]{3}$/u);
      expect(isMasked(mask)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), (text) => {
      const mask = maskEmail(text);
      expect([...(mask.split('@')[0] ?? '')].filter((one) => one !== '•').length).toBeLessThanOrEqual(1);
      expect(isMasked(mask)).toBe(true);
    }),
  );
});

test('masks that read alike say the how many-th they are, and nothing more of what is behind them', () => {
  const [one, two] = ['•• ••• •233', '•• ••• •344'];
  expect(toldApart([one, two, one])).toEqual([`${one} (1)`, two, `${one} (2)`]);
  expect(leftOf(`${one} (2)`)).toEqual({ kind: 'phone', left: '233', domain: '', nth: 2 });
  expect(leftOf('c•••@example.com (1)')).toEqual({ kind: 'email', left: 'c', domain: 'example.com', nth: 1 });
  expect(leftOf(two)).toMatchObject({ left: '344', nth: null });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('+34600112233', '+34911999233', '+525511223344', 'a'), { maxLength: 9 }),
      (texts) => {
        const masks = toldApart(texts.map(maskPhone));
        expect(new Set(masks).size).toBe(masks.length);
        for (const mask of masks) expect(isMasked(mask)).toBe(true);
      },
    ),
  );
});

test('of two numbers that end alike each is told from the other wherever it stands, and the one that was chosen is recorded', async () => {
  const { store } = await masked();
  const second = '+34911999233';
  const phones = [
    { raw: '600 11 22 33', e164: number, country: 'ES' },
    { raw: '911 999 233', e164: second, country: 'ES' },
    { raw: other, e164: other, country: 'MX' },
  ];
  store.absorb(
    pageOf(6, [customer('carmen', { name: 'Carmen Ruiz', emails: [mail, 'm.perez@example.org'], phones })]),
  );
  const shown = ['•• ••• •233 (1)', '•• ••• •233 (2)', '•• ••• •344'];
  const view = seen(store);
  expect(view.phonesShown).toEqual(shown);
  expect(view.customer.emails).toEqual(['m•••@example.org (1)', 'm•••@example.org (2)', expect.any(String)]);
  const [hit] = store.view({ view: 'search', text: 'Carmen Ruiz', limit: 5 }) as SearchHit[];
  expect(hit?.card.phones.map((one) => one.shown)).toEqual(shown);
  expect((store.view({ view: 'ring', from: second }) as RingView).number.shown).toBe(shown[1]);
  const calls = view.story.entries.flatMap((one) => (one.kind === 'contact' ? [one.number] : []));
  expect(calls).toEqual([shown[0]]);
  // What could be either is neither.
  const record = (mask: string) =>
    store.record([
      {
        type: 'contact.record',
        customerId: 'carmen',
        caseId: null,
        data: {
          contactId: randomUUID(),
          channel: 'call',
          direction: 'out',
          start: noon,
          end: noon,
          number: mask,
          code: null,
          language: 'es',
        },
      },
    ]);
  for (const mask of ['•• ••• •233 (2)', '•• ••• •233 (1)', '•• ••• •233']) record(mask);
  store.record([{ type: 'customer.reveal', customerId: 'carmen', caseId: null, data: { why: 'call-back' } }]);
  const whole = seen(store).story.entries.flatMap((one) => (one.kind === 'contact' ? [one.number] : []));
  expect(whole.toSorted()).toEqual([number, number, second, '•• ••• •233'].toSorted());
});

test('no view of a person whose role is masked holds a whole phone or e-mail', async () => {
  const { store, caseId } = await masked();
  const called = store.veil.caller(number);
  const customerId = 'carmen';
  draft(store);
  store.absorb(
    pageOf(6, [{ ...role([]), id: rulesId('es', 'incident:late'), name: 'incident:late', content: late }]),
  );
  const touched = { view: 'touched', team: 'es', incidentId: 'late' } as const;
  await expect.poll(() => (store.view(touched) as TouchedView)?.lines).not.toEqual([]);
  const requests = [
    touched,
    { view: 'incident-preview', team: 'es', incident: late },
    { view: 'ring', from: called },
    ...['carmen', 'carmen-2', 'nueva'].map((id) => ({ view: 'customer', customerId: id })),
    { view: 'story', customerId, after: null, limit: 100 },
    { view: 'order', customerId, orderId: '1001' },
    { view: 'attachments', customerId },
    ...['Carmen', number, '600 11 22 33', mail, '233', '1001'].map((text) => ({
      view: 'search',
      text,
      limit: 50,
    })),
    { view: 'remedies', customerId },
    { view: 'touching', of: customerId },
    { view: 'reveals', days: 7 },
    // Asked of the centre, which answers no phone and no e-mail (shared/sync/find.ts); here what a store says without one.
    { view: 'at-centre', text: 'Carmen' },
    { view: 'bring', customerId },
    ...[
      'queue',
      'due',
      'supervisor',
      'long-open',
      'watched',
      'cover',
      'requests',
      'answers',
      'incidents',
      'absences',
    ].map((view) => ({ view })),
    ...['drafts', 'unsent', 'unsent-files', 'refused', 'aside', 'sync', 'people', 'skills', 'rules'].map(
      (view) => ({
        view,
      }),
    ),
  ];
  const said = requests.map((request) => JSON.stringify(store.view(request)));
  for (const [index, text] of said.entries())
    for (const canary of planted) expect(text, JSON.stringify(requests[index])).not.toMatch(canary);
  // The same questions find them all where nobody is masked: what is looked for is there.
  // It says what was asked, and of whom it tells they are masked.
  const whose = { view: 'whose', kind: 'email', value: mail, country: null } as const;
  const { holders } = store.view(whose) as WhoseView;
  expect(holders.map(({ id }) => id)).toEqual(expect.arrayContaining(['carmen', 'carmen-2']));
  for (const canary of planted) expect(JSON.stringify(holders)).not.toMatch(canary);
  const views = viewRequest.options.map(({ shape }) => shape.view.value);
  expect(new Set([...requests, whose].map(({ view }) => view))).toEqual(new Set(views));
  store.absorb(pageOf(7, [role([], 2)]));
  const open = requests.map((request) => JSON.stringify(store.view(request))).join('\n');
  for (const canary of planted) expect(open).toMatch(canary);
  expect(caseId).toBeTruthy();
});

test('a role that is not masked sees everything, and so does everybody where nothing was settled', async () => {
  const { store } = await masked(['supervisor']);
  expect(seen(store)).toMatchObject({
    masked: false,
    shownUntil: null,
    phonesShown: ['+34 600 11 22 33', expect.any(String)],
  });
  expect(store.veil.caller(number)).toBe(number);
});

test('search by the whole number or address finds; by a part that the mask hides it finds nobody', async () => {
  const { store } = await masked();
  for (const whole of [number, '600112233', '600 11 22 33', '0034 600 11 22 33', '55 1122 3344', mail])
    expect(hits(store, whole), whole).toContain('carmen');
  for (const shown of ['233', 'Carmen', '1001']) expect(hits(store, shown), shown).toContain('carmen');
  for (const part of ['2233', '12233', '60011', '+346', '3460011223', 'mi', 'mimosa.17@', 'example.org'])
    expect(hits(store, part), part).not.toContain('carmen');
});

test('a call finds whose it is, its number goes to the page sealed and comes back whole with the contact', async () => {
  const { store, caseId } = await masked();
  const called = store.veil.caller(number);
  expect(shownNumber(called)).toBe('•• ••• •233');
  expect(store.veil.caller(number)).toBe(called);
  expect(called.length).toBeLessThanOrEqual(200);
  const ring = store.view({ view: 'ring', from: called }) as RingView;
  expect(ring.matches.map(({ id }) => id).sort()).toEqual(['carmen', 'nueva']);
  expect(ring.number).toMatchObject({ shown: '•• ••• •233', e164: null, valid: true });
  const contact = { contactId: 'c2', channel: 'call', direction: 'in', start: noon, end: noon } as const;
  const ask = (sent: string) => ({
    type: 'contact.record' as const,
    customerId: 'carmen',
    caseId,
    data: { ...contact, contactId: randomUUID(), number: sent, code: null, language: 'es' },
  });
  store.record([ask(called), ask('•• ••• •344'), ask(`•• ••• •233${sealSign}forged`)]);
  // The forged seal says no more than its mask, and that is of one of this customer's numbers.
  expect(sentNumbers(store)).toEqual([number, number, other, number]);
});

test('what was kept before anybody was masked goes to a page masked: the call in hand, its tab, a number of the list; and comes back whole', async () => {
  const { store, caseId } = await masked();
  draft(store);
  const kept = () =>
    Object.fromEntries(
      (store.view({ view: 'drafts' }) as Draft[]).map(({ key, body }) => [key, JSON.parse(body)]),
    );
  const sealed = store.veil.caller(number);
  const { 'shell.calls': calls, 'shell.tabs': tabs, ...wrapUps } = kept();
  expect(calls).toMatchObject([
    { number: sealed, shown: '•• ••• •233', startedAt: noon },
    { number: null, shown: 'Withheld' },
    { number: 'anonymous', shown: 'anonymous' },
  ]);
  expect(tabs.list).toEqual([{ id: 'call:k1', customerId: null, from: sealed }]);
  // Nobody's number of the list: somebody typed it.
  expect(wrapUps).toEqual({
    'wrap-up.carmen': { number: '•• ••• •344', note: 'Called twice' },
    'wrap-up.carmen-2': { number: '912 34 56 78', note: '' },
  });
  store.draft({ key: 'shell.calls', body: JSON.stringify(calls) });
  expect(kept()['shell.calls']).toEqual(calls);
  const contact = { channel: 'call', direction: 'in', start: noon, end: noon } as const;
  for (const sent of [calls[0].number, wrapUps['wrap-up.carmen'].number])
    store.record([
      {
        type: 'contact.record',
        customerId: 'carmen',
        caseId,
        data: { ...contact, contactId: randomUUID(), number: sent, code: null, language: 'es' },
      },
    ]);
  expect(sentNumbers(store).slice(1)).toEqual([number, other]);
});

test('an address that an agent added is taken away by its mask', async () => {
  const { store } = await masked();
  const [point] = seen(store).file.points;
  expect(point?.value).toBe('s•••@example.org');
  const data = { pointId: 'p1', kind: 'email' as const, value: point?.value ?? '' };
  store.record([{ type: 'customer.remove-contact-point', customerId: 'carmen', caseId: null, data }]);
  const sent = store.db
    .prepare(
      "SELECT json_extract(bytes, '$.ask.data.value') FROM outbox WHERE type = 'customer.remove-contact-point'",
    )
    .pluck()
    .get();
  expect(sent).toBe('sobrina@example.org');
});

test('pages ask everything again when masks begin or end for their person, and not when something else comes', async () => {
  const { store } = await masked([]);
  const told = vi.fn();
  store.onHidden(told);
  expect(seen(store).masked).toBe(false);
  store.absorb(pageOf(6, [role(['supervisor'], 2)]));
  expect(told).not.toHaveBeenCalled();
  store.absorb(pageOf(7, [role(['agent'], 3)]));
  expect(told.mock.calls).toEqual([['all']]);
  expect(seen(store).masked).toBe(true);
  store.absorb(pageOf(8, [customer('somebody')]));
  store.absorb(pageOf(9, [role([], 4)]));
  expect(told.mock.calls).toEqual([['all'], ['all']]);
});

test('who says why sees one customer whole for a quarter of an hour, or until the contact is recorded, and it is written down', async () => {
  const { store, caseId, later } = await masked();
  const told = vi.fn();
  store.onHidden(told);
  store.record([reveal('carmen')]);
  expect(seen(store)).toMatchObject({ masked: false, shownUntil: expect.any(Number) });
  expect(seen(store).customer.emails).toContain(mail);
  expect(seen(store).twins[0]?.card.emails).toEqual(['M•••@EXAMPLE.ORG']);
  expect(seen(store).story.entries).toContainEqual(
    expect.objectContaining({ kind: 'revealed', why: 'call-back' }),
  );
  later(revealFor + 1);
  expect(seen(store).masked).toBe(true);
  store.record([reveal('carmen')]);
  const contact = { contactId: 'c3', channel: 'call', direction: 'out', start: noon, end: noon } as const;
  store.record([
    {
      type: 'contact.record',
      customerId: 'carmen',
      caseId,
      data: { ...contact, number: null, code: null, language: 'es' },
    },
  ]);
  expect(seen(store).masked).toBe(true);
  const { each, lines } = store.view({ view: 'reveals', days: 7 }) as RevealsView;
  expect(each).toMatchObject([{ by: { id: 'lucia' }, times: 2, customers: 1 }]);
  expect(lines.map(({ customerId, why }) => [customerId, why])).toEqual([
    ['carmen', 'call-back'],
    ['carmen', 'call-back'],
  ]);
});

test('the record of a case as a file is masked for whoever is', async () => {
  const { store, caseId } = await masked();
  expect(JSON.stringify(store.audit.of('carmen', caseId))).not.toMatch(planted[0] as RegExp);
});

test.each([
  ['lines', revealedSql, [0, 10]],
  ['figures', revealCountSql, [{ since: 0, today: 0 }]],
])('the %s of what was shown read their index', async (_, sql, bound) => {
  const { store } = await masked();
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/INDEX story_revealed/);
});
