import { z } from 'zod';
import { type Manual, manual, type Offer } from '#shared/rules/manual.ts';
import type { InForce } from '#shared/rules/of.ts';

/** A manual that somebody changes, kept on the disk. `from`: the version that it was begun from. */
export const manualDraft = z.object({
  from: z.int().min(0),
  // A code that is being typed is none yet.
  content: manual.extend({ rates: z.array(z.object({ currency: z.string().max(3), rate: z.number() })) }),
});
export type ManualDraft = { from: number; content: Manual };

/** What is being changed: the draft, else the manual that holds. */
export function startFrom(body: string | undefined, now: InForce<Manual>): ManualDraft {
  const draft = readManualDraft(body);
  return draft ?? { from: now.version, content: now.content };
}

export function readManualDraft(body: string | undefined): ManualDraft | null {
  if (!body) return null;
  try {
    return manualDraft.parse(JSON.parse(body));
  } catch {
    return null;
  }
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

export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** Whether a manual has the shape in which it can be published. */
export const isWhole = (content: Manual): boolean => manual.safeParse(content).success;

/** The place of an alternative that gives less at most than at least; null: there is none. */
export function wrongIn({ offers }: Manual): number | null {
  const place = offers.findIndex(({ least, most }) => least !== null && most !== null && least > most);
  return place < 0 ? null : place;
}
