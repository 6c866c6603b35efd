import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { customerRecord, twinRecord } from '#shared/customer/records.ts';
import { orderRecord } from '#shared/order/records.ts';
import { emailKey, namesAgree } from '#shops/customer-keys.ts';
import { foldText } from '#shops/fold.ts';
import { type ImportedRecord, importRun } from '#shops/import.ts';
import type { NeutralCustomer, NeutralOrder } from '#shops/neutral.ts';
import { nothingKnown, type Overlay, overlay } from '#shops/overlay.ts';
import { readPhone } from '#shops/phone.ts';

const hash = (text: string) => `<${text}>`;

/** Somebody, as an order speaks of them. */
type Person = {
  id?: string;
  name?: string;
  email?: string;
  phone?: string;
  postcode?: string;
  street?: string;
  country?: string;
};

function neutral(person: Person): NeutralCustomer {
  const { id, name = null, email, phone, postcode = null, street, country = null } = person;
  const place = {
    name,
    company: null,
    lines: street ? [street] : [],
    city: null,
    region: null,
    postcode,
    country,
  };
  const reading = phone ? readPhone(phone, 'ES') : null;
  return {
    personKey: id ? `shop:person:${id}` : null,
    name,
    emails: email ? [email] : [],
    phones: reading ? [{ raw: reading.raw, e164: reading.e164, country: reading.country }] : [],
    addresses: postcode || street ? [place] : [],
    guest: !id,
    language: null,
    since: null,
    remark: null,
  };
}

function order(id: string, change: Partial<NeutralOrder> = {}): NeutralOrder {
  return {
    id: `shop:${id}`,
    number: `#${id}`,
    shop: 'shop',
    kind: 'sale',
    placedAt: 0,
    zone: 'UTC',
    currency: 'EUR',
    total: 100,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'sent',
    cancelledAt: null,
    promisedAt: null,
    lines: [],
    payments: [],
    shipments: [],
    shipTo: null,
    remark: null,
    seenAt: null,
    ...change,
  };
}

/** Imports one order of each person, in turn. Order ids are the indices. */
function importAll(
  people: readonly Person[],
  known: Overlay = overlay(nothingKnown),
  ids?: readonly string[],
) {
  const run = importRun({ file: 'f', from: 'csv', language: 'en', known, hash });
  const made: ImportedRecord[] = [];
  for (const [index, person] of people.entries()) {
    const step = {
      step: 'order',
      row: index,
      rows: 1,
      customer: neutral(person),
      order: order(ids?.[index] ?? String(index)),
    } as const;
    for (const record of run.take(step)) {
      known.put(record);
      made.push(record);
    }
  }
  const owner = (index: number) => known.order(`shop:${ids?.[index] ?? index}`)?.customerId ?? expect.fail();
  const twins = made.filter((record) => record.type === 'twin');
  return { known, made, run, owner, twins, owners: people.map((_, index) => owner(index)) };
}

const ana = {
  name: 'Ana Pérez',
  email: 'ana@x.es',
  phone: '600 11 22 33',
  postcode: '08001',
  street: 'Calle Mayor 1',
};

test.each<[string, Person, Person]>([
  [
    'the shop’s id, whatever else changed',
    { id: '1', ...ana },
    { id: '1', name: 'Other Name', email: 'o@x.es' },
  ],
  [
    'an e-mail in another writing, whatever the name',
    { email: 'ana@x.es', name: 'Ana Pérez' },
    { email: ' ANA@X.es'.trim(), name: 'Luis Gil' },
  ],
  ['a guest’s e-mail, who later opens an account', { email: 'ana@x.es' }, { id: '1', email: 'ana@x.es' }],
  [
    'a phone in another writing and the same name',
    { phone: '600112233', name: 'Ana Pérez' },
    { phone: '0034 600 11 22 33', name: 'ANA PEREZ' },
  ],
  [
    'a phone and a name that is longer',
    { phone: '600112233', name: 'Ana Pérez' },
    { phone: '600112233', name: 'Ana Pérez García' },
  ],
  [
    'a phone and an initial',
    { phone: '600112233', name: 'A. Pérez' },
    { phone: '600112233', name: 'Ana Pérez' },
  ],
  [
    'an Argentine mobile with and without its 9',
    { phone: '+54 9 11 2345 6789', name: 'Ana Pérez' },
    { phone: '+54 11 2345 6789', name: 'Ana Pérez' },
  ],
  [
    'a Mexican mobile with and without its 1',
    { phone: '+52 1 55 1234 5678', name: 'Ana Pérez' },
    { phone: '+52 55 1234 5678', name: 'Ana Pérez' },
  ],
  ['a phone where neither has a name', { phone: '600112233' }, { phone: '600112233' }],
  ['name and postcode', { name: 'Ana Pérez', postcode: '08001' }, { name: 'ana  perez', postcode: '8001' }],
])('%s makes two orders one customer’s', (_, first, second) => {
  const { owners, twins } = importAll([first, second]);
  expect(owners[1]).toBe(owners[0]);
  expect(twins).toEqual([]);
});

test.each<[string, Person, Person, string[]]>([
  [
    'two ids of one shop with one e-mail',
    { id: '1', email: 'a@x.es' },
    { id: '2', email: 'a@x.es' },
    ['same-email'],
  ],
  [
    'a family on one phone',
    { phone: '600112233', name: 'Ana Pérez' },
    { phone: '600112233', name: 'Luis Pérez' },
    ['same-phone'],
  ],
  [
    'a phone, and only one of them has a name',
    { phone: '600112233', name: 'Ana Pérez' },
    { phone: '600112233' },
    ['same-phone'],
  ],
  [
    'a surname alone',
    { phone: '600112233', name: 'Ana Pérez' },
    { phone: '600112233', name: 'Pérez' },
    ['same-phone'],
  ],
  [
    'a name without a postcode',
    { name: 'Ana Pérez', postcode: '08001' },
    { name: 'Ana Pérez' },
    ['same-name'],
  ],
  [
    'a name with another postcode',
    { name: 'Ana Pérez', postcode: '08001' },
    { name: 'Ana Pérez', postcode: '28001' },
    ['same-name'],
  ],
  [
    'father and son: name and postcode, other e-mails',
    { name: 'Ana Pérez', postcode: '1', email: 'a@x.es' },
    { name: 'Ana Pérez', postcode: '1', email: 'b@x.es' },
    ['same-name'],
  ],
  [
    'one address and two writings of a name',
    { name: 'M. López', postcode: '1', street: 'Sol 3' },
    { name: 'María López', postcode: '1', street: 'SOL, 3' },
    ['same-address'],
  ],
  ['a marketplace’s relay', { email: 'x1@marketplace.amazon.es' }, { email: 'x1@marketplace.amazon.es' }, []],
  ['an invented e-mail', { email: 'noemail@shop.es' }, { email: 'noemail@shop.es' }, []],
  [
    'an invented phone',
    { phone: '600000000', name: 'Ana Pérez' },
    { phone: '600000000', name: 'Ana Pérez' },
    ['same-name'],
  ],
  ['a first name alone and a postcode', { name: 'Ana', postcode: '1' }, { name: 'Ana', postcode: '1' }, []],
  ['nothing', {}, {}, []],
])('%s is no proof: two customers, and a twin where it may be', (_, first, second, whys) => {
  const { owners, twins } = importAll([first, second]);
  expect(owners[1]).not.toBe(owners[0]);
  expect(twins.map((twin) => twin.type === 'twin' && twin.why)).toEqual(whys);
});

test('a phone of a company is suggested to make twins of nobody', () => {
  const names = [
    'Ana Gil',
    'Bea Sanz',
    'Carlos Ruiz',
    'Dora Vidal',
    'Eva Mora',
    'Fede Cano',
    'Gema Rey',
    'Hugo Paz',
    'Ines Roca',
  ];
  const { twins, owners } = importAll(names.map((name) => ({ name, phone: '911223344' })));
  expect(new Set(owners).size).toBe(9);
  expect(twins.length).toBe(1 + 2 + 3 + 4 + 5);
});

test('an e-mail that two accounts share tells nobody apart: a guest’s order with it is a customer of its own, now and again', () => {
  const people = [{ id: '1', email: 'a@x.es' }, { id: '2', email: 'a@x.es' }, { email: 'a@x.es' }];
  const { owners, twins, known } = importAll(people);
  expect(new Set(owners).size).toBe(3);
  expect(twins.length).toBe(3);
  expect(importAll(people, known).made).toEqual([]);
});

test('everything is kept once, in its first writing', () => {
  const { known, owner } = importAll([
    {
      id: '1',
      name: 'Ana Pérez',
      email: 'Ana@x.es',
      phone: '600 11 22 33',
      postcode: '08001',
      country: 'ES',
    },
    {
      id: '1',
      name: 'ANA PEREZ',
      email: 'ANA@X.ES',
      phone: '+34600112233',
      postcode: '08001',
      country: 'ES',
    },
    { id: '1', name: 'Ana Pérez', email: 'b@x.es', phone: '911223344', postcode: '08001', country: 'AD' },
  ]);
  const record = known.customer(owner(0));
  expect(record).toMatchObject({
    name: 'Ana Pérez',
    emails: ['Ana@x.es', 'b@x.es'],
    keys: ['shop:person:1'],
    guest: false,
  });
  expect(record?.phones.map((phone) => phone.raw)).toEqual(['600 11 22 33', '911223344']);
  expect(record?.addresses.map((address) => address.country)).toEqual(['ES', 'AD']);
});

test('names agree or not', () => {
  expect(namesAgree('María de la Cruz', 'Maria Cruz')).toBe(true);
  expect(namesAgree('López García, María', 'María López')).toBe(true);
  expect(namesAgree('Ana Ana', 'Ana López')).toBe(false);
  expect(namesAgree(null, 'Ana')).toBe(false);
  expect(namesAgree('Ana', 'ana')).toBe(true);
  expect(emailKey('José@X.es')).toBe('jose@x.es');
  expect(emailKey('no at sign')).toBeNull();
});

const email = fc.constantFrom('a@x.es', 'b@x.es', 'A@x.es', 'c@marketplace.amazon.es', 'none@x.es');
const person: fc.Arbitrary<Person> = fc.record(
  {
    id: fc.constantFrom('1', '2', '3'),
    name: fc.constantFrom('Ana Pérez', 'ana perez', 'A. Pérez', 'Luis Pérez', 'Ana', 'Ana Pérez García'),
    email,
    phone: fc.constantFrom(
      '600112233',
      '+34 600 11 22 33',
      '911223344',
      '600000000',
      '+54 9 11 2345 6789',
      '+54 11 2345 6789',
    ),
    postcode: fc.constantFrom('08001', '8001', '28001'),
    street: fc.constantFrom('Sol 3', 'SOL, 3', 'Mayor 1'),
  },
  { requiredKeys: [] },
);
const people = fc.array(person, { maxLength: 12 });

test('importing the same again changes nothing, and every record is one of the shared language', () => {
  fc.assert(
    fc.property(people, (all) => {
      const { known, made } = importAll(all);
      for (const record of made) {
        const shape =
          record.type === 'customer' ? customerRecord : record.type === 'order' ? orderRecord : twinRecord;
        expect(shape.safeParse(record).error).toBeUndefined();
      }
      const again = importAll(all, known);
      expect(again.made).toEqual([]);
      expect(again.run.report()).toMatchObject({
        twins: 0,
        orders: { new: 0, changed: 0, unchanged: all.length },
        customers: { new: 0, changed: 0, merged: 0 },
      });
    }),
    { numRuns: 1000 },
  );
});

test('an order without a name stays with whoever has it, though they have got a name since', () => {
  const phone = '600112233';
  const all = [{ phone }, { id: '1', phone }, { id: '1', name: 'Ana Pérez' }, { phone }];
  const { known } = importAll(all);
  expect(importAll(all, known).made).toEqual([]);
});

test('two people of one shop are never brought together, nobody is lost, and no twin is of one', () => {
  fc.assert(
    fc.property(people, (all) => {
      const { known, made, owners } = importAll(all);
      const final = new Map<string, CustomerRecord>();
      for (const record of made) if (record.type === 'customer') final.set(record.id, record);
      for (const record of final.values()) expect(record.keys.length).toBeLessThanOrEqual(1);
      for (const [index, one] of all.entries()) {
        const record = known.customer(owners[index] ?? '');
        if (one.id) expect(record?.keys).toEqual([`shop:person:${one.id}`]);
        if (one.email) expect(record?.emails.map(foldText)).toContain(foldText(one.email));
        if (one.phone)
          expect(record?.phones.map((phone) => phone.e164)).toContain(readPhone(one.phone, 'ES').e164);
      }
      for (const record of made)
        if (record.type === 'twin') expect(record.customerIds[0] < record.customerIds[1]).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** Who has which orders, whatever the ids. */
function groups(all: readonly Person[], turn: readonly number[]): { [order: string]: string } {
  const { owners } = importAll(
    turn.map((index) => all[index] ?? {}),
    undefined,
    turn.map(String),
  );
  return Object.fromEntries(turn.map((index, at) => [String(index), owners[at] ?? '']).toSorted());
}

test.each([
  ['a shop’s ids alone', fc.record({ id: fc.constantFrom('1', '2', '3') })],
  ['e-mails alone', fc.record({ email: fc.constantFrom('a@x.es', 'b@x.es', 'A@X.es', 'c@x.es') })],
])('who is known by %s is the same customer with the same id in any order of the file', (_, one) => {
  const shuffled = fc
    .array(one as fc.Arbitrary<Person>, { minLength: 1, maxLength: 10 })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
    );
  fc.assert(
    fc.property(shuffled, ([all, turn]) => {
      expect(groups(all, turn)).toEqual(groups(all, [...all.keys()]));
    }),
    { numRuns: 300 },
  );
});

test('an older state of an order does not replace a newer one, nor does one that tells no time', () => {
  const known = overlay(nothingKnown);
  const take = (change: Partial<NeutralOrder>) => {
    const run = importRun({ file: 'f', from: 'shopify-json', language: 'en', known, hash });
    for (const record of run.take({
      step: 'order',
      row: 1,
      rows: 1,
      customer: neutral({ id: '1' }),
      order: order('1', change),
    }))
      known.put(record);
    return run.report().orders;
  };
  expect(take({ seenAt: 100 })).toMatchObject({ new: 1 });
  expect(take({ seenAt: 50, total: 1 })).toMatchObject({ older: 1, changed: 0 });
  expect(take({ seenAt: null, total: 2 })).toMatchObject({ older: 1, changed: 0 });
  expect(take({ seenAt: 100 })).toMatchObject({ unchanged: 1 });
  expect(take({ seenAt: 150, total: 3 })).toMatchObject({ changed: 1 });
  expect(known.order('shop:1')?.total).toBe(3);
});

test('a run that is told what was absorbed goes on from the store', () => {
  const store = overlay(nothingKnown);
  const run = importRun({ file: 'f', from: 'csv', language: 'en', known: store, hash });
  const made: string[] = [];
  for (let n = 0; n < 6; n++) {
    for (const record of run.take({
      step: 'order',
      row: n,
      rows: 1,
      customer: neutral(ana),
      order: order(String(n)),
    })) {
      store.put(record);
      made.push(record.type);
    }
    if (n % 2 === 1) run.absorbed();
  }
  expect(made.filter((type) => type === 'customer').length).toBe(1);
  expect(run.report()).toMatchObject({
    customers: { read: 1, new: 1, guests: 1 },
    orders: { read: 6, new: 6 },
  });
});

test('what was skipped is in the report with its row and a sentence, and the list is cut, not the count', () => {
  const run = importRun({ file: 'f', from: 'csv', language: 'es', known: nothingKnown, hash });
  for (let row = 2; row < 1502; row++)
    run.take({
      step: 'skip',
      skip: { row, rows: 1, field: null, why: 'columns', params: { found: 2, expected: 3 } },
    });
  run.take({ step: 'end', rows: 1500 });
  const report = run.report();
  expect(report.skipped[0]).toEqual({
    row: 2,
    rows: 1,
    field: null,
    code: 'columns',
    why: 'Tiene 2 celdas y el encabezado tiene 3.',
  });
  expect([report.skipped.length, report.skippedTotal, report.rows]).toEqual([1000, 1500, 1500]);
});
