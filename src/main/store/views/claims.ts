import type { ClaimNow } from '#shared/claim/fold.ts';
import type { QueueClaim } from '#shared/views/queue.ts';
import type { Db } from '../database.ts';
import type { People } from './people.ts';

export const myClaimsSql = `
  SELECT customer_id, case_id, owner, body FROM claim_now WHERE owner = ?
  ORDER BY due_at IS NULL, due_at LIMIT 500`;

export const offeredClaimsSql = `
  SELECT customer_id, case_id, owner, body FROM claim_now WHERE offered_to = ? LIMIT 500`;

type Row = { customer_id: string; case_id: string; owner: string; body: string };

/** Open claims that a person is asked to take, then those that they see to, the nearest date first. */
export function claimsOf(
  db: Db,
  { who }: People,
  shown: (record: string) => { customerId: string; customerName: string | null },
): (person: string) => QueueClaim[] {
  const mine = db.prepare<[string], Row>(myClaimsSql);
  const offered = db.prepare<[string], Row>(offeredClaimsSql);

  function line({ customer_id, case_id, owner, body }: Row): QueueClaim {
    const claim = JSON.parse(body) as ClaimNow;
    const { customerId, customerName } = shown(customer_id);
    return {
      claimId: claim.id,
      caseId: case_id,
      customerId,
      customerName,
      against: claim.against,
      name: claim.name,
      reference: claim.reference,
      amount: claim.amount,
      step: claim.step,
      dueAt: claim.dueAt,
      owner: who(owner),
      offeredTo: claim.offer && who(claim.offer.to),
    };
  }

  return (person) => {
    const asked = offered.all(person);
    // Whoever took its case meanwhile sees to it already, and need not take it.
    const others = mine.all(person).filter(({ body }) => !asked.some((one) => one.body === body));
    return [...asked, ...others].map(line);
  };
}
