/** Letters that Unicode does not take apart into a base letter and a mark. */
const wholeLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ð', 'd'],
  ['đ', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['ŋ', 'n'],
  ['ŧ', 't'],
  ['ς', 'σ'],
]);

/**
 * The form of a text in which searches and comparisons are made: no case, accents, full-width letters, invisible characters
 * or double spaces. `Muñoz` and `MUNOZ` fold to the same. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  // Compatibility forms first (™ becomes TM), then case, then apart again: lower case makes new marks (İ).
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cc}]/gu, (c) => (c === '\n' || c === '\t' || c === '\r' ? ' ' : ''))
    .replace(/[ßæœøðđþłıħŋŧς]/g, (c) => wholeLetters.get(c) ?? c);
  return bare.split(/\s/).filter(Boolean).join(' ');
}

/** The words of a name, folded, without punctuation. `Pérez-Gómez, M.` has three: perez, gomez, m. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]/u)
    .filter(Boolean);
}
