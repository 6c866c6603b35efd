import { agoText } from './ago-text.ts';
import { useNow } from './use-now.ts';

/** How long ago, renewed each minute; the whole date on pointing at it. `at` in ms. */
export function Ago({ at, locale, justNow }: { at: number; locale: string; justNow: string }) {
  const now = useNow(60_000);
  const whole = new Date(at).toLocaleString(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (
    <time dateTime={new Date(at).toISOString()} title={whole}>
      {agoText(at, now, locale, justNow)}
    </time>
  );
}
