import type { PoolClient } from 'pg';
import { readEvent } from '#shared/case/events.ts';
import { fold } from '#shared/case/fold.ts';
import { joined, type RecordLink } from '#shared/customer/links.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { readStreams } from '../ledger/streams.ts';

type Client = Pick<PoolClient, 'query'>;

/** Every link that was ever made between records which these lead to, also those that were taken back since. */
export const linksSql = `
  WITH RECURSIVE reached (id) AS (
    SELECT id COLLATE "C" FROM unnest($2::text[]) AS id
    UNION
    SELECT l.id FROM reached AS r, LATERAL (
      SELECT value AS id FROM customer_found WHERE team = $1 AND customer_id = r.id COLLATE "default" AND kind = 'linked'
      UNION ALL SELECT customer_id COLLATE "C" FROM customer_found WHERE team = $1 AND kind = 'linked' AND value = r.id
    ) AS l
  )
  SELECT f.customer_id AS id, f.value AS into FROM reached AS r
  JOIN customer_found AS f ON f.team = $1 AND f.customer_id = r.id COLLATE "default" AND f.kind = 'linked'`;

/**
 * Who of these customers are one person with others, as their streams say now: all records of the person, itself among them. One who is linked with nobody is
 * not told. A link that was taken back counts no more; one that closes a circle ties nobody who is not tied already.
 */
export async function personsOf(
  client: Client,
  team: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ id: string; into: string }>(linksSql, [team, ids]);
  if (rows.length === 0) return new Map();
  const streams = await readStreams(client, team, [...new Set(rows.map(({ id }) => streamName(id, null)))]);
  const links = rows.flatMap(({ id, into }): RecordLink[] => {
    const events = streams.get(streamName(id, null)) ?? [];
    const { linked } = fold(events.flatMap((event) => readEvent(event) ?? [])).file;
    // Their numbers say which of two that go around counts; who is one with whom is the same either way.
    return linked?.into === into ? [{ from: id, n: null, ...linked }] : [];
  });
  const { person } = joined(links);
  return new Map(links.flatMap(({ from, into }) => [from, into]).map((id) => [id, person(id).ids]));
}
