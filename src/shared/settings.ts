import { z } from 'zod';

export const language = z.enum(['es', 'es-ES', 'en']);

export type Language = z.infer<typeof language>;

export const theme = z.enum(['light', 'dark', 'system']);

/** Settings of this device and its person; kept by electron-store. No customer data. */
export const settings = z.strictObject({
  language,
  theme,
  /** Single letters and function keys on or off as a whole, and changed ones by action name: `{ note: 'M' }`, empty for none. */
  letterKeys: z.boolean(),
  keys: z.record(z.string().max(40), z.string().max(40)),
});

export type Settings = z.infer<typeof settings>;
