import type { PoolClient } from 'pg';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { fromHereFor } from '../database/transaction.ts';

/** A command in quarantine that somebody accepted, and whose it is to review. */
export type Reviewed = { n: number; team: string };

export const heldSql =
  'SELECT n FROM quarantine WHERE n = ANY ($1::bigint[]) AND verdict IS NULL ORDER BY n FOR SHARE';

/**
 * Of what was accepted from quarantine, what nobody has decided yet; held to the end of the transaction that takes it into the ledger of `team`: whoever declines
 * waits for that, and looks into the ledger. So it is declined or taken, without anything that an end of a process could leave behind.
 */
export async function holdWaiting(
  client: PoolClient,
  team: string,
  reviewed: readonly Reviewed[],
): Promise<ReadonlySet<number>> {
  // It may wait for another team: whose its customer is was not known when it was handed in.
  await fromHereFor(client, [team, ...reviewed.map((one) => one.team)]);
  const { rows } = await client.query<{ n: number }>(heldSql, [reviewed.map(({ n }) => n)]);
  await fromHereFor(client, [team]);
  return new Set(rows.map(({ n }) => n));
}

/** What the ledger of any team says of commands, by id and bytes; and of those that only their events tell of (shared/sync/ledger.ts, Known). */
export const takenSql = `
  SELECT command_id::text AS id, hash, answer FROM answer
  WHERE team = ANY (ARRAY(SELECT team FROM team)) AND command_id = ANY ($1::uuid[])
  UNION ALL
  SELECT split_part(key, ':', 1), NULL, jsonb_build_object('id', split_part(key, ':', 1), 'outcome', 'accepted', 'team', team, 'n', n, 'count', 1)
  FROM change WHERE team = ANY (ARRAY(SELECT team FROM team)) AND kind = 'event' AND key = ANY ($2::text[])`;

/**
 * Of commands in quarantine those that the ledger has taken, with its answers. Ask it with their rows locked.
 * @param teams of the requester, whose rows alone the rest of the transaction sees
 */
export async function takenOf(
  client: PoolClient,
  teams: readonly string[],
  commands: readonly { commandId: string; hash: string }[],
): Promise<ReadonlyMap<string, CommandAnswer>> {
  if (commands.length === 0) return new Map();
  const ids = commands.map(({ commandId }) => commandId);
  await fromHereFor(client, ['*']);
  const { rows } = await client.query<{ id: string; hash: string | null; answer: CommandAnswer }>(takenSql, [
    ids,
    ids.map((id) => `${id}:0`),
  ]);
  await fromHereFor(client, teams);
  const hashes = new Map(commands.map(({ commandId, hash }) => [commandId, hash]));
  return new Map(
    rows.flatMap(({ id, hash, answer }) =>
      answer.outcome === 'accepted' && (hash === null || hash === hashes.get(id)) ? [[id, answer]] : [],
    ),
  );
}
