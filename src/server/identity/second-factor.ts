import { randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { PoolClient } from 'pg';
import type { Role } from '#shared/people.ts';
import type { EnrolmentBegun } from '#shared/sync/second-factor.ts';
import { openSecret, sealSecret } from '../records/secrets.ts';
import { sha256 } from '../sha256.ts';

type Client = Pick<PoolClient, 'query'>;

/** Who must have one. Whoever has one is asked for it in any case. */
export type SecondFactorPolicy = 'off' | 'supervisors';

/** `key` seals secrets. */
export type SecondFactor = { policy: SecondFactorPolicy; key: Buffer; company: string; now: () => number };

/** Those who decide over money and people. */
const mustHave: ReadonlySet<Role> = new Set(['supervisor', 'admin']);

/** RFC 6238's own: six digits of SHA-1, half a minute, which is what every app reads. */
const period = 30;
/** The code before and the one after: clocks of phones, and slow fingers. */
const window = 1;
const secretBytes = 20;
const recoveryCodes = 10;

const totp = (secret: Uint8Array<ArrayBuffer>, label = '', issuer = 'Hilo') =>
  new TOTP({ issuer, label, period, secret: new Secret({ buffer: secret.buffer }) });

type Kept = { secret: Buffer; confirmed: number | null; step: number; recovery: string[] };

/** What a person with the right password has to show besides; null: nothing. */
export async function secondFactorOf(
  client: Client,
  { policy }: SecondFactor,
  { id, role }: { id: string; role: Role },
): Promise<'code' | 'enrolment' | null> {
  const { rows } = await client.query<{ has: boolean }>(
    'SELECT confirmed IS NOT NULL AS has FROM second_factor WHERE person = $1',
    [id],
  );
  if (rows[0]?.has) return 'code';
  return policy === 'supervisors' && mustHave.has(role) ? 'enrolment' : null;
}

/** A new secret, shown this once; it counts when a code of it was seen. Null: the person has an app already. */
export async function beginEnrolment(
  client: Client,
  { key, company }: SecondFactor,
  { id, login }: { id: string; login: string },
): Promise<EnrolmentBegun | null> {
  const bytes = new Uint8Array(randomBytes(secretBytes));
  const made = totp(bytes, login, company || 'Hilo');
  const { rowCount } = await client.query(
    `INSERT INTO second_factor AS s (person, secret) VALUES ($1, $2)
     ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, step = 0 WHERE s.confirmed IS NULL`,
    [id, sealSecret(key, `second-factor ${id}`, made.secret.base32)],
  );
  return rowCount === 0 ? null : { secret: made.secret.base32, uri: made.toString() };
}

/**
 * Whether this is the person's code now, or one of their recovery codes; either is good once. `enrolment`: of a secret that was shown and is
 * not theirs yet.
 */
export async function isCodeOf(
  client: Client,
  { key, now }: SecondFactor,
  person: string,
  typed: string,
  enrolment = false,
): Promise<boolean> {
  const { rows } = await client.query<Kept>(
    'SELECT secret, confirmed, step, recovery FROM second_factor WHERE person = $1 FOR UPDATE',
    [person],
  );
  const kept = rows[0];
  if (!kept || (kept.confirmed === null) !== enrolment) return false;
  const code = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(code)) {
    const secret = Secret.fromBase32(openSecret(key, `second-factor ${person}`, kept.secret));
    const delta = totp(new Uint8Array(secret.bytes)).validate({ token: code, window, timestamp: now() });
    if (delta === null) return false;
    const step = Math.floor(now() / 1000 / period) + delta;
    // Seen over a shoulder or on the wire, a code opens nothing once it was used, nor one before it.
    if (step <= kept.step) return false;
    await client.query('UPDATE second_factor SET step = $2 WHERE person = $1', [person, step]);
    return true;
  }
  const hash = sha256(code);
  if (enrolment || !kept.recovery.includes(hash)) return false;
  await client.query('UPDATE second_factor SET recovery = array_remove(recovery, $2) WHERE person = $1', [
    person,
    hash,
  ]);
  return true;
}

/** From now on the app is asked for. Returns the recovery codes, told this once; the database holds hashes. */
export async function confirmEnrolment(client: Client, person: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, recoveryCode);
  const hashes = codes.map((one) => sha256(one.replaceAll('-', '')));
  await client.query(
    'UPDATE second_factor SET confirmed = now_ms(), recovery = $2 WHERE person = $1 AND confirmed IS NULL',
    [person, hashes],
  );
  return codes;
}

/** Sixty bits in letters and digits that are not mistaken for one another; never six digits. */
function recoveryCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
  return text.replaceAll(/.{4}(?=.)/g, '$&-');
}
