import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandAsk } from '#shared/case/commands.ts';
import { type Db, inTransaction, openDatabase } from '#store/database.ts';
import { projector } from '#store/projection/write.ts';
import type { Store } from '#store/store.ts';
import { streams } from '#store/stream.ts';
import type { Dice } from '../company/dice.ts';
import type { BenchStore } from '../company/fill.ts';
import { customerId } from '../company/people.ts';
import { type Turns, takeTurns } from '../turns.ts';

const text =
  'Called the warehouse: the second parcel is still on the shelf, they send it with the evening lorry.';

const note = (customer: string): CommandAsk => ({
  type: 'note.add',
  customerId: customer,
  caseId: null,
  data: { text, about: 'note' },
});

/**
 * One note recorded through the store's door (decided, kept in the outbox, settled, projected, committed) against one bare
 * INSERT of the same bytes, committed alone, into a file with the same key, cipher and settings (`synchronous = FULL`).
 * What was recorded is taken back.
 */
export async function record(store: Store, place: BenchStore, customers: number, dice: Dice): Promise<Turns> {
  const folder = join(place.folder, '../floor');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bare = openDatabase({ folder, key: place.key, fresh: true });
  try {
    bare.exec(
      'CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT',
    );
    const insert = bare.prepare('INSERT INTO event (at, bytes) VALUES (?, ?)');
    const items = Array.from({ length: 300 }, () => customerId(dice.int(0, customers - 1)));
    const floor = (customer: string) => insert.run(Date.now(), Buffer.from(JSON.stringify(note(customer))));
    return await takeTurns(items, 3, floor, (customer) => store.record([note(customer)]));
  } finally {
    bare.close();
    rmSync(folder, { recursive: true, force: true });
    takeBack(store.db);
  }
}

/** Forgets everything that waits in the outbox, so that the cached store is as it was filled. */
export function takeBack(db: Db): void {
  const waiting = db.prepare<[], { customer_id: string; stream: string }>(
    'SELECT DISTINCT customer_id, stream FROM outbox',
  );
  const into = projector(db, '');
  const settled = streams(db, into);
  inTransaction(db, () => {
    const touched = waiting.all();
    db.exec('DELETE FROM outbox');
    for (const { customer_id, stream } of touched) {
      settled.settle(customer_id, stream);
      into.card(customer_id);
    }
  });
}
