import { expect, onTestFinished, test } from 'vitest';
import { chunksBeside, ThreadEndedError, threadInSources } from '#store/snapshot/chunks.ts';
import { makeChunk } from '#store/snapshot/make.ts';
import { customer, note, order, type Place, place, storeAt } from './fixture.ts';

const idOf = (i: number): string => `c${String(i).padStart(3, '0')}`;

/** Customers c000 to c299 with an order each: more than a slice moves at first. */
const chunk = makeChunk(
  'es',
  Array.from({ length: 300 }, (_, i) => [
    { n: 2 * i + 1, record: customer(idOf(i)) },
    { n: 2 * i + 2, record: order(`o${i}`, idOf(i)) },
  ]).flat(),
);

/** Nobody else moves the log here. */
const movesLog = true;

async function opened(at: Place, thread: URL | null) {
  const chunks = chunksBeside(at, thread, () => true);
  onTestFinished(() => chunks.end());
  const moving = await chunks.open(await chunk, movesLog);
  if (moving === null) throw new Error('it is a whole chunk');
  return { chunks, moving };
}

for (const [where, thread] of [
  ['in a thread', threadInSources],
  ['where no thread is wanted', null],
] as const) {
  test(`a chunk is moved slice by slice ${where}, and what a person writes comes in between`, async () => {
    const at = place();
    const store = await storeAt(at);
    const { moving } = await opened(at, thread);
    expect(await moving.step()).toBe(true);
    store.record([note('c000', null, 'between two slices')]);
    const slice = moving.step();
    store.record([note('c000', null, 'while one is moved')]);
    expect(await slice).toBe(true);
    while (await moving.step());
    expect(await moving.left()).toEqual({ changed: [], range: { least: 'c000', greatest: 'c299' } });
    await moving.close();
    expect(store.db.prepare('SELECT count(*) FROM customer_order').pluck().get()).toBe(300);
    expect(store.view({ view: 'search', text: 'c299', limit: 5 })).toHaveLength(1);
    expect(store.db.prepare("SELECT count(*) FROM story WHERE kind = 'note'").pluck().get()).toBe(2);
  });

  test(`what was cut off is told from what the store cannot take ${where}`, async () => {
    const at = place();
    const store = await storeAt(at);
    const { chunks, moving } = await opened(at, thread);
    const whole = await chunk;
    expect(await chunks.open(whole.subarray(0, whole.length / 2), movesLog)).toBeNull();
    store.db.exec('DROP TABLE story');
    const moved = async () => {
      while (await moving.step());
    };
    await expect(moved()).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    await moving.close();
  });
}

test('a thread that ends says so to whoever waits for it, and what comes after is moved without it', async () => {
  const at = place();
  await storeAt(at);
  const ends =
    "import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => process.exit(0))";
  const chunks = chunksBeside(at, new URL(`data:text/javascript,${encodeURIComponent(ends)}`), () => false);
  await expect(chunks.open(await chunk, movesLog)).rejects.toThrow(ThreadEndedError);
  const moving = await chunks.open(await chunk, movesLog);
  while (await moving?.step());
  expect((await moving?.left())?.range).toEqual({ least: 'c000', greatest: 'c299' });
  await moving?.close();
  await chunks.end();
});
