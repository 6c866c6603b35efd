import type { PoolClient } from 'pg';
import { worthOf } from '#shared/case/compensation.ts';
import { type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { monthOf } from '#shared/recovery/authority.ts';
import type { Given, Till } from '#shared/recovery/till.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { rulesId, rulesRecord } from '#shared/rules/records.ts';
import { gives } from '#shared/sync/ledger.ts';
import type { Waiting } from './batch.ts';

type Client = Pick<PoolClient, 'query'>;

const givingIn = (batch: readonly Waiting[]) => batch.filter(({ offered }) => gives(offered.command));

/**
 * What two processes must not read at once, by names among the streams': what one person gave, and what was given to one customer. With the
 * streams they are taken in one order.
 */
export function tillLocks(batch: readonly Waiting[]): string[] {
  const giving = givingIn(batch);
  return [
    ...new Set(giving.map(({ person }) => `given by ${person}`)),
    ...new Set(giving.map(({ offered }) => `given to ${offered.command.ask.customerId}`)),
  ];
}

type Row = {
  compensation: string;
  customer_id: string;
  case_id: string;
  order_id: string | null;
  person: string;
  month: string;
  minor: number | null;
  currency: string | null;
};

/** Two lists, not an OR: each is found by its index. */
export const tillSql = `
  SELECT compensation, customer_id, case_id, order_id, person, month, minor, currency FROM given
  WHERE team = $1 AND person IS NOT NULL AND customer_id = ANY ($2::text[])
  UNION
  SELECT compensation, customer_id, case_id, order_id, person, month, minor, currency FROM given
  WHERE team = $1 AND person = ANY ($3::text[]) AND month = ANY ($4::text[])`;

/** What was given before to the customers, and by the people, of a batch; null where nothing in it gives. After the locks. */
export async function readTill(
  client: Client,
  team: string,
  batch: readonly Waiting[],
): Promise<Till | null> {
  const giving = givingIn(batch);
  if (giving.length === 0) return null;
  const { rows } = await client.query<Row>(tillSql, [
    team,
    giving.map(({ offered }) => offered.command.ask.customerId),
    giving.map(({ person }) => person),
    giving.map(({ offered }) => monthOf(offered.command.stamp.at)),
  ]);
  const manual = await client.query<{ body: string }>(
    'SELECT body FROM record_now WHERE team = $1 AND key = $2',
    [team, `rules:${rulesId(team, 'manual')}`],
  );
  const records = manual.rows.map(({ body }) => rulesRecord.parse(JSON.parse(body)));
  return { manual: rulesOf(records, team).manual.content, given: rows.map(givenOf) };
}

function givenOf(row: Row): Given {
  const { compensation, customer_id, case_id, order_id, person, month, minor, currency } = row;
  return {
    compensationId: compensation,
    customerId: customer_id,
    caseId: case_id,
    orderId: order_id,
    by: person,
    month,
    worth: minor === null || currency === null ? null : { minor, currency },
  };
}

const keepSql = `
  INSERT INTO given (team, compensation, customer_id, case_id, order_id, person, month, minor, currency)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (team, compensation) DO NOTHING`;

/** Notes what events give, ask for, grant and take back. Also of events that a desk brings back after a restore. In the events' transaction. */
export async function keepGiven(
  client: Client,
  team: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  for (const envelope of events) {
    if (!envelope.type.startsWith('compensation.')) continue;
    const event = readEvent(envelope);
    if (event === null || event.caseId === null) continue;
    const { by, at, customerId, caseId } = event;
    switch (event.type) {
      case 'compensation.given.1':
      case 'compensation.given.2':
      case 'compensation.requested.1':
      case 'compensation.requested.2': {
        const { compensationId, orderId } = event.data;
        const worth = worthOf(event.data);
        const isGiven = event.type.startsWith('compensation.given.');
        await client.query(keepSql, [
          team,
          compensationId,
          customerId,
          caseId,
          orderId,
          isGiven ? by : null,
          isGiven ? monthOf(at) : null,
          worth?.minor ?? null,
          worth?.currency ?? null,
        ]);
        break;
      }
      case 'compensation.approved.1':
        await client.query('UPDATE given SET person = $3, month = $4 WHERE team = $1 AND compensation = $2', [
          team,
          event.data.compensationId,
          by,
          monthOf(at),
        ]);
        break;
      case 'compensation.approved.2':
        await client.query(
          'UPDATE given SET person = $3, month = $4, minor = $5, currency = $6 WHERE team = $1 AND compensation = $2',
          [
            team,
            event.data.compensationId,
            by,
            monthOf(at),
            event.data.amount.minor,
            event.data.amount.currency,
          ],
        );
        break;
      case 'compensation.declined.1':
      case 'compensation.withdrawn.1':
        await client.query('DELETE FROM given WHERE team = $1 AND compensation = $2', [
          team,
          event.data.compensationId,
        ]);
    }
  }
}
