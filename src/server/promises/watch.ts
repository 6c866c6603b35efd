import type { PoolClient } from 'pg';
import { type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { isStorable } from '../database/storable.ts';
import { keyOf } from '../records/read.ts';

type Client = Pick<PoolClient, 'query'>;

/** Notes which of the events are promises that keep themselves, in the transaction that numbers them. One that is known stays as it is. */
export async function watchPromises(
  client: Client,
  team: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  const rows = events.flatMap((envelope) => {
    const event = envelope.type === 'promise.made.2' ? readEvent(envelope) : null;
    if (event?.type !== 'promise.made.2' || event.data.proof === null) return [];
    const { orderId, event: proof } = event.data.proof;
    // No order that the centre knows has an id that PostgreSQL cannot hold.
    if (!isStorable(orderId)) return [];
    const stream = streamName(event.customerId, event.caseId);
    return [{ id: event.id, stream, key: keyOf({ type: 'order', id: orderId }), proof, at: event.at }];
  });
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO promise_watch (team, event_id, stream, order_key, proof, made_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
     ON CONFLICT DO NOTHING`,
    [
      team,
      rows.map(({ id }) => id),
      rows.map(({ stream }) => stream),
      rows.map(({ key }) => key),
      rows.map(({ proof }) => proof),
      rows.map(({ at }) => at),
    ],
  );
}
