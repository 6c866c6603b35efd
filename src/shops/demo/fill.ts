import type { Buyer } from './customers.ts';

/** Puts names into the {slots} of a text. A slot that is not known is a mistake in the text. @throws RangeError */
export function fill(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^}]+)\}/g, (_, slot: string) => {
    const word = slots[slot];
    if (word === undefined) throw new RangeError(`nothing to put into {${slot}} of: ${text}`);
    return word;
  });
}

/** How a note in Spanish speaks of this customer. */
export function genderSlots({ woman }: Pick<Buyer, 'woman'>) {
  return woman
    ? { C: 'Clienta', el: 'la clienta', El: 'La clienta', o: 'a' }
    : { C: 'Cliente', el: 'el cliente', El: 'El cliente', o: 'o' };
}
