import { z } from 'zod';
import { type Manual, manual, type Offer } from '#shared/rules/manual.ts';

/** A manual that somebody is changing: a currency's code that is being typed is none yet. */
export const halfManual = manual.extend({
  rates: z.array(z.object({ currency: z.string().max(3), rate: z.number() })),
});

/** Whether a manual has the shape in which it can be published. */
export const isWhole = (content: Manual): boolean => manual.safeParse(content).success;

/** The place of an alternative that gives less at most than at least; null: there is none. */
export function wrongIn({ offers }: Manual): number | null {
  const place = offers.findIndex(({ least, most }) => least !== null && most !== null && least > most);
  return place < 0 ? null : place;
}

/** An alternative to begin with; its id is new. */
export function newOffer(offers: readonly Offer[]): Offer {
  const ids = new Set(offers.map(({ id }) => id));
  let n = offers.length + 1;
  while (ids.has(`offer-${n}`)) n += 1;
  return {
    id: `offer-${n}`,
    remedy: 'voucher',
    kinds: [],
    segments: [],
    severities: [],
    percent: 10,
    least: 500,
    most: 3000,
    note: { en: '', es: '' },
  };
}
