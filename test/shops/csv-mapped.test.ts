import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readMapping } from '#shops/mapping.ts';
import { readAll } from './reading.ts';

const base = {
  shop: 'tienda',
  zone: 'Europe/Madrid',
  currency: 'EUR',
  country: 'ES',
  dates: 'd/M/yyyy H:mm',
  decimal: ',',
  thousands: '.',
  order: {
    id: 'Pedido',
    placedAt: 'Fecha',
    promisedAt: 'Prometido',
    payment: { column: 'Pago', values: { Pagado: 'paid', Pendiente: 'pending' } },
    delivery: { column: 'Envío', values: { Enviado: 'sent' } },
  },
  line: { sku: 'Código', title: 'Artículo', quantity: 'Cantidad', unit: 'Precio' },
  customer: {
    personId: 'Cliente',
    guests: ['', '0', 'invitado'],
    firstName: 'Nombre',
    lastName: 'Apellidos',
    emails: ['Correo'],
    phones: ['Teléfono'],
  },
  shipTo: { lines: ['Calle'], city: 'Población', postcode: 'CP', country: 'País' },
  shipment: { carrier: 'Transportista', tracking: 'Guía', leftAt: 'Salida' },
  kinds: { cancellation: ['AB-'], adjustment: ['AJ-'] },
  charges: ['PORTES'],
};
const heading =
  'Pedido;Fecha;Prometido;Pago;Envío;Código;Artículo;Cantidad;Precio;Cliente;Nombre;Apellidos;Correo;Teléfono;Calle;Población;CP;País;Transportista;Guía;Salida';
const row = (change: { [column: string]: string } = {}) => {
  const cells: { [column: string]: string } = {
    Pedido: '1',
    Fecha: '28/3/2027 10:00',
    Prometido: '30/3/2027 0:00',
    Pago: 'Pagado',
    Envío: 'Enviado',
    Código: 'A1',
    Artículo: 'Sofá',
    Cantidad: '2',
    Precio: '1.234,50',
    Cliente: '77',
    Nombre: 'José',
    Apellidos: 'Muñoz',
    Correo: 'jose@x.es',
    Teléfono: '600 11 22 33',
    Calle: 'Sol 3',
    Población: 'Barcelona',
    CP: '08001',
    País: 'España',
    Transportista: 'SEUR',
    Guía: 'G1',
    Salida: '29/3/2027 9:00',
    ...change,
  };
  return heading
    .split(';')
    .map((column) => cells[column] ?? '')
    .join(';');
};
const read = (rows: string[], mapping: unknown = base) =>
  readAll(`${[heading, ...rows].join('\n')}\n`, { from: 'csv', mapping });

test('a Spanish file with semicolons, decimal commas and local times is read by its mapping', async () => {
  const { orders, skips } = await read([
    row(),
    row({ Código: 'PORTES', Artículo: 'Portes', Cantidad: '1', Precio: '4,95', Guía: 'G2' }),
  ]);
  expect(skips).toEqual([]);
  const { order, customer } = orders[0] ?? expect.fail();
  expect(order).toMatchObject({
    id: 'tienda:1',
    number: '1',
    placedAt: Date.parse('2027-03-28T08:00:00Z'),
    promisedAt: Date.parse('2027-03-29T22:00:00Z'),
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 247395,
    payment: 'paid',
    delivery: 'sent',
  });
  expect(order.lines).toMatchObject([
    { kind: 'product', sku: 'A1', quantity: 2, unit: 123450, total: 246900 },
    { kind: 'charge', sku: 'PORTES', total: 495 },
  ]);
  expect(order.shipments).toMatchObject([
    {
      tracking: 'G1',
      carrier: 'SEUR',
      leftAt: Date.parse('2027-03-29T07:00:00Z'),
      lines: [{ lineId: '1', quantity: 2 }],
    },
    { tracking: 'G2', lines: [] },
  ]);
  expect(order.shipTo).toMatchObject({ lines: ['Sol 3'], postcode: '08001', country: 'ES' });
  expect(customer).toMatchObject({
    personKey: 'tienda:person:77',
    guest: false,
    name: 'José Muñoz',
    phones: [{ e164: '+34600112233' }],
  });
});

test('guests, ids of orders only, and kinds of documents follow the mapping', async () => {
  const keys = async (rows: string[], mapping?: unknown) =>
    (await read(rows, mapping)).orders.map(({ customer, order }) => [
      customer.personKey,
      customer.guest,
      order.kind,
    ]);
  const rows = [
    row({ Cliente: '0' }),
    row({ Pedido: 'AB-2', Cliente: 'invitado' }),
    row({ Pedido: 'AJ-3', Cliente: '5' }),
  ];
  expect(await keys(rows)).toEqual([
    [null, true, 'sale'],
    [null, true, 'cancellation'],
    ['tienda:person:5', false, 'adjustment'],
  ]);
  const perOrder = { ...base, customer: { ...base.customer, personIdIsPerOrder: true } };
  expect(await keys([row()], perOrder)).toEqual([[null, true, 'sale']]);
});

test('an order of rows of several minutes is of the first of them', async () => {
  const { orders } = await read([row({ Fecha: '1/1/2027 10:01' }), row({ Fecha: '1/1/2027 10:00' })]);
  expect(orders[0]?.order.placedAt).toBe(Date.parse('2027-01-01T09:00:00Z'));
});

test('lines of nothing, of less than nothing and twice the same are real and kept', async () => {
  const { orders, skips } = await read([
    row({ Cantidad: '-3', Precio: '0' }),
    row({ Precio: '-5,00' }),
    row({ Precio: '-5,00' }),
    row({ Cantidad: '1,5', Artículo: '' }),
  ]);
  expect(skips).toEqual([]);
  expect(
    orders[0]?.order.lines.map(({ title, quantity, unit, total }) => [title, quantity, unit, total]),
  ).toEqual([
    ['Sofá', -3, 0, 0],
    ['Sofá', 2, -500, -1000],
    ['Sofá', 2, -500, -1000],
    ['A1', 1.5, 123450, 185175],
  ]);
});

test.each([
  ['Cantidad', 'dos', 'quantity'],
  ['Precio', '1,234.50', 'amount'],
  ['Precio', '', 'amount'],
])('a line with %s «%s» is skipped by its row, the order kept and remarked', async (column, value, why) => {
  const { orders, skips } = await read([row(), row({ [column]: value })]);
  expect(skips).toMatchObject([{ row: 3, rows: 1, field: column, why }]);
  expect(orders[0]?.order).toMatchObject({
    lines: [{}],
    remark: '1 line of this order could not be imported.',
  });
});

test.each([
  ['Fecha', '2027-03-28 10:00', 'date'],
  ['Fecha', '', 'no-date'],
  ['Prometido', 'pronto', 'date'],
  ['Salida', 'ayer', 'date'],
])('an order with %s «%s» is skipped with its rows, and the next is read', async (column, value, why) => {
  const { orders, skips } = await read([
    row({ [column]: value }),
    row({ [column]: value }),
    row({ Pedido: '2' }),
  ]);
  expect(skips).toMatchObject([{ row: 2, rows: 2, field: column, why }]);
  expect(orders.map(({ order }) => order.number)).toEqual(['2']);
});

test('texts beyond what Hilo keeps are cut, and an id beyond it is refused', async () => {
  const { orders, skips } = await read([
    row({ Artículo: 'x'.repeat(5000) }),
    row({ Pedido: '9'.repeat(300) }),
  ]);
  expect(orders[0]?.order.lines[0]?.title.length).toBe(1000);
  expect(skips).toMatchObject([{ row: 3, field: 'id', why: 'out-of-range' }]);
});

test('a file without the mapping’s columns, or a wrong mapping, is told in one sentence', async () => {
  await expect(
    readAll('a;b\n1;2\n', { from: 'csv', mapping: { ...base, shipment: null, shipTo: null } }),
  ).rejects.toMatchObject({ code: 'columns-missing' });
  await expect(async () => read([], null)).rejects.toMatchObject({ code: 'mapping-missing' });
  for (const [path, change] of [
    ['dates', { dates: 'HH:mm' }],
    ['order.id', { order: { placedAt: 'x' } }],
    ['colour', { colour: 'red' }],
    ['decimal', { decimal: ';' }],
  ] as const)
    expect(() => readMapping({ ...base, ...change })).toThrow(
      expect.objectContaining({ code: 'mapping', params: { path } }),
    );
  await expect(async () => read([row()], { ...base, zone: 'Europe/Atlantis' })).rejects.toMatchObject({
    code: 'zone',
  });
  await expect(async () => read([row()], { ...base, country: 'ZZ' })).rejects.toMatchObject({
    code: 'country',
  });
});

test('without a zone, local times are not guessed', async () => {
  const { orders, skips } = await read([row()], { ...base, zone: null });
  expect([orders.length, skips[0]?.why]).toEqual([0, 'no-zone']);
});

test('progress never goes back and ends at its total', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => row({ Pedido: String(n) }));
  const { steps, rows: count } = await read(rows);
  const told = steps.flatMap((step) => (step.step === 'progress' ? [step] : []));
  expect(told.length).toBeGreaterThan(5);
  expect(told.map((step) => step.done)).toEqual(told.map((step) => step.done).toSorted((a, b) => a - b));
  expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
  expect(count).toBe(20_000);
});

test('the mapping that comes with Hilo is a good one', () => {
  const text = readFileSync(
    new URL('../../resources/import/online-retail.mapping.json', import.meta.url),
    'utf8',
  );
  expect(readMapping(JSON.parse(text))).toMatchObject({
    shop: 'online-retail',
    zone: 'Europe/London',
    currency: 'GBP',
  });
});
