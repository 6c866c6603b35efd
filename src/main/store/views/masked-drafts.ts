import { maskPhone } from '#shared/customer/mask.ts';
import type { Draft } from '#shared/views/unsent.ts';
import type { Veil } from '../veil.ts';

const wrapUp = 'wrap-up.';

/**
 * Drafts as the person of this desk may see them: they may have been kept before anything was masked. Calls and tabs carry the number that rang,
 * and a wrap-up one that was picked from the customer's. What somebody is writing themselves stays as it is.
 */
export const maskedDrafts = (veil: Veil, drafts: readonly Draft[]): Draft[] =>
  drafts.flatMap((draft) => {
    const isShell = draft.key.startsWith('shell.');
    if (!isShell && !draft.key.startsWith(wrapUp)) return [draft];
    const customerId = draft.key.slice(wrapUp.length);
    const hide = isShell ? rang(veil) : picked(veil, customerId);
    try {
      return [{ ...draft, body: JSON.stringify(JSON.parse(draft.body, hide)) }];
    } catch {
      // No page could read it either.
      return [];
    }
  });

/** A call, or the tab of a caller who is not known yet. */
const rang =
  (veil: Veil) =>
  (_: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { number, shown, from, customerId } = value as Partial<Record<string, unknown>>;
    if (typeof customerId === 'string' && !veil.hides(customerId)) return value;
    const tab = typeof from === 'string' ? { from: veil.caller(from) } : {};
    if (typeof number !== 'string' || typeof shown !== 'string') return { ...value, ...tab };
    const sealed = veil.caller(number);
    const isNumber = sealed !== veil.uncovered(number);
    const maskOf = typeof customerId === 'string' ? veil.masks(customerId).phone : maskPhone;
    return { ...value, ...tab, number: sealed, shown: isNumber ? maskOf(veil.uncovered(number)) : shown };
  };

const picked =
  (veil: Veil, customerId: string) =>
  (key: string, value: unknown): unknown =>
    key === 'number' && typeof value === 'string' && veil.hides(customerId)
      ? veil.picked(customerId, value)
      : value;
