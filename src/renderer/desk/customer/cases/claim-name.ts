import type { ClaimView } from '#shared/views/case.ts';
import type { Say } from '../say.ts';

/** What a claim is called where there may be several: `SEUR, €20.00`. */
export const claimName = (
  { name, amount }: Pick<ClaimView, 'name' | 'amount'>,
  { money }: Pick<Say, 'money'>,
): string => `${name}, ${money(amount)}`;
