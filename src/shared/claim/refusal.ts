import type { CommandAsk } from '../case/commands.ts';
import type { CaseState } from '../case/fold.ts';
import type { Refusal } from '../case/refusals.ts';
import type { ClaimNow } from './fold.ts';

type Move = Extract<CommandAsk, { type: 'claim.close' | 'claim.offer' | 'claim.take' }>;

/** Who sees to a claim: whoever took it, else the owner of its case. */
export const claimOwner = (claim: ClaimNow, caseOwner: string): string => claim.owner ?? caseOwner;

/**
 * Part of `decide`: why a move of a claim is refused to the person `by`, or null. Whether its case is solved does not matter: the
 * customer's case does not wait for the claim, and the claim goes on after it.
 */
export function claimRefusal(
  now: CaseState,
  claims: readonly ClaimNow[],
  ask: Move,
  by: string,
): Refusal | null {
  const claim = claims.find(({ id }) => id === ask.data.claimId);
  if (!claim) return { code: 'claim-unknown' };
  if (claim.status === 'closed') return { code: 'claim-closed' };
  const owner = claimOwner(claim, now.owner);
  switch (ask.type) {
    case 'claim.close':
      return null;
    case 'claim.offer':
      if (ask.data.to === null)
        return claim.offer === null ? { code: 'not-offered' } : withdrawRefusal(claim, owner, by);
      if (owner !== by) return { code: 'not-claim-owner' };
      return ask.data.to === by ? { code: 'own-claim' } : null;
    case 'claim.take':
      if (owner === by) return { code: 'own-claim' };
      // Whoever was asked may, also where the case went to somebody else meanwhile and the claim with it.
      return owner === ask.data.from || claim.offer?.to === by ? null : { code: 'claim-owner-changed' };
  }
}

/** The owner asks no longer, or who was asked says no. Nobody else. */
const withdrawRefusal = (claim: ClaimNow, owner: string, by: string): Refusal | null =>
  owner === by || claim.offer?.to === by ? null : { code: 'not-claim-owner' };
