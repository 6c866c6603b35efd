import { Button } from '@mantine/core';
import type { Manual, Offer } from '#shared/rules/manual.ts';
import { moved, replaced } from '../../desk/rules/lists.ts';
import { useWords } from '../../words/words.ts';
import { newOffer } from './manual-draft.ts';
import { OfferRow } from './offer-row.tsx';

type Props = {
  offers: readonly Offer[];
  currency: string;
  /** The place of the one that cannot be published. */
  wrong: number | null;
  onChange: (part: Pick<Manual, 'offers'>) => void;
};

/** As many as a page of rules holds. */
const most = 60;

/** The alternatives, in the order in which agents are offered them. */
export function Offers({ offers, currency, wrong, onChange }: Props) {
  const { t } = useWords('desk');
  return (
    <>
      {offers.map((offer, index) => (
        <OfferRow
          key={offer.id}
          offer={offer}
          currency={currency}
          wrong={wrong === index}
          onChange={(next) => onChange({ offers: replaced(offers, index, next) })}
          onMove={(by) => onChange({ offers: moved(offers, index, by) })}
          onRemove={() => onChange({ offers: replaced(offers, index, null) })}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        disabled={offers.length >= most}
        onClick={() => onChange({ offers: [...offers, newOffer(offers)] })}
      >
        {t('manual.add')}
      </Button>
    </>
  );
}
