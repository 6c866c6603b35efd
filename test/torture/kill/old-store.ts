import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTransaction, type Location, openDatabase } from '#store/database.ts';
import { migrate, migrations } from '#store/migrate.ts';

/** Lies in a desk's folder once its store was open. */
export const openedFile = 'opened';

/**
 * Makes a store of the first version with commands that wait in its outbox, as a desk that was updated has it. Returns the commands' ids.
 */
export async function oldStore(
  at: Pick<Location, 'folder' | 'key'>,
  person: string,
  waiting: number,
): Promise<string[]> {
  const db = openDatabase({ ...at, fresh: true });
  await migrate(db, at.folder, () => undefined, migrations.slice(0, 1));
  const keep = db.prepare(
    'INSERT INTO outbox (command_id, customer_id, stream, at, type, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const ids = Array.from({ length: waiting }, () => randomUUID());
  inTransaction(db, () => {
    for (const [index, id] of ids.entries()) {
      const customerId = `c${index % 12}`;
      const data = { text: `Kept by the version before, ${index}`, about: 'note' };
      const ask = { type: 'note.add', customerId, caseId: null, data };
      const text = JSON.stringify({ v: 1, stamp: { id, at: 1_000 + index, by: person, number: null }, ask });
      keep.run(id, customerId, 'customer', 1_000 + index, 'note.add', Buffer.from(text));
    }
  });
  db.close();
  writeFileSync(join(at.folder, openedFile), '');
  return ids;
}
