import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { FaultError } from '#shared/fault.ts';
import type { ImportReport } from '#shared/sync/import.ts';
import type { Record } from '#shared/wire.ts';
import { customerKeys } from '#shops/customer-keys.ts';
import { type ImportedRecord, importRun } from '#shops/import.ts';
import type { OpenFile } from '#shops/neutral.ts';
import type { Known } from '#shops/overlay.ts';
import { readOrders } from '#shops/read.ts';
import { ShopFileError } from '#shops/trouble.ts';
import { fileSentence } from '#shops/words.ts';
import type { ToStore } from './door.ts';
import { readCustomer, readOrder } from './projection/write.ts';
import type { Store } from './store.ts';

export type ImportAsk = Omit<Extract<ToStore, { verb: 'import' }>, 'id' | 'verb'>;

/** Until there is a centre, this desk draws the numbers of what it brings in itself: decision 0005. */
const team = 'local';
const epoch = 'local';
const batchSize = 2000;

/**
 * Brings a shop's file into the store, all of it or nothing: one transaction, which a process that ends takes back with it.
 * @returns what was read, made, changed and skipped. @throws FaultError bad-input with a sentence in the asked language.
 */
export async function importFile(
  store: Store,
  ask: ImportAsk,
  progress: (done: number, total: number | null) => void,
): Promise<ImportReport> {
  try {
    const { file, from, zone, country, shop, language } = ask;
    const { openFile, bytes } = await opener(file);
    const mapping = ask.mapping === null ? null : await mappingIn(ask.mapping);
    const known = knownIn(store);
    const run = importRun({ file, from, language, known, hash });
    return await store.absorbAll(async (absorb) => {
      let n = store.cursor(team)?.n ?? 0;
      let batch: ImportedRecord[] = [];
      const flush = () => {
        if (batch.length === 0) return;
        const changes = batch.map((record: Record, index) => ({ n: n + index + 1, record }));
        absorb({ team, epoch, from: n, to: n + batch.length, changes });
        n += batch.length;
        for (const record of batch) if (record.type === 'customer') known.learn(record);
        batch = [];
        run.absorbed();
      };
      for await (const step of readOrders({
        open: openFile,
        from,
        mapping,
        zone,
        country,
        shop,
        language,
        bytes,
      })) {
        if (step.step === 'progress') progress(step.done, step.total);
        batch.push(...run.take(step));
        if (batch.length >= batchSize) flush();
      }
      flush();
      return run.report();
    });
  } catch (error) {
    if (error instanceof ShopFileError) throw new FaultError('bad-input', fileSentence(error, ask.language));
    throw error;
  }
}

/** Opens the file for each pass. Compressed ones are told by their first bytes, not by their name. */
async function opener(file: string): Promise<{ openFile: OpenFile; bytes: number | null }> {
  const { size } = await stat(file);
  const handle = await open(file);
  const head = Buffer.alloc(2);
  await handle.read(head, 0, 2, 0);
  await handle.close();
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const openFile = () => {
    const raw = createReadStream(file, { highWaterMark: 1 << 18 });
    if (!packed) return raw;
    const unpacked = createGunzip();
    raw.on('error', (error) => unpacked.destroy(error));
    return raw.pipe(unpacked);
  };
  return { openFile, bytes: packed ? null : size };
}

async function mappingIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new ShopFileError('mapping', { where: 'JSON' });
  }
}

/** Ids of people are made of what identifies them, an e-mail address for one: nobody must be able to read it back. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/**
 * Whom the store knows. The keys are gathered once: an index on disk would be written with every customer of every day, for an
 * import that is rare here and whose place is the centre.
 */
function knownIn(store: Store): Known & { learn(record: CustomerRecord): void } {
  const { db } = store;
  const customer = db.prepare('SELECT body FROM customer WHERE id = ?').pluck();
  const order = db.prepare('SELECT body FROM customer_order WHERE order_id = ?').pluck();
  const twin = db.prepare('SELECT 1 FROM twin WHERE id = ? LIMIT 1');
  const byKey = new Map<string, string[]>();
  const keysOf = new Map<string, Set<string>>();
  function learn(record: CustomerRecord): void {
    const known = keysOf.get(record.id) ?? new Set();
    keysOf.set(record.id, known);
    for (const { kind, value } of customerKeys(record)) {
      const key = `${kind}|${value}`;
      if (known.has(key)) continue;
      known.add(key);
      const ids = byKey.get(key);
      if (ids) ids.push(record.id);
      else byKey.set(key, [record.id]);
    }
  }
  for (const body of db.prepare('SELECT body FROM customer').pluck().iterate() as Iterable<string>) {
    learn(readCustomer(body));
  }
  return {
    learn,
    customerByKey: (kind, value) => byKey.get(`${kind}|${value}`) ?? [],
    customer(id) {
      const body = customer.get(id) as string | undefined;
      return body === undefined ? null : readCustomer(body);
    },
    order(id) {
      const body = order.get(id) as string | undefined;
      return body === undefined ? null : readOrder(body);
    },
    hasTwin: (id) => twin.get(id) !== undefined,
  };
}
