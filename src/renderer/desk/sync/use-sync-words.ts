import { useMemo } from 'react';
import { dateFormat, numberFormat } from '#shared/intl.ts';
import type { Language } from '#shared/settings.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { type Said, shareOf } from './status.ts';

/** How moments and measures of the sync are written in one language, in this computer's zone. */
export function measuresOf(language: Language) {
  const locale = localeOf(language);
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = (at: number): string => dateFormat(locale, hour).format(at);
  const number = (n: number): string => numberFormat(locale).format(n);
  const percent = (share: number): string => numberFormat(locale, { style: 'percent' }).format(share);
  return {
    time,
    number,
    percent,
    /** The hour, with the day when it is not today. */
    moment: (at: number): string => {
      const today = new Date(at).toDateString() === new Date().toDateString();
      return today ? time(at) : dateFormat(locale, { day: 'numeric', month: 'short', ...hour }).format(at);
    },
    /** A length of time (ms) in minutes, hours or days. */
    length: (ms: number): string => {
      const minutes = Math.round(Math.abs(ms) / 60_000);
      const [count, unit] =
        minutes < 120
          ? ([minutes, 'minute'] as const)
          : minutes < 48 * 60
            ? ([Math.round(minutes / 60), 'hour'] as const)
            : ([Math.round(minutes / 60 / 24), 'day'] as const);
      return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
    /** How far something is: `12,345 / 95,000 (13%)`, or `12,345` where nobody knows of how many. */
    measure: (of: { done: number; total: number | null }): string => {
      const share = shareOf(of);
      if (of.total === null || share === null) return number(of.done);
      return `${number(of.done)} / ${number(of.total)} (${percent(share)})`;
    },
  };
}

/** What the footer says, in words; and the measures that it is said with. */
export function useSyncWords() {
  const { t, language } = useWords('centre');
  return useMemo(() => {
    const measures = measuresOf(language);
    const { time, number, percent, moment, length } = measures;
    const sentence = (said: Said): string => {
      switch (said.say) {
        case 'all-sent':
          return t('status.allSent');
        case 'connecting':
        case 'update':
        case 'restored':
          return t(`status.${said.say}`);
        case 'unsent':
        case 'files':
        case 'refused':
        case 'faulty':
          return t(`status.${said.say}`, { count: said.count });
        case 'lease':
          return t('status.lease', { time: length(Math.max(60_000, said.until - Date.now())) });
        case 'clock':
          return t('status.clock', { time: length(said.off) });
        case 'filling': {
          const share = shareOf(said);
          const done = number(said.done);
          if (said.total === null || share === null) return t('status.fillingSome', { done });
          return t('status.filling', { done, total: number(said.total), percent: percent(share) });
        }
        case 'trouble': {
          const { what, since, nextTryAt } = said;
          if (what === 'busy' && nextTryAt !== null)
            return t('status.trouble.busyAt', { next: time(nextTryAt) });
          return t(`status.trouble.${what}`, { since: moment(since) });
        }
      }
    };
    return { t, language, ...measures, sentence };
  }, [t, language]);
}
