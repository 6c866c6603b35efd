import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Pool } from 'pg';
import type { IntegrationView } from '#shared/sync/records.ts';
import { type Doer, doerOf, noteAct } from '../acts/note.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { sha256 } from '../sha256.ts';

/** Told from a person's token by how it begins, and from other secrets by who finds one where it should not be. */
const prefix = 'hilo_records_';
const minute = 60_000;

/** Makes a token. It is told this once: the database keeps its hash. */
export async function makeIntegration(
  pool: Pool,
  name: string,
  by: Doer,
  now: number,
): Promise<IntegrationView & { token: string }> {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  const id = randomUUID();
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO integration (id, name, scope, token, created, created_by) VALUES ($1, $2, 'records', $3, $4, $5)`,
      [id, name, sha256(token), now, by.person],
    );
    const after = { name, scope: 'records', revoked: false };
    await noteAct(client, by, { what: 'integration.made', target: `integration:${id}`, before: null, after });
  });
  return { id, name, scope: 'records', created: now, lastUsed: null, revoked: null, token };
}

export async function listIntegrations(pool: Pool): Promise<IntegrationView[]> {
  const { rows } = await pool.query<IntegrationView>(
    'SELECT id, name, scope, created, last_used AS "lastUsed", revoked FROM integration ORDER BY created DESC, id LIMIT 500',
  );
  return rows;
}

/** Ends a token at once. @returns false where there is none. */
export async function revokeIntegration(pool: Pool, id: string, by: Doer, now: number): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Pick<IntegrationView, 'name' | 'scope' | 'revoked'>>(
      'SELECT name, scope, revoked FROM integration WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!rows[0]) return false;
    await client.query('UPDATE integration SET revoked = coalesce(revoked, $2) WHERE id = $1', [id, now]);
    const { name, scope, revoked } = rows[0];
    await noteAct(client, by, {
      what: 'integration.revoked',
      target: `integration:${id}`,
      before: { name, scope, revoked: revoked !== null },
      after: { name, scope, revoked: true },
    });
    return true;
  });
}

/** Programs whose token was good, by their request. */
const programs = new WeakMap<FastifyRequest, string>();

/** Who asks, behind `sendsRecords`: an admin at a machine, or a program, which has neither. */
export function senderOf(request: FastifyRequest): Doer {
  const program = programs.get(request);
  return program === undefined ? doerOf(request.who) : { person: `integration:${program}`, device: null };
}

/** A hook that lets through programs with a token of this scope, and admins. Answers 401 `sign-in`, 403 `not-allowed`. */
export function sendsRecords(pool: Pool, gate: Gate, now: () => number) {
  const admin = gate.signedIn('admin');
  async function letIn(request: FastifyRequest, token: string): Promise<void> {
    const { rows } = await pool.query<{ id: string; last_used: number | null }>(
      'SELECT id, last_used FROM integration WHERE token = $1 AND revoked IS NULL',
      [sha256(token)],
    );
    const [found] = rows;
    if (!found) throw new ProblemError('sign-in', 'This token is not good now.');
    programs.set(request, found.id);
    if (now() - (found.last_used ?? 0) > minute)
      await pool.query('UPDATE integration SET last_used = $2 WHERE id = $1', [found.id, now()]);
  }
  const hook: onRequestHookHandler = function (request, reply, done) {
    const token = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token?.startsWith(prefix)) return admin.call(this, request, reply, done);
    letIn(request, token).then(() => done(), done);
  };
  return Object.assign(hook, { asksForToken: true } as const);
}
