import { foldText } from './fold.ts';

/** Names that are in real files and in no list of names. Null: a region of several countries, or nothing at all. */
const otherNames: readonly (readonly [string, string | null])[] = [
  ['eire', 'IE'],
  ['republic of ireland', 'IE'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['gran bretana', 'GB'],
  ['inglaterra', 'GB'],
  ['usa', 'US'],
  ['u.s.a.', 'US'],
  ['united states of america', 'US'],
  ['eeuu', 'US'],
  ['ee. uu.', 'US'],
  ['ee.uu.', 'US'],
  ['rsa', 'ZA'],
  ['uae', 'AE'],
  ['czech republic', 'CZ'],
  ['republica checa', 'CZ'],
  ['holland', 'NL'],
  ['holanda', 'NL'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['macao', 'MO'],
  ['turkey', 'TR'],
  ['korea', 'KR'],
  ['korea, republic of', 'KR'],
  ['viet nam', 'VN'],
  ['russian federation', 'RU'],
  ['ivory coast', 'CI'],
  ['macedonia', 'MK'],
  ['swaziland', 'SZ'],
  ['cape verde', 'CV'],
  ['burma', 'MM'],
  ['mejico', 'MX'],
  ['republica argentina', 'AR'],
  ['venezuela, bolivarian republic of', 'VE'],
  ['bolivia, plurinational state of', 'BO'],
  ['palestine', 'PS'],
  ['channel islands', null],
  ['european community', null],
];

/** Regions that Intl names and that are no countries: unions, pseudo-codes, exceptional reservations. */
const noCountries: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'QO',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
]);

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** ISO 3166-1 alpha-2 codes of the countries of today. */
const codes: ReadonlySet<string> = new Set(
  letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter(
      (code) =>
        !noCountries.has(code) &&
        english.of(code) !== undefined &&
        new Intl.Locale(`und-${code}`).maximize().region === code,
    ),
);

/** Folded names in the languages that shops mostly write, to codes. */
const byName: ReadonlyMap<string, string | null> = new Map([
  ...['ca', 'eu', 'gl', 'sv', 'pl', 'nl', 'it', 'pt', 'fr', 'de', 'es', 'en'].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return [...codes].map((code) => [foldText(names.of(code) ?? code), code] as const);
  }),
  ...otherNames,
]);

/** Words that stand in a country's place and say nothing. */
const nothing: ReadonlySet<string> = new Set([
  'unspecified',
  'unknown',
  'n/a',
  'na',
  'none',
  'null',
  '-',
  'other',
]);

export function isCountry(code: string): boolean {
  return codes.has(code);
}

/**
 * The country that a text means: its code, or its name in one of several languages. `rest` is the writing where it means a region
 * that is no country, and is kept with the address so that nothing is lost.
 */
export function readCountry(text: string): { code: string | null; rest: string | null } {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (codes.has(upper)) return { code: upper, rest: null };
  const folded = foldText(trimmed);
  if (folded === '' || nothing.has(folded)) return { code: null, rest: null };
  const code = byName.get(folded) ?? null;
  return code === null ? { code, rest: trimmed } : { code, rest: null };
}
