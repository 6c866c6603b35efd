import type { Pool } from 'pg';
import type { ImportAsk } from '#shared/sync/import.ts';
import { importRun } from '#shops/import.ts';
import { nothingKnown } from '#shops/overlay.ts';
import { readOrders } from '#shops/read.ts';
import { breather } from '../breath.ts';
import { idHash, type OrderStep } from '../known.ts';
import type { SentFile } from './file.ts';

/** An order as it lies in import_staged. */
export type Staged = Pick<OrderStep, 'row' | 'rows' | 'customer' | 'order'>;

/** Somebody cancelled the import, or another process found this one dead: there is nothing left to do. */
export class NotReadingError extends Error {}

const batch = { orders: 200, characters: 1_000_000 };
const tellEvery = 1000;

/**
 * Reads a file into import_staged, where nobody sees it, and lets it be published when it was read whole. Every statement asks first
 * whether the import still is `reading`.
 * @throws NotReadingError; ShopFileError and TooLargeError where the file cannot be read. Nothing is published then.
 */
export async function stageFile(
  pool: Pool,
  id: string,
  file: SentFile,
  ask: ImportAsk & { mapping: unknown },
): Promise<void> {
  const { from, language } = ask;
  // Only for what it reports of the file itself: rows, and what was skipped.
  const reading = importRun({ file: ask.file, from, language, known: nothingKnown, hash: idHash });
  let bodies: string[] = [];
  let characters = 0;
  let orders = 0;
  let at: { done: number; total: number | null } = { done: 0, total: file.bytes };
  let told = performance.now();

  async function flush(): Promise<void> {
    const { rowCount } = await pool.query(
      `WITH mine AS (
         UPDATE import SET done = $2, total = $3, heartbeat = clock_timestamp()
         WHERE id = $1 AND state = 'reading' RETURNING id
       ), staged AS (
         INSERT INTO import_staged (import, seq, body)
         SELECT mine.id, $4 + u.ordinal, u.body
         FROM mine, unnest(string_to_array($5, chr(10))) WITH ORDINALITY AS u (body, ordinal)
       )
       SELECT 1 FROM mine`,
      // As lines, which JSON never breaks: pg escapes an array's texts letter by letter.
      [id, at.done, at.total, orders, bodies.join('\n')],
    );
    if (rowCount === 0) throw new NotReadingError();
    orders += bodies.length;
    bodies = [];
    characters = 0;
    told = performance.now();
  }

  const steps = readOrders({
    open: () => breathing(file.open()),
    from,
    mapping: ask.mapping,
    zone: ask.zone ?? null,
    country: ask.country ?? null,
    shop: ask.shop ?? null,
    language,
    bytes: file.bytes,
  });
  for await (const step of steps) {
    if (step.step === 'progress') at = { done: step.done, total: step.total };
    else if (step.step !== 'order') reading.take(step);
    else {
      const { row, rows, customer, order } = step;
      const body = JSON.stringify({ row, rows, customer, order } satisfies Staged);
      bodies.push(body);
      characters += body.length;
    }
    // Also in the first pass of a CSV, which makes no order: the heartbeat says that somebody reads.
    const isLate = performance.now() - told > tellEvery;
    if (isLate || bodies.length >= batch.orders || characters >= batch.characters) await flush();
  }
  await flush();
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'publishing', claim = NULL, done = 0, total = $2, report = $3
     WHERE id = $1 AND state = 'reading'`,
    [id, orders, JSON.stringify(reading.report())],
  );
  if (rowCount === 0) throw new NotReadingError();
}

async function* breathing(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const breathe = breather();
  for await (const chunk of source) {
    yield chunk;
    await breathe();
  }
}
