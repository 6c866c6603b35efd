import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Money } from '#shared/order/money.ts';
import { monthOf, termsOf } from '#shared/recovery/authority.ts';
import { isOf, lifeOf, type Slip, slip, slipKind } from '#shared/recovery/slip.ts';
import type { Carried } from '#shared/recovery/till.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { rulesId, rulesRecord } from '#shared/rules/records.ts';
import type { Requester } from '../identity/requester.ts';
import type { Signing } from '../identity/signing.ts';
import type { Waiting } from './batch.ts';

type Client = Pick<PoolClient, 'query'>;

/**
 * How long before a month begins its slips are given out as well, ms: longer than from one refresh to the next, so that a desk with a network
 * gives at once in the month's first minutes too.
 */
const ahead = 20 * 60_000;

type Row = {
  team: string;
  n: number;
  rules: string | null;
  spent: ({ period: string } & Money)[] | null;
};

/** One statement, and so one moment: what was spent is what the stream says up to `n`. */
export const slipsSql = `
  SELECT h.team, h.n, r.body AS rules,
    (SELECT json_agg(json_build_object('period', g.month, 'currency', g.currency, 'minor', g.minor)) FROM (
       SELECT month, currency, sum(minor)::bigint AS minor FROM given
       WHERE team = h.team AND person = $3 AND month = ANY ($4::text[]) AND minor IS NOT NULL
       GROUP BY month, currency ORDER BY month, currency) AS g) AS spent
  FROM unnest($1::text[], $2::text[]) AS t (team, key)
  JOIN team_head AS h ON h.team = t.team
  LEFT JOIN record_now AS r ON r.team = t.team AND r.key = t.key`;

/** Whose slips are asked for. */
export type Bearer = Pick<Requester, 'device' | 'teams'> & {
  person: Pick<Requester['person'], 'id' | 'role' | 'level'>;
};

/** What a person may give at once at a machine, in each of their teams, in the centre's own words (decision 0025). */
export async function slipsFor(
  client: Client,
  signing: Signing,
  { person, device, teams }: Bearer,
  now: number,
): Promise<string[]> {
  const periods = [...new Set([monthOf(now), monthOf(now + ahead)])];
  const keys = teams.map((team) => `rules:${rulesId(team, 'manual')}`);
  const { rows } = await client.query<Row>(slipsSql, [teams, keys, person.id, periods]);
  return rows.flatMap(({ team, n, rules, spent }) => {
    const records = rules === null ? [] : [rulesRecord.parse(JSON.parse(rules))];
    const { content, version } = rulesOf(records, team).manual;
    return periods.map((period) => {
      const body: Slip = {
        id: randomUUID(),
        person: person.id,
        device,
        team,
        role: person.role,
        level: person.level,
        manual: version,
        ...termsOf(content, person.role, person.level),
        spent: (spent ?? []).flatMap(({ period: of, ...money }) => (of === period ? money : [])),
        n,
        period,
        issued: now,
        ...lifeOf(period, now),
      };
      return signing.sign(slipKind, body);
    });
  });
}

/** What a command carries that says its sender may give this, here and then. */
export function carriedBy({ read }: Pick<Signing, 'read'>, team: string, waiting: Waiting): Carried {
  const { command } = waiting.offered;
  const found = command.slip === undefined ? null : read(command.slip, slipKind, slip);
  if (found === null) return null;
  const { person, device } = waiting;
  return isOf(found, { person, device, team, at: command.stamp.at }) ? found : 'wrong';
}
