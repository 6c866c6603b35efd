import { randomBytes } from 'node:crypto';
import {
  type EmptiedAsk,
  type RevocationAnswer,
  type RevocationAsk,
  revocationAbout,
} from '#shared/sync/revocation.ts';
import { inTransaction } from '../database/transaction.ts';
import { isProof } from '../identity/device-proof.ts';
import type { SignInParts } from '../identity/sign-in.ts';
import { sha256 } from '../sha256.ts';

/** How long a drain token and a wipe order are good, ms. */
const orderLife = 10 * 60_000;

type Row = { key: string | null; revoked: number | null; wipe_all: boolean; now: number };

/**
 * What a device is to do, to whoever proves to be it: nothing, or to hand in what it has not sent and end its store. Each question gets a
 * new drain token, and the one before is over. Null: it is not proved.
 */
export async function revocationOf(
  { pool, tokens, signing }: SignInParts,
  ask: RevocationAsk,
): Promise<RevocationAnswer | null> {
  const { device, nonce, proof, refresh } = ask;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      'SELECT key, revoked, wipe_all, now_ms() AS now FROM device WHERE id = $1 FOR UPDATE',
      [device],
    );
    const row = rows[0];
    if (!row) return null;
    const { key, revoked, wipe_all: wipeAll, now } = row;
    const isIt =
      key === null
        ? refresh !== null && tokens.readRefresh(refresh) === device
        : proof?.key === key && isProof(tokens, 'revocation', proof, revocationAbout(ask));
    if (!isIt) return null;
    if (revoked === null) return { revoked: false };
    const drain = randomBytes(32).toString('base64url');
    const until = now + orderLife;
    await client.query(
      'UPDATE device SET drain = $2, drain_until = $3, asked = $4, order_nonce = $5 WHERE id = $1',
      [device, sha256(drain), until, now, sha256(nonce)],
    );
    const order = signing.sign(wipeAll ? 'wipe-without-drain' : 'wipe', { device, nonce, at: now, until });
    return { revoked: true, drain, order };
  });
}

/**
 * A machine says that its store is ended. Its key went with the store, so it is known by the nonce of its last question, which it and the
 * centre alone have. False: it is not known.
 */
export async function isEmptied({ pool }: SignInParts, { device, nonce }: EmptiedAsk): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE device SET emptied = coalesce(emptied, now_ms())
     WHERE id = $1 AND order_nonce = $2 AND revoked IS NOT NULL`,
    [device, sha256(nonce)],
  );
  return rowCount === 1;
}
