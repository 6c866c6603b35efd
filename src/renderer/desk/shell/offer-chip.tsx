import { offerWaits } from '#shared/case/offer-waits.ts';
import type { CaseView } from '#shared/views/case.ts';
import { agoText } from '../../ui/ago-text.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';

/** Who was asked to take a case (`to`), or who asks (`by`), and since when: what nobody answers is seen to wait. */
export function OfferChip({ offer, says }: { offer: NonNullable<CaseView['offer']>; says: 'to' | 'by' }) {
  const { t, language } = useWords();
  const now = useNow(60_000);
  const ago = agoText(offer.at, now, localeOf(language), t('ago.now'));
  return (
    <Chip tone={offerWaits(offer, now) ? 'warn' : 'info'} wraps>
      {t(says === 'by' ? 'queue.offerBy' : 'queue.offerTo', { name: offer[says].name, ago })}
    </Chip>
  );
}
