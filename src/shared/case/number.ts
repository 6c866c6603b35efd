/**
 * The quasigroup of H. Michael Damm's check digit (doctoral thesis, Marburg 2004): every single wrong digit and
 * every swap of two neighbours changes the check, which are the slips people make when a number is read aloud.
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
].map((row) => Array.from(row, Number));

function dammOf(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = damm[interim]?.[Number(digit)] ?? 0;
  return interim;
}

/**
 * A case number of twelve digits: eleven random ones and their check digit.
 * @param randomDigits exactly eleven digits 0 to 9; leading zeros are kept.
 * @throws RangeError when it is anything else.
 */
export function caseNumber(randomDigits: string): string {
  if (!/^[0-9]{11}$/.test(randomDigits)) throw new RangeError('a case number is made of eleven digits');
  return randomDigits + dammOf(randomDigits);
}

/** The twelve digits of a case number as a person wrote it (spaces, dots and dashes allowed), or null when it is none. */
export function readCaseNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-\u2010-\u2015\u2212]/g, '');
  return /^[0-9]{12}$/.test(digits) && dammOf(digits) === 0 ? digits : null;
}

/** Whether a text is a case number with a right check digit. Spaces, dots and dashes are allowed. */
export function isCaseNumber(text: string): boolean {
  return readCaseNumber(text) !== null;
}

/** Whether a text has as many digits as a case number and is none: one was misread, or two were swapped. */
export function isWrongCase(text: string): boolean {
  return /^[0-9]{12}$/.test(text.replace(/[\s.\-\u2010-\u2015\u2212]/g, '')) && !isCaseNumber(text);
}

/** A case number as it is shown and read aloud: `4829 1307 5561`. Any other text comes back as it is. */
export function showCaseNumber(number: string): string {
  return /^[0-9]{12}$/.test(number) ? number.replace(/(....)(?=.)/g, '$1 ') : number;
}
