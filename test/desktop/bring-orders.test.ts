import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportState } from '#shared/session/import.ts';
import type { ImportReport, ImportView } from '#shared/sync/import.ts';
import { type BringOrders, bringOrders, type OrdersAsk } from '../../src/main/centre/bring-orders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-orders-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ask: OrdersAsk = {
  ask: 'import-orders',
  from: 'shopify-csv',
  zone: 'Europe/Madrid',
  country: 'ES',
  shop: null,
};
const report: ImportReport = {
  file: 'orders.csv',
  from: 'shopify-csv',
  rows: 3,
  customers: { read: 2, new: 2, changed: 0, merged: 0, guests: 0 },
  orders: { read: 2, new: 2, changed: 0, unchanged: 0, older: 0, cancellations: 0 },
  lines: 3,
  twins: 0,
  skipped: [{ row: 4, rows: 1, field: 'Total', code: 'amount', why: 'No amount.' }],
  skippedTotal: 1,
};
const view = (fields: Partial<ImportView>): ImportView => ({
  id: '5e8c7d1a-0000-4000-8000-000000000009',
  file: 'orders.csv',
  from: 'shopify-csv',
  by: 'nuria',
  created: 1,
  state: 'reading',
  done: 0,
  total: null,
  report: null,
  failure: null,
  finished: null,
  ...fields,
});
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'hilo-centre': '1' } });
const problem = (status: number, code: string) => json({ code, sentence: '', ref: 'R1' }, status);

/** The person cancels while the centre answers this. */
const cancelling =
  (body: ImportView) =>
  (bring: BringOrders): Response => {
    bring.cancel();
    return json(body);
  };

type Options = {
  /** The centre's answers, in their order; the last one again and again. */
  answers: (Response | Error | ((bring: BringOrders) => Response))[];
  file?: string | null;
  mapping?: string | null;
  token?: string | null;
};

const admin = ({ answers, file, mapping = null, token = 'T' }: Options) => {
  const path = join(folder, 'orders.csv');
  writeFileSync(path, 'Name,Total\n#1,10.00\n');
  const states: ImportState[] = [];
  const sent: { method: string; url: string; headers: Headers }[] = [];
  let ended = (_state: ImportState): void => undefined;
  const over = new Promise<ImportState>((resolve) => {
    ended = resolve;
  });
  const fetch = async (url: string, init: RequestInit) => {
    sent.push({ method: init.method ?? '', url, headers: new Headers(init.headers) });
    init.signal?.throwIfAborted();
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const answer = typeof next === 'function' ? next(bring) : next;
    if (answer instanceof Response) return answer.clone();
    throw answer;
  };
  const bring: BringOrders = bringOrders({
    server: 'https://hilo.example',
    token: async () => token,
    fetch,
    fileFetch: (_path, progress) => async (url, init) => {
      progress(10);
      return fetch(url, init);
    },
    chooseFile: async (what) => (what === 'mapping' ? mapping : file === undefined ? path : file),
    language: () => 'es',
    told: (state) => {
      states.push(state);
      if (['done', 'failed', 'cancelled'].includes(state.state)) ended(state);
    },
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => 1000,
    log: () => undefined,
  });
  return { bring, states, sent, over };
};

test('a file goes to the centre with what is known of it, and its progress and report come back', async () => {
  const { bring, states, sent, over } = admin({
    answers: [
      json(view({}), 202),
      json(view({ done: 5, total: 20 })),
      new Error('net::ERR_INTERNET_DISCONNECTED'),
      json(view({ state: 'publishing', done: 1, total: 2 })),
      json(view({ state: 'done', report })),
    ],
  });
  expect(await bring.begin(ask)).toBe(true);
  expect(await over).toEqual({ state: 'done', file: 'orders.csv', report });
  expect(states.map(({ state }) => state)).toEqual([
    'sending',
    'sending',
    'reading',
    'reading',
    'reading',
    'publishing',
    'done',
  ]);
  const first = new URL(sent[0]?.url ?? '');
  expect(Object.fromEntries(first.searchParams)).toEqual({
    file: 'orders.csv',
    from: 'shopify-csv',
    zone: 'Europe/Madrid',
    country: 'ES',
    language: 'es',
  });
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer T');
  expect(sent.slice(1).every(({ method, url }) => method === 'GET' && url.endsWith('000000000009'))).toBe(
    true,
  );
});

test('a person who closes the question brings nothing, and may be asked again', async () => {
  const { bring, states, sent } = admin({ answers: [json(view({}))], file: null });
  expect(await bring.begin(ask)).toBe(true);
  expect(await bring.begin(ask)).toBe(true);
  expect([states, sent]).toEqual([[], []]);
});

test('one file at a time', async () => {
  const { bring } = admin({ answers: [json(view({}))] });
  expect(await bring.begin(ask)).toBe(true);
  expect(await bring.begin(ask)).toBe(false);
});

test('what is read can be cancelled: the centre is told once, and what it says counts', async () => {
  const { bring, sent, over } = admin({
    answers: [json(view({}), 202), cancelling(view({ done: 9 })), json(view({ state: 'cancelled' }))],
  });
  await bring.begin(ask);
  expect(await over).toEqual({ state: 'cancelled', file: 'orders.csv' });
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE']);
});

test('what is published is past cancelling, and is told as done', async () => {
  const { bring, sent, over } = admin({
    answers: [
      json(view({}), 202),
      cancelling(view({ state: 'publishing' })),
      json(view({ state: 'publishing' })),
      json(view({ state: 'done', report })),
    ],
  });
  await bring.begin(ask);
  expect(await over).toMatchObject({ state: 'done' });
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE', 'GET']);
});

test('a cancel that did not reach the centre is sent again', async () => {
  const { bring, sent, over } = admin({
    answers: [
      json(view({}), 202),
      cancelling(view({})),
      new Error('net::ERR_INTERNET_DISCONNECTED'),
      json(view({ state: 'cancelled' })),
    ],
  });
  await bring.begin(ask);
  expect(await over).toMatchObject({ state: 'cancelled' });
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE', 'DELETE']);
});

const failures: [string, Options['answers'], object][] = [
  [
    'a file that is no orders',
    [json(view({ state: 'failed', failure: { sentence: 'No es CSV.', ref: 'R7' } }))],
    { what: 'file', sentence: 'No es CSV.', ref: 'R7' },
  ],
  ['a file that is too large', [problem(413, 'too-large')], { what: 'too-large', ref: 'R1' }],
  ['a person who is no admin', [problem(403, 'not-allowed')], { what: 'not-allowed' }],
  ['a mapping that the centre does not take', [problem(400, 'bad-input')], { what: 'file', sentence: null }],
  ['no network when it is sent', [new Error('net::ERR_CONNECTION_RESET')], { what: 'offline' }],
  ['a token that is over', [json(view({}), 202), problem(401, 'sign-in')], { what: 'wrong' }],
];
test.each(failures)('%s is said', async (_what, answers, expected) => {
  const { bring, over } = admin({ answers });
  await bring.begin(ask);
  expect(await over).toMatchObject({ state: 'failed', file: 'orders.csv', ...expected });
});

test('a desk that has to sign in again is told so, and a file that went away is', async () => {
  const signedOut = admin({ answers: [json(view({}))], token: null });
  await signedOut.bring.begin(ask);
  expect(await signedOut.over).toMatchObject({ state: 'failed', what: 'wrong' });
  const gone = admin({ answers: [json(view({}))], file: join(folder, 'gone.csv') });
  await gone.bring.begin(ask);
  expect(await gone.over).toMatchObject({ state: 'failed', what: 'unreadable' });
});

test('a CSV of a shop that Hilo does not know comes with the mapping of its columns', async () => {
  const mapping = join(folder, 'mapping.json');
  writeFileSync(mapping, '{ "order": "Nº" }');
  const good = admin({ answers: [json(view({ state: 'done', report }), 202)], mapping });
  await good.bring.begin({ ...ask, from: 'csv' });
  expect(await good.over).toMatchObject({ state: 'done' });
  const header = good.sent[0]?.headers.get('hilo-mapping') ?? '';
  expect(Buffer.from(header, 'base64').toString('utf8')).toBe('{"order":"Nº"}');
  writeFileSync(mapping, 'order=Nº');
  const bad = admin({ answers: [json(view({}))], mapping });
  await bad.bring.begin({ ...ask, from: 'csv' });
  expect(await bad.over).toMatchObject({ state: 'failed', what: 'mapping' });
  expect(bad.sent).toEqual([]);
});
