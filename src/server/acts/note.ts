import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import type { ActFields, ActKind } from '#shared/sync/acts.ts';
import type { Requester } from '../identity/requester.ts';

type Client = Pick<PoolClient, 'query'>;

/** Who does something, at which machine. `device` null: the centre itself. */
export type Doer = { person: string; device: string | null };

export const doerOf = ({ person, device }: Requester): Doer => ({ person: person.id, device });

/** `target`: kind and id. `before` and `after`: fields that are no secret; null where it was, or is, not there. */
export type Noted = {
  what: ActKind;
  target: `${string}:${string}`;
  before: ActFields | null;
  after: ActFields | null;
};

/**
 * Writes down who did what, in the caller's transaction and so exactly when it is done. Where nothing changed nothing was done. Call it
 * before what locks the teams' heads.
 */
export async function noteAct(client: Client, { person, device }: Doer, act: Noted): Promise<void> {
  const { what, target, before, after } = act;
  if (isDeepStrictEqual(before, after)) return;
  await client.query(
    'INSERT INTO admin_act (person, device, what, target, before, after) VALUES ($1, $2, $3, $4, $5, $6)',
    [person, device, what, target.slice(0, 250), jsonOf(before), jsonOf(after)],
  );
}

const jsonOf = (fields: ActFields | null): string | null => (fields === null ? null : JSON.stringify(fields));
