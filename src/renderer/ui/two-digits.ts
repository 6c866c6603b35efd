/** A part of a time or a date as it is written: 7 is `07`. */
export const twoDigits = (n: number): string => String(n).padStart(2, '0');
