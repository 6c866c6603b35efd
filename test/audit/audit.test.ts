import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHtml } from '#shared/audit/html.ts';
import { auditCase, mayExport } from '#shared/audit/record.ts';
import { auditWords } from '#shared/audit/words.ts';
import { eventData } from '#shared/case/events.ts';
import { fileEventData } from '#shared/customer/file-events.ts';
import { numberedSql } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { compensationOf } from '../recovery/sample.ts';
import { contact, customer, noon, note, openCase, pageOf, place, storeAt } from '../store/fixture.ts';

const madrid = {
  name: null,
  company: null,
  lines: [],
  city: 'Madrid',
  region: null,
  postcode: '28013',
  country: 'ES',
};

async function withCase(): Promise<{ store: Store; caseId: string; folder: string }> {
  const at = place();
  const store = await storeAt(at);
  store.absorb(pageOf(0, [customer('c1', { name: 'Ana <b>Ruiz</b>', addresses: [madrid] })]));
  const open = openCase('c1');
  const caseId = open.caseId ?? '';
  const base = { customerId: 'c1', caseId };
  store.record([
    open,
    contact('c1', caseId),
    note('c1', caseId, 'Dice: "</pre><script>alert(1)</script>"'),
    {
      ...base,
      type: 'promise.make',
      data: { promiseId: 'p1', text: 'Le llamo', until: noon, proof: null, zone: 'Europe/Madrid' },
    },
    { ...base, type: 'case.tell-key', data: {} },
    { ...base, type: 'time.spend', data: { seconds: 130 } },
    {
      ...base,
      type: 'case.solve',
      data: { how: 'Cambiado', released: [{ promiseId: 'p1', said: 'Ya no hace falta' }] },
    },
  ]);
  return { store, caseId, folder: at.folder };
}

test('the record of a case says everything, and is of its schema', async () => {
  const { store, caseId } = await withCase();
  const audit = store.audit.of('c1', caseId);
  expect(auditCase.parse(JSON.parse(JSON.stringify(audit)))).toEqual(audit);
  expect(audit).toMatchObject({
    company: 'Casa Lumbre',
    case: {
      customerName: 'Ana <b>Ruiz</b>',
      status: 'solved',
      owner: { name: 'Lucía Ferrer' },
      how: 'Cambiado',
    },
    answer: {
      withinWorkingDays: 15,
      workingDaysTaken: 0,
      state: 'in-time',
      zone: 'Europe/Madrid',
      holidays: { region: 'Comunidad de Madrid' },
    },
    keyTold: { by: { id: 'lucia' } },
    contacts: 1,
    minutes: 3,
    promises: [{ state: 'cancelled', said: 'Ya no hace falta', ended: { by: { name: 'Lucía Ferrer' } } }],
    people: [{ id: 'lucia', name: 'Lucía Ferrer' }],
  });
  expect(audit.events.map(({ type }) => type)).toEqual([
    'case.opened.1',
    'contact.recorded.1',
    'note.added.1',
    'promise.made.2',
    'case.key-told.1',
    'time.spent.1',
    'case.solved.2',
  ]);
  // No ledger has numbered them.
  expect(audit.events.every(({ n, ledgerAt }) => n === null && ledgerAt === null)).toBe(true);
});

test('the file is one page without a script, in which texts are text; with another name it is JSON', async () => {
  const { store, caseId, folder } = await withCase();
  await store.audit.save('c1', caseId, join(folder, 'record.html'));
  const html = readFileSync(join(folder, 'record.html'), 'utf8');
  expect(html).not.toMatch(/<script|<b>|src=|href=/i);
  expect(html).toContain('Ana &lt;b&gt;Ruiz&lt;/b&gt;');
  expect(html).toContain('&lt;script&gt;alert(1)');
  expect(html).toContain('Se le dijo al cliente: Ya no hace falta');
  expect(html).toContain('lang="es"');
  const json = /<pre>([\s\S]*)<\/pre>/.exec(html)?.[1] ?? '';
  const back = json
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  expect(auditCase.parse(JSON.parse(back)).case.id).toBe(caseId);
  expect(auditHtml({ ...auditCase.parse(JSON.parse(back)), languages: ['en'] })).toContain('In time.');
  await store.audit.save('c1', caseId, join(folder, 'record.json'));
  expect(auditCase.parse(JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8'))).case.id).toBe(caseId);
  expect(() => store.audit.of('c1', 'nowhere')).toThrow('no such case here');
});

test('the page says what was given and checked, how a contact went, and nothing of what we reckon with', async () => {
  const { store, caseId } = await withCase();
  const base = { customerId: 'c1', caseId };
  store.record([
    { ...base, type: 'case.reopen', data: { why: 'Llegó otro equivocado' } },
    {
      ...base,
      type: 'compensation.give',
      data: compensationOf('g1', {
        what: 'Vale GRACIAS-1',
        stop: { times: 2, checked: 'Etiqueta leída por Marta' },
        decidedFrom: {
          kind: 'wrong-product',
          severity: 'high',
          segment: 'loyal',
          valueAtRisk: { minor: 777_777, currency: 'EUR' },
          offer: null,
          manual: 0,
        },
      }),
    },
  ]);
  const audit = store.audit.of('c1', caseId);
  if (!audit) throw new Error('no record');
  const page = auditHtml(audit, 'es');
  for (const said of ['Vale\n', '€10.00', 'Vale GRACIAS-1', 'Etiqueta leída por Marta', 'del cliente'])
    expect(page).toContain(said);
  expect(page).not.toContain('777777');
  expect(page).not.toContain('valueAtRisk');
  // It is open again: how it was solved once stands with its event and not as its answer.
  expect(page).not.toContain('Cómo se resolvió</th>');
});

test('its owner and whoever answers for more may have it', () => {
  expect(mayExport({ id: 'lucia', role: 'agent' }, 'lucia')).toBe(true);
  expect(mayExport({ id: 'tom', role: 'agent' }, 'lucia')).toBe(false);
  for (const role of ['supervisor', 'quality', 'admin'])
    expect(mayExport({ id: 'x', role }, 'lucia')).toBe(true);
});

test('its numbers are found by the index', async () => {
  const { store } = await withCase();
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${numberedSql}`).all('c1', 'case:k') as {
    detail: string;
  }[];
  expect(plan.map(({ detail }) => detail).join()).toContain('USING PRIMARY KEY');
});

test('the free days of the team count in the record as on the screen', async () => {
  const { store, caseId } = await withCase();
  const before = store.audit.of('c1', caseId).answer.due;
  const content = {
    about: 'holidays' as const,
    days: [{ day: '2026-11-30', name: 'Inventario', where: 'ES-MD' }],
  };
  const record = { type: 'rules', id: 'es/holidays', team: 'es', name: 'holidays', version: 1 } as const;
  store.absorb(pageOf(1, [{ ...record, at: noon, by: 'ines', content }]));
  expect(store.audit.of('c1', caseId).answer.due).toBe(before + 86_400_000);
});

test.each(['en', 'es'])(
  'everything that can happen in a case has a name in the record (%s), not a code',
  (language) => {
    const { types } = auditWords(language);
    // What belongs to a customer and to no case stands in no record.
    const ofCases = Object.keys(eventData).filter(
      (type) => !Object.hasOwn(fileEventData, type) && type !== 'customer.introduced.1',
    );
    expect(ofCases.length).toBeGreaterThan(30);
    expect(ofCases.filter((type) => !Object.hasOwn(types, type.replace(/\.\d+$/, '')))).toEqual([]);
  },
);

test('the record says what an answer was about, what was asked from the page, and how long somebody worked', async () => {
  const { store, caseId } = await withCase();
  const base = { customerId: 'c1', caseId };
  store.record([
    { ...base, type: 'case.reopen', data: { why: 'Otra vez' } },
    {
      ...base,
      type: 'compensation.request',
      data: {
        ...compensationOf('g1', { remedy: 'refund', amount: { minor: 15_270, currency: 'EUR' } }),
        why: 'Espera',
      },
    },
    { ...base, type: 'compensation.withdraw', data: { compensationId: 'g1', text: 'El banco ya devolvió' } },
    {
      ...base,
      type: 'playbook.answer',
      data: {
        kind: 'billing',
        version: 0,
        part: 'ask',
        question: { en: 'Which card?', es: '¿Qué tarjeta?' },
        answer: 'La azul',
      },
    },
    { ...base, type: 'case.find-cause', data: { cause: 'carrier', text: '' } },
    { ...base, type: 'case.classify', data: { kind: 'damaged', failure: null } },
  ]);
  const html = auditHtml(store.audit.of('c1', caseId));
  expect(html).toContain('<td>Compensación retirada\nReembolso\n€152.70\nEl banco ya devolvió</td>');
  expect(html).toContain('<td>Preguntado o revisado\n¿Qué tarjeta?\nLa azul</td>');
  expect(html).toContain('<td>Tiempo de trabajo\n2 min</td>');
  // Whoever chose and wrote nothing has said it.
  expect(html).toContain('<td>Causa encontrada\nTransportista</td>');
  expect(html).toMatch(/<td>[^<]*\nDaño<\/td>/);
});
