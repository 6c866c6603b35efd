import { numberFormat } from '#shared/intl.ts';
import type { Language } from '#shared/settings.ts';
import { localeOf } from '../words/words.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people say it: `14.2 MB`. Steps of a thousand, as on the shop's own pages and in most systems. */
export function bytesText(bytes: number, language: Language): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unit = units[step] ?? 'byte';
  const options = {
    style: 'unit',
    unit,
    // The short form of a byte is `byte`, also of many.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  } as const;
  return numberFormat(localeOf(language), options).format(bytes / 1000 ** step);
}
