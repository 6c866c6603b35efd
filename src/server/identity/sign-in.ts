import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { loginOf, type RefreshAsk, type SignedIn, type SignInAsk } from '#shared/sync/identity.ts';
import type { DeskPolicy } from '#shared/sync/policy.ts';
import type { SecondFactorWanted } from '#shared/sync/second-factor.ts';
import { fromHereFor, inTransaction } from '../database/transaction.ts';
import { slipsFor } from '../ledger/slips.ts';
import { sha256 } from '../sha256.ts';
import { isProof } from './device-proof.ts';
import { isOneTime } from './one-time.ts';
import type { Passwords } from './passwords.ts';
import type { Requester } from './requester.ts';
import { identityChannel } from './roster.ts';
import { type SecondFactor, secondFactorOf } from './second-factor.ts';
import type { Signing } from './signing.ts';
import type { Steps } from './steps.ts';
import { type Tokens, tokenLife } from './tokens.ts';

type Client = Pick<PoolClient, 'query'>;

/** Where somebody signs in. */
export type AtMachine = Pick<SignInAsk, 'device' | 'deviceName'>;

/** What signing in needs. `refused`: a password that is nobody's here though it may be right (the published one of the demo). */
export type SignInParts = {
  pool: Pool;
  passwords: Passwords;
  tokens: Tokens;
  signing: Signing;
  company: string;
  policy: DeskPolicy;
  refused: string | null;
  now: () => number;
  secondFactor: SecondFactor;
  secondSteps: Steps<SecondStep>;
};

/** Somebody whose password was right a moment ago. `password`: of its hash; another one ends the step. */
export const secondStep = z.object({ person: z.string(), password: z.string() });
export type SecondStep = z.infer<typeof secondStep>;
/** How long they may look for their phone, or set up an app, ms. */
export const secondStepLife = 10 * 60_000;

/** How long a desk may stay away, ms; each refresh begins it anew. */
const refreshLife = 30 * 24 * 60 * 60_000;

/** How many answers to one refresh token may be lost. */
const successorsAtMost = 16;

/** Somebody who may be let in. `login`: where they have just signed in, or again by a refresh token. */
export type Admitted = Requester['person'] & { login?: string };
type PersonRow = Required<Admitted> & {
  /** Null: who signs in by the identity provider alone. */
  password: string | null;
  active: boolean;
};

/**
 * Signs a person in at a machine. Null: login or password is wrong, or the person no longer works here; it takes the same time.
 * `revoked`: right, but an admin has shut this machine out. Throws ProblemError `busy`.
 */
export async function signIn(
  parts: SignInParts,
  ask: SignInAsk,
  isFirst = true,
): Promise<SignedIn | SecondFactorWanted | null | 'revoked'> {
  const { pool, passwords } = parts;
  const { rows } = await pool.query<PersonRow>(
    'SELECT id, login, name, role, skills, level, password, active FROM person WHERE login = $1',
    [loginOf(ask.login)],
  );
  const person = rows[0];
  const { right, stale } = await passwords.check(person?.password ?? null, ask.password);
  if (!person || !right || ask.password === parts.refused) return null;
  const password = stale ? await hashAnew(parts, person, ask.password) : person.password;
  const outcome = await inTransaction(pool, async (client) => {
    // A new password or the end of the account that was committed meanwhile counts.
    const still = await client.query(
      'SELECT 1 FROM person WHERE id = $1 AND active AND password = $2 FOR SHARE',
      [person.id, password],
    );
    if (still.rowCount === 0) return 'changed';
    if (password !== null && (await isOneTime(client, person.id)))
      return { needs: 'new-password' as const, slip: slipOf(parts, person.id, password) };
    return afterPassword(parts, client, person, password, ask);
  });
  if (outcome !== 'changed') return outcome;
  // Perhaps only hashed anew by the same person's sign-in at another machine: looked at once more.
  return isFirst ? signIn(parts, ask, false) : null;
}

const slipOf = ({ secondSteps }: SignInParts, person: string, hash: string): string =>
  secondSteps.sign({ person, password: sha256(hash) });

/** Somebody whose password was right and is their own: in, or on to the code. `hash`: of that password. */
export async function afterPassword(
  parts: SignInParts,
  client: Client,
  person: Admitted,
  hash: string | null,
  ask: AtMachine,
): Promise<SignedIn | SecondFactorWanted | 'revoked'> {
  const needs = await secondFactorOf(client, parts.secondFactor, person);
  if (needs !== null && hash !== null) return { needs, slip: slipOf(parts, person.id, hash) };
  return admit(parts, client, person, ask);
}

/** Whoever holds the slip of a second step, with their row locked; null: it is over, or the person has another password by now, or left. */
export async function secondStepOf(
  parts: SignInParts,
  client: Client,
  slip: string,
): Promise<Required<Admitted> | null> {
  const step = parts.secondSteps.read(slip);
  if (step === null) return null;
  const { rows } = await client.query<PersonRow>(
    'SELECT id, login, name, role, skills, level, password, active FROM person WHERE id = $1 FOR SHARE',
    [step.person],
  );
  const person = rows[0];
  const isSame = person?.active && person.password !== null && sha256(person.password) === step.password;
  return isSame ? person : null;
}

/** Lets in, at a machine, a person who has shown who they are; `isProof`: just now, to us or to the provider (proven.ts). `revoked`: an admin has shut the machine out. */
export async function admit(
  parts: SignInParts,
  client: Client,
  person: Admitted,
  ask: AtMachine,
  isProof = true,
): Promise<SignedIn | 'revoked'> {
  const device = await deviceOf(client, person.id, ask);
  if (device === null) return 'revoked';
  if (isProof) await client.query('UPDATE device SET proven = now_ms() WHERE id = $1', [device]);
  return give(parts, client, person, device);
}

async function hashAnew({ pool, passwords }: SignInParts, person: PersonRow, typed: string): Promise<string> {
  const password = await passwords.hash(typed);
  await pool.query('UPDATE person SET password = $1 WHERE id = $2 AND password = $3', [
    password,
    person.id,
    person.password,
  ]);
  return password;
}

/**
 * The device that a person signs in at. One that the centre does not know keeps its id (the centre may be restored from a backup); one
 * that is another person's stays theirs, and this person gets a new one. Null: revoked.
 */
async function deviceOf(client: Client, person: string, ask: AtMachine): Promise<string | null> {
  for (const id of [ask.device ?? crypto.randomUUID(), crypto.randomUUID()]) {
    const { rows } = await client.query<{ person: string; revoked: number | null }>(
      `INSERT INTO device AS d (id, person, name, created, last_seen) VALUES ($1, $2, $3, now_ms(), now_ms())
       ON CONFLICT (id) DO UPDATE SET name = CASE WHEN d.person = $2 THEN excluded.name ELSE d.name END
       RETURNING person, revoked`,
      [id, person, ask.deviceName],
    );
    if (rows[0]?.person === person) return rows[0].revoked === null ? id : null;
  }
  throw new Error('a new device id is taken');
}

/** New tokens for a person at a device whose row is locked. Both tokens are of after everything that ended there. */
export async function give(
  { tokens, signing, company, policy, now }: SignInParts,
  client: Client,
  { id, login, name, role, skills, level }: Admitted,
  device: string,
  from: { before: string | null; tokens: readonly string[] } = { before: null, tokens: [] },
): Promise<SignedIn> {
  const refresh = tokens.signRefresh(device);
  const { rows: held } = await client.query<{ id: string; name: string; months: number | null }>(
    `SELECT t.team AS id, t.name, t.hold_months AS months FROM person_team AS p JOIN team AS t USING (team)
     WHERE p.person = $1 ORDER BY p.home DESC, p.team`,
    [id],
  );
  const teams = held.map(({ id, name }) => ({ id, name }));
  const { rows } = await client.query<{ at: number; key: string | null }>(
    `UPDATE device SET last_seen = greatest(now_ms(), tokens_after + 1) WHERE id = $1 RETURNING last_seen AS at, key`,
    [device],
  );
  if (!rows[0]) throw new Error('the device is gone');
  const { at, key } = rows[0];
  await client.query(
    `INSERT INTO refresh (device, tokens, before, until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (device) DO UPDATE SET tokens = excluded.tokens, before = excluded.before, until = excluded.until`,
    [device, [...from.tokens.slice(1 - successorsAtMost), sha256(refresh)], from.before, at + refreshLife],
  );
  const token = tokens.sign({ sub: id, name, role, device, teams: teams.map((team) => team.id), at });
  const bearer = { person: { id, role, level }, device, teams: teams.map((team) => team.id) };
  // What they have given, and by which rules: their own teams'.
  await fromHereFor(client, bearer.teams);
  const slips = await slipsFor(client, signing, bearer, now());
  return {
    person: { id, name, role, skills, level },
    company,
    teams,
    token,
    tokenUntil: now() + tokenLife,
    refresh,
    device,
    deviceKey: key,
    centreKey: signing.publicKey,
    slips,
    ...(login === undefined ? {} : { login }),
    holds: held.flatMap(({ id: team, months }) => (months === null ? [] : [{ team, months }])),
    policy,
  };
}

type Held = Omit<PersonRow, 'password'> & {
  revoked: number | null;
  tokens: string[] | null;
  before: string | null;
  over: boolean;
  key: string | null;
};

/**
 * New tokens for a refresh token, which is good once. The one before stays good until a successor is used: the answer that brought that
 * one may have been lost, and the network may come back only after hours. One that is older still, or a successor that lost, was
 * copied: whoever has the newest one signs in again as well (RFC 9700, 4.14.2). Null: sign in. `revoked`: an admin has shut this machine
 * out, which whoever holds a token of ours may hear.
 */
export async function refresh(parts: SignInParts, ask: RefreshAsk): Promise<SignedIn | null | 'revoked'> {
  const device = parts.tokens.readRefresh(ask.refresh);
  if (device === null || device !== ask.device) return null;
  const hash = sha256(ask.refresh);
  return inTransaction(parts.pool, async (client) => {
    await client.query('SELECT 1 FROM device WHERE id = $1 FOR UPDATE', [device]);
    const { rows } = await client.query<Held>(
      `SELECT p.id, p.login, p.name, p.role, p.skills, p.level, p.active, d.revoked, d.key, r.tokens, r.before,
         r.until < now_ms() AS over
       FROM device AS d JOIN person AS p ON p.id = d.person LEFT JOIN refresh AS r ON r.device = d.id WHERE d.id = $1`,
      [device],
    );
    const held = rows[0];
    if (held && held.revoked !== null) return 'revoked';
    if (!held?.active || held.tokens === null || held.over) return null;
    if (!(await isOfDevice(parts, client, held.key, ask))) return null;
    if (held.tokens.includes(hash)) return give(parts, client, held, device, { before: hash, tokens: [] });
    if (held.before === hash) return give(parts, client, held, device, { before: hash, tokens: held.tokens });
    await endDevices(client, [device]);
    return null;
  });
}

/**
 * A device that has a key refreshes with it: a copied refresh token opens nothing, and ends nothing either. One whose key this centre does
 * not know (it was restored from a backup) brings it along.
 */
async function isOfDevice(
  { tokens }: SignInParts,
  client: Client,
  key: string | null,
  { proof, refresh, device }: RefreshAsk,
): Promise<boolean> {
  if (!proof) return key === null;
  if (key !== null && proof.key !== key) return false;
  if (!isProof(tokens, 'refresh', proof, refresh)) return false;
  if (key === null)
    await client.query(
      'UPDATE device SET key = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM device WHERE key = $2)',
      [device, proof.key],
    );
  return true;
}

/** Everything that was given to these devices is over, in every process as soon as it hears of it. */
export async function endDevices(client: Client, ids: readonly string[]): Promise<void> {
  await client.query(
    'UPDATE device SET tokens_after = greatest(now_ms(), last_seen) WHERE id = ANY($1::uuid[])',
    [ids],
  );
  await client.query('DELETE FROM refresh WHERE device = ANY($1::uuid[])', [ids]);
  await tellAll(client);
}

/** The same for all devices of a person, but for one where it is given. Locks them in one order. */
export async function endDevicesOf(client: Client, person: string, but: string | null = null): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM device WHERE person = $1 AND id IS DISTINCT FROM $2::uuid ORDER BY id FOR UPDATE',
    [person, but],
  );
  await endDevices(
    client,
    rows.map(({ id }) => id),
  );
}

/** At the commit every process reads people and devices anew. */
export async function tellAll(client: Client): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [identityChannel, '']);
}
