import type { CompensationNow } from '#shared/case/compensation.ts';
import type { CaseState } from '#shared/case/fold.ts';
import type { Money } from '#shared/order/money.ts';
import { monthOf } from '#shared/recovery/authority.ts';
import { hasEnded, slipTerms, spentOf } from '#shared/recovery/slip.ts';
import type { EarlierRemedy, RemediesView, RequestItem } from '#shared/views/remedies.ts';
import type { Db } from '../database.ts';
import { slipsIn } from '../slips.ts';
import { compensationView } from './cases.ts';
import type { People } from './people.ts';
import { customerName } from './queue.ts';
import type { SamePeople } from './same.ts';

export const spentSql = `
  SELECT currency, sum(minor) AS minor FROM given_now
  WHERE by = ? AND month = ? AND minor IS NOT NULL GROUP BY currency`;

/** Cases of one customer in which something was given or asked for. */
export const remediedSql = `
  SELECT body FROM case_now WHERE customer_id = ? AND json_array_length(body, '$.compensations') > 0`;

const twinsSql =
  'SELECT other_id, min(why) AS why FROM twin WHERE customer_id = ? GROUP BY other_id LIMIT 20';

export const requestsSql = `
  SELECT customer_id, body FROM case_now WHERE requested = 1 AND status = 'open' LIMIT 200`;

/** Cases with answers that somebody has not read. */
export const answersSql = `
  SELECT DISTINCT c.customer_id, c.body FROM answer_now AS a
  JOIN case_now AS c ON c.customer_id = a.customer_id AND c.case_id = a.case_id
  WHERE a.asked_by = ? LIMIT 200`;

type Parts = { db: Db; people: People; same: SamePeople; self: string; now: () => number };
type Twin = { other_id: string; why: EarlierRemedy['why'] };
type Stored = Pick<CaseState, 'id' | 'number' | 'subject' | 'kind' | 'owner' | 'compensations'>;

/** What somebody must see before they give something: what was given before, to whom, and what they have left this month. */
export function remediesView({ db, people, same, self, now }: Parts) {
  const spent = db.prepare<[string, string], Money>(spentSql);
  const remedied = db.prepare<[string], string>(remediedSql).pluck();
  const twins = db.prepare<[string], Twin>(twinsSql);
  const name = customerName(db);
  const slips = slipsIn(db, self);

  function mayGive(customerId: string): RemediesView['may'] {
    const held = slips.at(customerId, now());
    if (held === null || hasEnded(held)) return held;
    const { slip } = held;
    return { terms: slipTerms(slip), spent: spentOf(slip, slips.since(slip)), until: slip.until };
  }

  function given(customerId: string, why: EarlierRemedy['why']): EarlierRemedy[] {
    return remedied.all(customerId).flatMap((body) => {
      const { id: caseId, subject, compensations } = JSON.parse(body) as Stored;
      return compensations.filter(counts).map((one) => ({
        compensation: compensationView(one, people.who),
        caseId,
        subject,
        customerId,
        customerName: name(customerId),
        why,
      }));
    });
  }

  return (customerId: string): RemediesView => {
    const ids = same.ids(customerId);
    // Each record once: of a twin who is linked with others, what these were given counts as much.
    const others = new Map<string, EarlierRemedy['why']>();
    for (const { other_id, why } of ids.flatMap((id) => twins.all(id)))
      for (const id of same.ids(other_id)) if (!ids.includes(id) && !others.has(id)) others.set(id, why);
    return {
      spent: spent.all(self, monthOf(now())),
      may: mayGive(customerId),
      earlier: [
        ...ids.flatMap((id) => given(id, 'same-customer')),
        ...[...others].flatMap(([id, why]) => given(id, why)),
      ].sort((a, b) => b.compensation.at - a.compensation.at),
    };
  };
}

/** What was refused has been asked for: whoever would ask again should know, and why it was. */
const counts = ({ state }: CompensationNow): boolean => state !== 'withdrawn';

type StoredRow = { customer_id: string; body: string };

/** Compensations of cases, as lines of a queue. */
function itemsOf(db: Db, people: People) {
  const name = customerName(db);
  return (rows: readonly StoredRow[], of: (one: CompensationNow) => boolean): RequestItem[] =>
    rows.flatMap(({ customer_id: customerId, body }) => {
      const { id: caseId, number, subject, kind, owner, compensations } = JSON.parse(body) as Stored;
      return compensations.filter(of).map((one) => ({
        caseId,
        number,
        subject,
        kind,
        customerId,
        customerName: name(customerId),
        owner: people.who(owner),
        compensation: compensationView(one, people.who),
      }));
    });
}

/** What waits for a yes or a no. */
export function requestsView(db: Db, people: People) {
  const rows = db.prepare<[], StoredRow>(requestsSql);
  const items = itemsOf(db, people);
  return (): RequestItem[] =>
    items(rows.all(), ({ state }) => state === 'requested').sort(
      (a, b) => a.compensation.at - b.compensation.at,
    );
}

/** What became of what somebody asked for, until they have read it: the newest answer first. */
export function answersView(db: Db, people: People, self: string) {
  const rows = db.prepare<[string], StoredRow>(answersSql);
  const items = itemsOf(db, people);
  const answeredAt = ({ compensation: { answered, at } }: RequestItem) => answered?.at ?? at;
  return (): RequestItem[] =>
    items(rows.all(self), ({ by, unread }) => by === self && unread === true).sort(
      (a, b) => answeredAt(b) - answeredAt(a),
    );
}
