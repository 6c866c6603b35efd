import type { Pool } from 'pg';
import { type Doer, noteAct } from '../acts/note.ts';
import { inTransaction } from '../database/transaction.ts';

type Row = { person: string; name: string; revoked: number | null; wipe_all: boolean };

/**
 * The second order to a machine that was shut out: it ends its store with whatever it could not hand in. False: it was not shut out. Null:
 * there is no such machine.
 */
export async function wipeAll(pool: Pool, id: string, by: Doer): Promise<boolean | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      'SELECT person, name, revoked, wipe_all FROM device WHERE id = $1 FOR UPDATE',
      [id],
    );
    const device = rows[0];
    if (!device) return null;
    const { person, name, revoked, wipe_all: was } = device;
    if (revoked === null) return false;
    await client.query('UPDATE device SET wipe_all = true WHERE id = $1', [id]);
    await noteAct(client, by, {
      what: 'device.wipe-all',
      target: `device:${id}`,
      before: { person, name, wipeAll: was },
      after: { person, name, wipeAll: true },
    });
    return true;
  });
}
