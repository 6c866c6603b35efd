import { randomUUID } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { groups } from '#store/snapshot/aside.ts';
import { makeAside, makeChunk, nothingAside } from '#store/snapshot/make.ts';
import { customer, noon, order } from './fixture.ts';

test('what is left aside comes after one chunk, two, four, eight, and then every sixteen', () => {
  const group = groups();
  const after = Array.from({ length: 63 }, (_, i) => i + 1).filter(() => group.isFull());
  expect(after).toEqual([1, 3, 7, 15, 31, 47, 63]);
});

test('a chunk of customers has all of them but by what they are found, which comes once', async () => {
  const aside = nothingAside();
  const changesOf = (id: string, n: number) => [
    { n, record: customer(id) },
    { n: n + 1, record: order(`o-${id}`, id) },
    {
      n: n + 2,
      at: noon,
      event: {
        id: `${randomUUID()}:0`,
        type: 'case.opened.1',
        customerId: id,
        caseId: randomUUID(),
        at: noon,
        by: 'mateo',
        data: { number: `10000000000${n}`, subject: 'S', words: '', kind: 'late', orderId: null },
      } as const,
    },
  ];
  const counted = (chunk: Buffer) => {
    const db = new Database(zstdDecompressSync(chunk));
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    const counts = Object.fromEntries(
      [
        'customer',
        'customer_order',
        'event',
        'story',
        'found_by',
        'case_now',
        'customer_now',
        'chunk_name',
      ].map((table) => [table, count(table)]),
    );
    db.close();
    return counts;
  };
  const none = { case_now: 1, found_by: 0, customer_now: 0, chunk_name: 0 };
  expect(counted(await makeChunk('es', changesOf('c2', 1), aside))).toMatchObject({
    customer: 1,
    event: 1,
    ...none,
  });
  expect(counted(await makeChunk('es', changesOf('c1', 4), aside))).toMatchObject({
    customer: 1,
    event: 1,
    ...none,
  });
  const left = await makeAside(aside);
  expect(left && counted(left)).toMatchObject({
    customer: 0,
    customer_order: 0,
    event: 0,
    story: 0,
    case_now: 0,
    customer_now: 2,
    chunk_name: 2,
  });
  expect(await makeAside(aside)).toBeNull();
  expect(counted(await makeChunk('es', changesOf('c3', 7)))).toMatchObject({
    customer: 1,
    customer_now: 1,
    case_now: 1,
  });
});
