import type { Money } from '#shared/order/money.ts';
import { type Ended, hasEnded, type Slip, slip, slipAt, slipKind } from '#shared/recovery/slip.ts';
import type { Db } from './database.ts';
import { accountIn } from './sync/account.ts';
import { statementIn } from './sync/statement.ts';

/** A slip with the centre's own words. */
type Held = { slip: Slip; text: string };

export type Slips = {
  /**
   * What says how much may be given to a customer at a moment; or why nothing does. Null: this store's centre gives out no slips, or there is
   * no centre: then the manual alone says it.
   */
  at(customerId: string, at: number): Held | Ended | null;
  /** The centre's own words for it, to go with what is given; null: there is nothing to carry. */
  textAt(customerId: string, at: number): string | null;
  /** What was given in a slip's month and team that the slip does not count yet. One for each currency. */
  since(slip: Slip): Money[];
};

/** Of a customer whom no centre has numbered yet, none. */
const teamSql = (customer: string) => `
  coalesce((SELECT nullif(team, '') FROM customer WHERE id = ${customer}),
    (SELECT team FROM event WHERE customer_id = ${customer} LIMIT 1),
    (SELECT team FROM outbox WHERE customer_id = ${customer} AND team IS NOT NULL LIMIT 1))`;

/**
 * By the numbers of the team's stream, not by clocks: the slip counts what stood there up to its own. What waits to be sent has none. What
 * is of no team yet counts in each.
 */
export const sinceSql = `
  SELECT currency, sum(minor) AS minor FROM given_now AS g
  WHERE by = :by AND month = :month AND minor IS NOT NULL
    AND coalesce(${teamSql('g.customer_id')}, :team) = :team
    AND NOT EXISTS (
      SELECT 1 FROM event AS e
      WHERE e.customer_id = g.customer_id AND e.stream = 'case:' || g.case_id AND e.n <= :n AND e.team = :team
        AND e.type IN ('compensation.given.1', 'compensation.given.2', 'compensation.approved.1', 'compensation.approved.2')
        AND json_extract(e.data, '$.compensationId') = g.compensation_id)
  GROUP BY currency`;

/** The slips that a store got from its centre. @param self whose store it is */
export function slipsIn(db: Db, self: string): Slips {
  const account = accountIn(db);
  const team = db.prepare<{ id: string }, string | null>(`SELECT ${teamSql(':id')}`).pluck();
  const since = db.prepare<{ by: string; month: string; team: string; n: number }, Money>(sinceSql);
  const at: Slips['at'] = (customerId, at) => {
    const texts = account.slips();
    if (texts === null) return null;
    const [key, device] = [account.centreKey(), account.device()];
    const where = team.get({ id: customerId }) ?? account.teams()[0];
    const held = texts.flatMap((text): Held[] => {
      const read = statementIn(key, text, slipKind, slip);
      const isOurs = read?.person === self && read.device === device && read.team === where;
      return isOurs ? [{ slip: read, text }] : [];
    });
    const found = slipAt(
      held.map(({ slip }) => slip),
      at,
    );
    return hasEnded(found) ? found : (held.find(({ slip }) => slip === found) ?? null);
  };
  return {
    at,
    textAt(customerId, moment) {
      const found = at(customerId, moment);
      return found === null || hasEnded(found) ? null : found.text;
    },
    since: ({ period: month, team, n }) => since.all({ by: self, month, team, n }),
  };
}
