/**
 * Letters that compare: lower case, without accents. Hyphen-like and invisible marks stay as they are.
 * `ñ` becomes `n`, because people who search leave it out.
 */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
