import type { Pool, PoolClient } from 'pg';
import { loginOf, type SignedIn } from '#shared/sync/identity.ts';
import type { ProviderSignInAsk } from '#shared/sync/provider.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../problem.ts';
import type { Vouched } from './provider.ts';
import { type Admitted, admit, endDevicesOf, type SignInParts } from './sign-in.ts';

type Client = Pick<PoolClient, 'query'>;

/** Longer than the slip of an attempt is good (provider.ts), ms. */
const rememberedFor = 60 * 60_000;

/**
 * Signs in whom the identity provider vouches for. `unknown`: they have no account here, or it has ended: who may work is Hilo's to say.
 * `used`: this attempt has let somebody in already. `revoked`: an admin has shut this machine out. Throws ProviderError.
 */
export async function signInByProvider(
  parts: SignInParts,
  { devices, deviceName }: Pick<ProviderSignInAsk, 'devices' | 'deviceName'>,
  vouched: Vouched,
): Promise<SignedIn | 'revoked' | 'unknown' | 'used'> {
  const isKnown = await parts.pool.query(linkedSql, [vouched.issuer, vouched.subject]);
  // Asked of the provider where it is needed, and not within a transaction.
  const login = isKnown.rowCount === 0 ? await vouched.login() : null;
  return inTransaction(parts.pool, async (client) => {
    if (!(await isFirstUse(client, vouched.once))) return 'used';
    if (login !== null) await linkByLogin(client, vouched, loginOf(login));
    const { rows } = await client.query<Admitted & { active: boolean }>(`${linkedSql} FOR SHARE`, [
      vouched.issuer,
      vouched.subject,
    ]);
    const person = rows[0];
    if (!person?.active) return 'unknown';
    const device = await theirsOf(client, devices, person.id);
    // Somebody who still had a session there has shown nothing now.
    return admit(parts, client, person, { device, deviceName }, vouched.fresh);
  });
}

/** A person keeps their device at a machine; null: they have none there. */
async function theirsOf(client: Client, devices: readonly string[], person: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM device WHERE id = ANY($1::uuid[]) AND person = $2 ORDER BY last_seen DESC LIMIT 1',
    [devices, person],
  );
  return rows[0]?.id ?? null;
}

const linkedSql = `SELECT p.id, p.login, p.name, p.role, p.skills, p.level, p.active FROM person_subject AS s JOIN person AS p ON p.id = s.person
  WHERE s.issuer = $1 AND s.subject = $2`;

async function isFirstUse(client: Client, once: string): Promise<boolean> {
  await client.query('DELETE FROM provider_attempt WHERE until < now_ms()');
  const { rowCount } = await client.query(
    'INSERT INTO provider_attempt (once, until) VALUES ($1, now_ms() + $2) ON CONFLICT DO NOTHING',
    [once, rememberedFor],
  );
  return rowCount === 1;
}

/** The first time, the login says whom the provider means. Somebody who is linked already is never linked to another subject so. */
async function linkByLogin(client: Client, { issuer, subject }: Vouched, login: string): Promise<void> {
  await client.query(
    `INSERT INTO person_subject (issuer, subject, person, linked)
     SELECT $1, $2, id, now_ms() FROM person WHERE login = $3 AND active ON CONFLICT DO NOTHING`,
    [issuer, subject, login],
  );
}

/**
 * Says by hand whom the provider means by a subject; null: nobody any more. What the person's devices were given is over: it was given to
 * whoever was meant before. `nobody`: there is no such person. `taken`: the provider means another person here by it.
 */
export async function linkPerson(
  pool: Pool,
  issuer: string,
  { person, subject }: { person: string; subject: string | null },
  by: Doer,
): Promise<'linked' | 'nobody' | 'taken'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [person]);
    if (rowCount === 0) return 'nobody';
    const taken = await client.query(
      'SELECT 1 FROM person_subject WHERE issuer = $1 AND subject = $2 AND person <> $3',
      [issuer, subject, person],
    );
    if (taken.rowCount !== 0) return 'taken';
    const { rows: were } = await client.query<{ subject: string }>(
      'DELETE FROM person_subject WHERE issuer = $1 AND person = $2 RETURNING subject',
      [issuer, person],
    );
    if (subject !== null) {
      // Another admin, or a first sign-in, may have been faster.
      const put = await client.query(
        `INSERT INTO person_subject (issuer, subject, person, linked) VALUES ($1, $2, $3, now_ms())
         ON CONFLICT DO NOTHING`,
        [issuer, subject, person],
      );
      if (put.rowCount === 0) throw new ProblemError('conflict', 'Somebody else was faster.');
    }
    const before = were[0]?.subject ?? null;
    await noteAct(client, by, {
      what: 'person.linked',
      target: `person:${person}`,
      before: { issuer, subject: before },
      after: { issuer, subject },
    });
    await endDevicesOf(client, person);
    return 'linked';
  });
}
