import type { Language } from './settings.ts';

type Marks = readonly [open: string, close: string];
type Style = {
  /** Outer marks, those inside them, those inside these. */
  levels: readonly [Marks, Marks, Marks];
  /** What of a text counts as a mark and takes its level. An apostrophe is written like ’: single ones are left as they are. */
  opening: string;
  closing: string;
};

const angles: Marks = ['«', '»'];
const double: Marks = ['“', '”'];
const single: Marks = ['‘', '’'];

/** Spanish (RAE, Ortografía): «…“…‘…’…”…». English: “…‘…“…”…’…”, where « » of another language end nothing and stay. */
const spanish: Style = { levels: [angles, double, single], opening: '«“', closing: '»”' };
const english: Style = { levels: [double, single, double], opening: '“', closing: '”' };
const styles: Record<Language, Style> = { en: english, es: spanish, 'es-ES': spanish };

/** Somebody's words or a title within a sentence, in quotation marks; those in it are of the next level, so that none ends it early. */
export function quoted(text: string, language: Language): string {
  const { levels, opening, closing } = styles[language];
  const [[first, last]] = levels;
  const marks = (depth: number): Marks => levels[depth > 1 ? 2 : 1];
  let depth = 0;
  const inner = Array.from(text, (sign) => {
    if (opening.includes(sign)) {
      depth += 1;
      return marks(depth)[0];
    }
    if (!closing.includes(sign)) return sign;
    const [, close] = marks(depth);
    depth = Math.max(0, depth - 1);
    return close;
  });
  return `${first}${inner.join('')}${last}`;
}
