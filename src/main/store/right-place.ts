import type { CommandAsk } from '#shared/case/commands.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { PromiseNow } from '#shared/promise/fold.ts';
import type { Db } from './database.ts';
import type { SamePeople } from './views/same.ts';

/**
 * Where an ask belongs that came from the screen of a person with several records: a case, a promise and a photo stay with the
 * record under which they were written,
 * so that undoing a link parts them again.
 */
export function rightPlace(db: Db, same: SamePeople): (ask: CommandAsk) => CommandAsk {
  const owner = db.prepare<[string], string>('SELECT customer_id FROM case_now WHERE case_id = ?').pluck();
  const attached = db
    .prepare<[string, string], number>(
      "SELECT 1 FROM attachment_now WHERE customer_id = ? AND stream = 'customer' AND attachment_id = ?",
    )
    .pluck();
  const loose = db.prepare<[string], string>('SELECT body FROM loose_now WHERE customer_id = ?').pluck();

  /** Whether what the ask is about stands in this record's own stream. */
  function isThere(customerId: string, { data }: CommandAsk): boolean {
    if ('attachmentId' in data) return attached.get(customerId, data.attachmentId) !== undefined;
    if (!('promiseId' in data)) return false;
    const body = loose.get(customerId);
    return body !== undefined && (JSON.parse(body) as PromiseNow[]).some(({ id }) => id === data.promiseId);
  }

  return (ask) => {
    const ids = same.ids(ask.customerId);
    if (ids.length === 1) return ask;
    if (ask.caseId !== null) {
      const customerId = owner.get(ask.caseId);
      return customerId !== undefined && ids.includes(customerId) ? { ...ask, customerId } : ask;
    }
    const customerId = ids.find((id) => isThere(id, ask));
    return customerId === undefined ? ask : { ...ask, customerId };
  };
}

/**
 * What a link is refused for that only a store knows, not the record's own stream: the two are one person already, or belong to two teams,
 * and then a colleague of one of these would see nobody at all.
 */
export function linkRefusal(db: Db, same: SamePeople): (ask: CommandAsk) => Refusal | null {
  const team = db
    .prepare<{ id: string }, string | null>(
      `SELECT coalesce((SELECT team FROM customer WHERE id = :id),
         (SELECT team FROM event WHERE customer_id = :id LIMIT 1),
         (SELECT team FROM outbox WHERE customer_id = :id LIMIT 1))`,
    )
    .pluck();

  return (ask) => {
    if (ask.type !== 'customer.link') return null;
    const { customerId, data } = ask;
    if (customerId !== data.into && same.survivor(customerId) === same.survivor(data.into))
      return { code: 'linked-already' };
    const [one, other] = [team.get({ id: customerId }) ?? null, team.get({ id: data.into }) ?? null];
    return one !== null && other !== null && one !== other ? { code: 'link-other-team' } : null;
  };
}
