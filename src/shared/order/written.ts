/**
 * A number as a person writes it in a field, with point or comma; null for what is none or could be two: `1.234` may be one and a bit or a
 * thousand and more. Signs, letters and exponents are none. Both marks together, or one of them several times, tell which of them groups.
 * @param decimals how many the number may have at most
 */
export function readNumber(text: string, decimals: number): number | null {
  const written = text.trim().replaceAll(/[\u00a0\u202f ]/g, '');
  const found = /^(\d+|\d{1,3}(?:([.,'])\d{3})+)(?:([.,])(\d+))?$/.exec(written);
  if (!found) return null;
  const [, whole = '', group, mark, fraction = ''] = found;
  if (group !== undefined && group === mark) return null;
  if (fraction.length > decimals) return null;
  // One mark and three digits after it: nobody can tell.
  const marks = written.replaceAll(/\d/g, '').length;
  if (marks === 1 && /[.,]\d{3}$/.test(written)) return null;
  return Number(`${whole.replaceAll(/\D/g, '')}.${fraction || '0'}`);
}

/** As `readNumber` takes it back, with the mark of a locale and no groups: `1234,5`. */
export function writeNumber(value: number, decimals: number, locale: string): string {
  return value.toLocaleString(locale, {
    useGrouping: false,
    minimumFractionDigits: 0,
    maximumFractionDigits: decimals,
  });
}

/** An amount in minor units, with all of its currency's decimals or none: `13.50`, `13`. */
export function writeMinor(minor: number, digits: number, locale: string): string {
  const value = minor / 10 ** digits;
  const shown = Number.isInteger(value) ? 0 : digits;
  return value.toLocaleString(locale, {
    useGrouping: false,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  });
}
