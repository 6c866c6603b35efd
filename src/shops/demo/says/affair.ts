import type { CaseKind, WrapUpCode } from '#shared/case/words.ts';

/** How a generated case ends. */
export type Ending = 'replacement' | 'refund' | 'arrived' | 'explained';

/**
 * What is said in a generated case. {item} {order} {carrier} are filled in, {C} is Cliente or Clienta. Customers speak
 * their own language; notes are those of a Spanish-speaking team.
 */
export type Says = {
  kind: CaseKind;
  code: WrapUpCode;
  subjects: readonly string[];
  /** In Spanish anywhere, only in Spain, and in English. */
  words: { es: readonly string[]; spain: readonly string[]; en: readonly string[] };
  first: readonly string[];
  tried: readonly string[];
  promises: readonly string[];
  /** When the customer has to call again. */
  again: readonly string[];
  endings: { [E in Ending]?: readonly string[] };
};
