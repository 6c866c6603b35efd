import type { PoolClient } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { foundByEvents } from '../customers/found.ts';
import { watchPromises } from '../promises/watch.ts';
import { keepGiven } from './till.ts';

type Client = Pick<PoolClient, 'query'>;

/** An answer to keep. `events`: how many of the new events are this command's, from which place among them on. */
export type NewAnswer = {
  id: string;
  hash: string;
  person: string;
  device: string;
  incarnation: string;
} & ({ answer: CommandAnswer } | { place: number; count: number });

const columns = (events: readonly EventEnvelope[]) => [
  events.map(() => 'event'),
  events.map(({ id }) => id),
  events.map(({ customerId }) => customerId),
  events.map(({ customerId, caseId }) => streamName(customerId, caseId)),
  events.map((event) => JSON.stringify(event)),
];

/**
 * Numbers events and keeps answers in one statement, the last before the commit: `team_head` is locked from here on and nobody waits for
 * a round trip. What they give is noted in the till before that. Returns the first number, null where there were no events.
 */
export async function append(
  client: Client,
  team: string,
  at: number,
  events: readonly EventEnvelope[],
  answers: readonly NewAnswer[],
): Promise<number | null> {
  if (answers.length === 0 && events.length === 0) return null;
  await watchPromises(client, team, events);
  await keepGiven(client, team, events);
  await foundByEvents(client, team, events);
  const numbered = events.length > 0;
  const first = numbered
    ? `SELECT append_changes($1, $2, $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS first`
    : 'SELECT NULL::bigint AS first';
  const own = numbered ? [team, at, ...columns(events)] : [team, at];
  if (answers.length === 0) {
    const { rows } = await client.query<{ first: number | null }>(first, own);
    return rows[0]?.first ?? null;
  }
  const $ = (index: number) => `$${own.length + index}`;
  const { rows } = await client.query<{ first: number | null }>(
    `WITH appended AS MATERIALIZED (${first})
     INSERT INTO answer (team, command_id, hash, answer, person, device, incarnation, at)
     SELECT $1, a.id, a.hash,
       coalesce(a.answer, jsonb_build_object('id', a.id, 'outcome', 'accepted', 'team', $1::text, 'n', appended.first + a.place, 'count', a.count)),
       a.person, a.device, a.incarnation, $2
     FROM appended, unnest(${$(1)}::uuid[], ${$(2)}::text[], ${$(3)}::jsonb[], ${$(4)}::bigint[], ${$(5)}::int[],
       ${$(6)}::text[], ${$(7)}::uuid[], ${$(8)}::uuid[]) AS a (id, hash, answer, place, count, person, device, incarnation)
     RETURNING (SELECT first FROM appended) AS first`,
    [
      ...own,
      answers.map(({ id }) => id),
      answers.map(({ hash }) => hash),
      answers.map((one) => ('answer' in one ? JSON.stringify(one.answer) : null)),
      answers.map((one) => ('place' in one ? one.place : null)),
      answers.map((one) => ('count' in one ? one.count : null)),
      answers.map(({ person }) => person),
      answers.map(({ device }) => device),
      answers.map(({ incarnation }) => incarnation),
    ],
  );
  return rows[0]?.first ?? null;
}
