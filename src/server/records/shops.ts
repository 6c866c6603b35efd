import type { Pool } from 'pg';
import type { ShopAsk, ShopView } from '#shared/sync/records.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { inTransaction } from '../database/transaction.ts';
import { openSecret, sealSecret } from './secrets.ts';

type Row = Pick<ShopView, 'name' | 'kind' | 'zone' | 'country' | 'secrets'> & {
  last_at: number | null;
  last_topic: string | null;
  last_outcome: string | null;
};
const columns =
  'name, kind, zone, country, cardinality(secrets) AS secrets, last_at, last_topic, last_outcome';

function viewOf({ last_at: at, last_topic: topic, last_outcome: outcome, ...shop }: Row): ShopView {
  return { ...shop, last: at === null ? null : { at, topic: topic ?? '', outcome: outcome ?? '' } };
}

export async function listShops(pool: Pool): Promise<ShopView[]> {
  const { rows } = await pool.query<Row>(`SELECT ${columns} FROM shop ORDER BY name`);
  return rows.map(viewOf);
}

/** Makes a shop or changes it. `key`: 32 bytes that the centre keeps, under which secrets are sealed. Secrets that are not given stay. */
export async function putShop(
  pool: Pool,
  key: Buffer,
  name: string,
  ask: ShopAsk,
  by: Doer,
): Promise<ShopView> {
  const sealed = ask.secrets?.map((secret) => sealSecret(key, name, secret)) ?? null;
  return inTransaction(pool, async (client) => {
    const found = await client.query<Row>(`SELECT ${columns} FROM shop WHERE name = $1 FOR UPDATE`, [name]);
    const before = found.rows[0] ? settingsOf(found.rows[0]) : null;
    const { rows } = await client.query<Row>(
      `INSERT INTO shop AS s (name, kind, zone, country, secrets) VALUES ($1, $2, $3, $4, coalesce($5::bytea[], '{}'))
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, zone = excluded.zone, country = excluded.country,
       secrets = coalesce($5::bytea[], s.secrets)
     RETURNING ${columns}`,
      [name, ask.kind, ask.zone, ask.country, sealed],
    );
    const after = settingsOf(rows[0] as Row);
    await noteAct(client, by, {
      what: before === null ? 'shop.made' : 'shop.changed',
      target: `shop:${name}`,
      before,
      after: sealed === null ? after : { ...after, newSecrets: true },
    });
    return viewOf(rows[0] as Row);
  });
}

/** What an admin sets and everybody may know. */
const settingsOf = ({ kind, zone, country, secrets }: Row) => ({ kind, zone, country, secrets });

/** What a webhook needs of its shop; null where there is none of this kind. */
export async function shopOf(
  pool: Pool,
  key: Buffer,
  kind: ShopView['kind'],
  name: string,
): Promise<{ name: string; zone: string | null; country: string | null; secrets: string[] } | null> {
  const { rows } = await pool.query<{ zone: string | null; country: string | null; secrets: Buffer[] }>(
    'SELECT zone, country, secrets FROM shop WHERE name = $1 AND kind = $2',
    [name, kind],
  );
  if (!rows[0]) return null;
  return { ...rows[0], name, secrets: rows[0].secrets.map((sealed) => openSecret(key, name, sealed)) };
}
