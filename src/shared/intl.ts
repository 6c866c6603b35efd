/** Formatters that were made before, by what they were made from. */
const made = new Map<string, object>();
/** Zones and currencies come from files: more kinds than this are no company's. */
const most = 500;

/**
 * A formatter of `Intl`, made once. Setting one up takes up to a millisecond, and a ring needs dozens of them. The same arguments give
 * the same formatter, so that nothing can tell whether it was kept.
 */
function once<T extends object>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known as T;
  const formatter = make();
  if (made.size >= most) made.clear();
  made.set(key, formatter);
  return formatter;
}

/** @throws RangeError for a zone that this machine does not know. */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once('date', locale, options, () => new Intl.DateTimeFormat(locale, options));

/** @throws RangeError for a currency that is no code. */
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  once('number', locale, options, () => new Intl.NumberFormat(locale, options));

export const relativeFormat = (
  locale: string,
  options: Intl.RelativeTimeFormatOptions,
): Intl.RelativeTimeFormat =>
  once('relative', locale, options, () => new Intl.RelativeTimeFormat(locale, options));

export const listFormat = (locale: string): Intl.ListFormat =>
  once('list', locale, {}, () => new Intl.ListFormat(locale));

export const displayNames = (locale: string, options: Intl.DisplayNamesOptions): Intl.DisplayNames =>
  once('names', locale, options, () => new Intl.DisplayNames(locale, options));
