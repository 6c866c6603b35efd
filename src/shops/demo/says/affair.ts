import type { CaseKind, WrapUpCode } from '#shared/case/words.ts';

/** How a generated case ends. */
export type Ending = 'replacement' | 'refund' | 'arrived' | 'explained';

/**
 * What is said in one sort of generated case: any choice from these lists makes one coherent story. Slots: {item}
 * {order} {carrier}; {C} Cliente or Clienta, {el} {El} with its article, {o} the ending that agrees; {Llama} {Llamar}
 * {llamada} Escribe, Escribir, `o correo` for `a llamada` where the customer
 * writes. Customers speak their own language; notes are those
 * of a Spanish-speaking team.
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
  /** When the customer has to ask again. */
  again: readonly string[];
  endings: { [E in Ending]?: readonly string[] };
};
