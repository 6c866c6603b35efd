import type { Pool } from 'pg';
import type { DeviceView } from '#shared/sync/accounts.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { asCentre, inTransaction } from '../database/transaction.ts';
import { endDevices } from './sign-in.ts';

const pageSize = 500;
const noId = '00000000-0000-0000-0000-000000000000';

export const listDevicesSql = `
  SELECT d.id, d.person, d.name, d.created, greatest(d.last_seen, d.contact) AS "lastSeen", d.version, d.unsent, coalesce(d.handed, d.contact) AS "saidAt",
    d.key IS NOT NULL AS enrolled, d.revoked,
    CASE WHEN d.revoked IS NOT NULL THEN jsonb_build_object('asked', d.asked, 'handed', d.handed, 'held', q.held,
      'waiting', q.waiting, 'files', d.unsent_files, 'full', d.hand_in_full, 'wipeAll', d.wipe_all, 'emptied', d.emptied) END AS "shutOut"
  FROM device AS d
  CROSS JOIN LATERAL (
    SELECT count(*) AS held, count(*) FILTER (WHERE verdict IS NULL) AS waiting FROM quarantine
    WHERE device = d.id AND d.revoked IS NOT NULL) AS q
  WHERE d.id > $1 ORDER BY d.id LIMIT $2`;

/** A page of registered machines in the order of their ids, after an id. What was handed in is counted over all teams: it is an admin's page. */
export async function listDevices(
  pool: Pool,
  after: string | null,
): Promise<{ devices: DeviceView[]; more: boolean }> {
  const { rows } = await asCentre(pool, (client) =>
    client.query<DeviceView>(listDevicesSql, [after ?? noId, pageSize + 1]),
  );
  return { devices: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** Shuts a machine out for good: what it was given is over, and nobody signs in at it again. False: there is no such machine. */
export async function revokeDevice(pool: Pool, id: string, by: Doer): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ person: string; name: string; revoked: number | null }>(
      'SELECT person, name, revoked FROM device WHERE id = $1 FOR UPDATE',
      [id],
    );
    const device = rows[0];
    if (!device) return false;
    await client.query('UPDATE device SET revoked = coalesce(revoked, now_ms()) WHERE id = $1', [id]);
    const { person, name } = device;
    const [was, is] = [device.revoked !== null, true];
    await noteAct(client, by, {
      what: 'device.shut-out',
      target: `device:${id}`,
      before: { person, name, shutOut: was },
      after: { person, name, shutOut: is },
    });
    await endDevices(client, [id]);
    return true;
  });
}
