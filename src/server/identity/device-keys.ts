import type { PoolClient } from 'pg';
import type { SignedIn } from '#shared/sync/identity.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Requester } from './requester.ts';
import { give, type SignInParts } from './sign-in.ts';

type DeviceRow = { id: string; person: string; name: string; key: string | null; revoked: number | null };

/**
 * Binds a key to the requester's device; the first one stays. With another key it is another machine, or a store that began anew: it gets
 * a device of its own, or the one that it had before. `conflict`: the key is somebody else's. `revoked`: its device was shut out.
 * Null: the person no longer works here.
 */
export async function enrol(
  parts: SignInParts,
  who: Requester,
  key: string,
): Promise<SignedIn | null | 'revoked' | 'conflict'> {
  const { pool } = parts;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<DeviceRow>(
      'SELECT id, person, name, key, revoked FROM device WHERE id = $1 OR key = $2 ORDER BY id FOR UPDATE',
      [who.device, key],
    );
    const bound = rows.find((row) => row.key === key);
    const asked = rows.find(({ id }) => id === who.device);
    if (bound && bound.person !== who.person.id) return 'conflict';
    if (bound?.revoked != null || asked?.revoked != null) return 'revoked';
    const { rows: people } = await client.query<Requester['person']>(
      'SELECT id, name, role, skills, level FROM person WHERE id = $1 AND active',
      [who.person.id],
    );
    const person = people[0];
    if (!person || !asked) return null;
    const device = bound?.id ?? (await bind(client, asked, key));
    return give(parts, client, person, device, await heldBy(client, device));
  });
}

/** What the device holds is good until what it gets now is used: the answer that brings that may be lost, and the network with it for hours. */
async function heldBy(
  client: Pick<PoolClient, 'query'>,
  device: string,
): Promise<Parameters<typeof give>[4]> {
  const { rows } = await client.query<{ before: string | null; tokens: string[] }>(
    'SELECT before, tokens FROM refresh WHERE device = $1',
    [device],
  );
  return rows[0];
}

async function bind(client: Pick<PoolClient, 'query'>, asked: DeviceRow, key: string): Promise<string> {
  if (asked.key === null) {
    await client.query('UPDATE device SET key = $2 WHERE id = $1', [asked.id, key]);
    return asked.id;
  }
  const id = crypto.randomUUID();
  await client.query(
    `INSERT INTO device (id, person, name, created, last_seen, key) VALUES ($1, $2, $3, now_ms(), now_ms(), $4)`,
    [id, asked.person, asked.name, key],
  );
  return id;
}
