import { isMasked, leftOf } from '#shared/customer/mask.ts';
import { useWords } from '../words/words.ts';

/** A number or an address as it is; where it is masked, whoever hears the screen hears what is left of it and not dots. */
export function ContactText({ text }: { text: string }) {
  const spoken = useSpoken();
  if (!isMasked(text)) return text;
  return (
    <>
      <span aria-hidden="true">{text}</span>
      <span className="hilo-hidden">{spoken(text)}</span>
    </>
  );
}

/** What a mask is called where words are put together, for a label or to be said aloud; anything else as it is. */
export function useSpoken(): (text: string) => string {
  const { t } = useWords('desk');
  return (text) => {
    if (!isMasked(text)) return text;
    const { kind, left, domain, nth } = leftOf(text);
    const said =
      kind === 'phone'
        ? left === ''
          ? t('reveal.phone')
          : t('reveal.phoneEnds', { digits: [...left].join(' ') })
        : domain === ''
          ? t('reveal.email')
          : t('reveal.emailAt', { letter: left, domain });
    return nth === null ? said : t('reveal.nth', { what: said, n: nth });
  };
}
