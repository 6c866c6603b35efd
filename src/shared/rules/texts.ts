import { z } from 'zod';
import type { Language } from '../settings.ts';

/** A text of a team in both languages. One may be empty: then the other is shown. */
export const texts = (most: number) => z.strictObject({ en: z.string().max(most), es: z.string().max(most) });
export type Texts = { en: string; es: string };

/** A text in the language of the screen, or in the other where nobody has written it. */
export function textIn(text: Texts, language: Language): string {
  const [first, second] = language === 'en' ? [text.en, text.es] : [text.es, text.en];
  return first.trim() === '' ? second : first;
}

/** How many of these texts are written in the other language only. */
export function oneSided(list: readonly Texts[], language: 'en' | 'es'): number {
  const [own, other] = language === 'en' ? (['en', 'es'] as const) : (['es', 'en'] as const);
  return list.filter((text) => text[own].trim() === '' && text[other].trim() !== '').length;
}
