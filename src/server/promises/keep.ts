import type { Pool } from 'pg';
import { type CaseEvent, type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { apply, fold } from '#shared/case/fold.ts';
import type { ProofEvent } from '#shared/case/words.ts';
import { proves } from '#shared/order/proof.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { keptByItself, type Made } from '#shared/promise/keep.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import { append } from '../ledger/append.ts';
import { lockStreams, readStreams } from '../ledger/streams.ts';

/** Promises of a team whose order is known in a state that was not looked at yet. */
export const toCheck = `
  SELECT w.event_id AS id, w.stream, w.proof, w.made_at AS "madeAt", r.n, r.body
  FROM promise_watch AS w JOIN record_now AS r ON r.team = w.team AND r.key = w.order_key
  WHERE w.team = $1 AND r.n IS DISTINCT FROM w.checked ORDER BY w.event_id LIMIT $2`;

type Row = { id: string; stream: string; proof: ProofEvent; madeAt: number; n: number; body: string };

const most = 200;

/**
 * Keeps the promises of a team whose orders have done what was promised: whether the order came after the promise or before (made by a desk
 * without a network). Several processes may at once: each decides under the lock of the stream, and the event's id is always the same.
 * Returns how many were kept. `now`: the ledger's clock, ms.
 */
export async function keepPromises(pool: Pool, team: string, now: () => number): Promise<number> {
  for (let kept = 0; ; ) {
    const { rows } = await teamsOnly(pool, [team]).query<Row>(toCheck, [team, most]);
    if (rows.length === 0) return kept;
    const orders = new Map(rows.map((row) => [row.id, JSON.parse(row.body) as OrderRecord]));
    const isProven = ({ id, proof, madeAt }: Row) => {
      const order = orders.get(id);
      return order !== undefined && proves(order, proof, madeAt) !== null;
    };
    const proven = rows.filter(isProven);
    await leave(
      pool,
      team,
      rows.filter((row) => !isProven(row)),
    );
    if (proven.length > 0) kept += await keep(pool, team, proven, orders, now);
    if (rows.length < most) return kept;
  }
}

async function leave(pool: Pool, team: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await teamsOnly(pool, [team]).query(
    `UPDATE promise_watch AS w SET checked = u.n FROM unnest($2::text[], $3::bigint[]) AS u (id, n)
     WHERE w.team = $1 AND w.event_id = u.id`,
    [team, rows.map(({ id }) => id), rows.map(({ n }) => n)],
  );
}

async function keep(
  pool: Pool,
  team: string,
  rows: readonly Row[],
  orders: ReadonlyMap<string, OrderRecord>,
  now: () => number,
): Promise<number> {
  return inTeams(pool, [team], async (client) => {
    const streams = [...new Set(rows.map(({ stream }) => stream))];
    await lockStreams(client, team, streams);
    const numbered = await readStreams(client, team, streams);
    const events: EventEnvelope[] = [];
    for (const [stream, theirs] of Map.groupBy(rows, (row) => row.stream)) {
      const known = (numbered.get(stream) ?? []).flatMap((envelope) => readEvent(envelope) ?? []);
      let state = fold(known);
      for (const { id } of theirs) {
        const made = known.find((event): event is Made => event.id === id && event.type === 'promise.made.2');
        const order = orders.get(id);
        const event = made && order ? keptByItself(made, state, order, now()) : null;
        if (event === null || known.some((one) => one.id === event.id)) continue;
        events.push(event);
        state = apply(state, event as CaseEvent);
      }
    }
    // Also of those that ended otherwise, or that a restored ledger has lost: whoever brings one back is watched anew.
    await client.query('DELETE FROM promise_watch WHERE team = $1 AND event_id = ANY ($2::text[])', [
      team,
      rows.map(({ id }) => id),
    ]);
    await append(client, team, now(), events, []);
    return events.length;
  });
}
