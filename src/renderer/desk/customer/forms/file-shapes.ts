import { z } from 'zod';

/** What a person is writing about a customer's file, as it is kept on the disk. Every field may be half done. */
export const pointShape = z.object({
  kind: z.enum(['phone', 'email']),
  value: z.string(),
  /** Null: nobody chose, the customer's. */
  country: z.string().nullable(),
  label: z.string(),
});
export const noPoint: z.infer<typeof pointShape> = Object.freeze({
  kind: 'phone' as const,
  value: '',
  country: null,
  label: '',
});

/** Hours as an input of type `time` holds them, days as numbers in text; empty for none. */
export const preferredShape = z.object({
  language: z.string(),
  days: z.array(z.string()),
  from: z.string(),
  until: z.string(),
  zone: z.string(),
});
export type PreferredDraft = z.infer<typeof preferredShape>;

export const sameShape = z.object({ keep: z.enum(['this', 'other']), why: z.string() });
export const noSame: z.infer<typeof sameShape> = Object.freeze({ keep: 'this' as const, why: '' });
