import type { PoolClient } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { foundByEvents } from '../customers/found.ts';
import type { End } from '../database/transaction.ts';
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

/** Bodies as lines: JSON has no line break in it, and an array's text would escape every quotation mark. */
const numbering = `
  SELECT append_changes($1, $2, array_fill('event'::text, ARRAY[cardinality($3::text[])]), $3, $4::text[], $5::text[],
    string_to_array($6, chr(10))) AS first`;

/** `$s`: the place of the first of its parameters. Gives one row, however many answers it keeps. */
const keeping = (first: string, s: number): string => `
  WITH appended AS MATERIALIZED (${first}), kept AS (
    INSERT INTO answer (team, command_id, hash, answer, person, device, incarnation, at)
    SELECT $1, a.id, a.hash,
      coalesce(a.answer, jsonb_build_object('id', a.id, 'outcome', 'accepted', 'team', $1::text, 'n', appended.first + a.place, 'count', a.count)),
      ($${s}::text[])[a.sender], ($${s + 1}::uuid[])[a.sender], ($${s + 2}::uuid[])[a.sender], $2
    FROM appended, unnest($${s + 3}::uuid[], $${s + 4}::text[], $${s + 5}::jsonb[], $${s + 6}::bigint[], $${s + 7}::int[], $${s + 8}::int[])
      AS a (id, hash, answer, place, count, sender)
  ) SELECT first FROM appended`;

/** Prepared once a connection: they read no table, so there is one way to run them. */
const statements = {
  both: { name: 'append-both', text: keeping(numbering, 7) },
  events: { name: 'append-events', text: numbering },
  answers: { name: 'append-answers', text: keeping('SELECT NULL::bigint AS first', 3) },
} as const;

const eventValues = (events: readonly EventEnvelope[]): unknown[] => [
  events.map(({ id }) => id),
  events.map(({ customerId }) => customerId),
  events.map(({ customerId, caseId }) => streamName(customerId, caseId)),
  events.map((event) => JSON.stringify(event)).join('\n'),
];

/** A push has one sender, a batch has few. */
function answerValues(answers: readonly NewAnswer[]): unknown[] {
  const places = new Map<string, number>();
  const senders: NewAnswer[] = [];
  const senderOf = (one: NewAnswer): number => {
    const key = `${one.device} ${one.incarnation} ${one.person}`;
    const place = places.get(key) ?? senders.push(one);
    places.set(key, place);
    return place;
  };
  const bySender = answers.map(senderOf);
  return [
    senders.map(({ person }) => person),
    senders.map(({ device }) => device),
    senders.map(({ incarnation }) => incarnation),
    answers.map(({ id }) => id),
    answers.map(({ hash }) => hash),
    answers.map((one) => ('answer' in one ? JSON.stringify(one.answer) : null)),
    answers.map((one) => ('place' in one ? one.place : null)),
    answers.map((one) => ('count' in one ? one.count : null)),
    bySender,
  ];
}

/**
 * Numbers events and keeps answers in one statement, the last before the commit: `team_head` is locked from here on and nobody waits for
 * a round trip. What they give is noted in the till before that. Returns the first number, null where there were no events.
 * @param end of the transaction, where nothing comes after this
 */
export async function append(
  client: Client,
  team: string,
  at: number,
  events: readonly EventEnvelope[],
  answers: readonly NewAnswer[],
  end: End = () => undefined,
): Promise<number | null> {
  if (answers.length === 0 && events.length === 0) return null;
  await watchPromises(client, team, events);
  await keepGiven(client, team, events);
  await foundByEvents(client, team, events);
  const asked = client.query<{ first: number | null }>({
    ...(events.length === 0
      ? statements.answers
      : answers.length === 0
        ? statements.events
        : statements.both),
    values: [
      team,
      at,
      ...(events.length === 0 ? [] : eventValues(events)),
      ...(answers.length === 0 ? [] : answerValues(answers)),
    ],
  });
  end();
  const { rows } = await asked;
  return rows[0]?.first ?? null;
}
