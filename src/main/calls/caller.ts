import { maskPhone } from '#shared/customer/mask.ts';
import type { StoreAnswer } from '../store-process.ts';

/**
 * A caller's number as the page of this person may have it: the store knows who sees numbers whole (store/veil.ts). Where the store does not answer, a
 * page that was given masks before gets a mask, and its contact no number: a call rings in any case.
 */
export const callerFor = (
  ask: (number: string) => Promise<StoreAnswer>,
): ((from: string) => Promise<string>) => {
  let masks = false;
  return async (from) => {
    const answer = await ask(from);
    if (!('reply' in answer) || !answer.reply.ok) return masks ? maskPhone(from) : from;
    const { number } = answer.reply.value as { number: string };
    masks = number !== from;
    return number;
  };
};
