import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { Refusal } from '#shared/case/refusals.ts';
import { dateFormat, displayNames, numberFormat } from '#shared/intl.ts';
import { formatsOf, localeOf } from '#shared/order/format.ts';
import type { Money } from '#shared/order/money.ts';
import type { Language } from '#shared/settings.ts';
import { agoText, dayHeading, durationText } from '#shared/story/times.ts';
import { bytesText } from '../../ui/bytes-text.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';

/** How this screen says things: words, amounts and moments in the person's language and the desk's own time zone. */
export type Say = {
  t: TFunction<'desk'>;
  /** Why something cannot be done now. */
  refusal: (refusal: Refusal) => string;
  language: Language;
  /** The moment that ages and days are told from; moves on every minute. */
  now: number;
  zone: string;
  money: (money: Money) => string;
  number: (n: number) => string;
  /** 14.2 MB */
  bytes: (count: number) => string;
  /** 3 Nov, with the year when it is not this one. */
  day: (at: number) => string;
  /** November, of a moment in UTC. */
  month: (at: number) => string;
  /** 14:05 */
  time: (at: number) => string;
  /** today 14:05, else 3 Nov 14:05 */
  moment: (at: number) => string;
  ago: (at: number) => string;
  heading: (at: number) => string;
  /** 4 min 12 s, from seconds */
  duration: (seconds: number) => string;
  /** A, B and C */
  list: (parts: readonly string[]) => string;
  /** The name of a country or a language by its code, or the code. */
  country: (code: string) => string;
  tongue: (code: string) => string;
};

/** The formats are made once a minute and language: making one costs more than using it a thousand times. */
export function useSay(): Say {
  const { t, language } = useWords('desk');
  const { t: frame } = useWords('frame');
  const now = useNow(60_000);
  return useMemo(
    () => ({
      ...makeSay(t, language, now),
      refusal: (refusal: Refusal) => frame(`notices.refusal.${refusal.code}`, { ...refusal }),
    }),
    [t, frame, language, now],
  );
}

/** The words of one language at one moment, in the zone of this computer. */
export function makeSay(t: TFunction<'desk'>, language: Language, now: number): Omit<Say, 'refusal'> {
  const locale = localeOf(language);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const formats = formatsOf(language, timeZone, now);
  const numbers = numberFormat(locale);
  const countries = displayNames(locale, { type: 'region' });
  const tongues = displayNames(locale, { type: 'language' });
  const headings = remembered((noon: number) => dayHeading(noon, now, timeZone, language));
  const amounts = remembered((key: string) => {
    const [minor, currency = 'XXX'] = key.split(' ');
    return formats.money({ minor: Number(minor), currency });
  });
  return {
    t,
    language,
    now,
    zone: timeZone,
    money: ({ minor, currency }) => amounts(`${minor} ${currency}`),
    number: (n) => numbers.format(n),
    bytes: (count) => bytesText(count, language),
    day: formats.day,
    month: (at) => dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(at),
    time: formats.time,
    moment: formats.near,
    ago: (at) => agoText(at, now, language),
    heading: (at) => headings(new Date(at).setHours(12, 0, 0, 0)),
    duration: durationText,
    list: formats.list,
    country: (code) => named(countries, code),
    tongue: (code) => named(tongues, code),
  };
}

function remembered<K>(make: (key: K) => string): (key: K) => string {
  const made = new Map<K, string>();
  return (key) => {
    const text = made.get(key) ?? make(key);
    made.set(key, text);
    return text;
  };
}

/** Codes come from files: one that Intl does not take is shown as it is. */
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
