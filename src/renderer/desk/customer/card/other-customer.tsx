import type { CustomerCard } from '#shared/views/customer.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { openCustomer } from '../../shell/tabs.ts';
import classes from '../panel.module.css';
import type { Say } from '../say.ts';
import { useScreen } from '../screen-context.ts';

/** What another customer is called who may be the same person, or was said not to be. */
export const nameOn = ({ name, emails }: CustomerCard, say: Say): string =>
  name ?? emails[0] ?? say.t('card.noName');

type Props = { card: CustomerCard };

/** Goes to them. */
export function OtherCustomer({ card }: Props) {
  const { say } = useScreen();
  const name = nameOn(card, say);
  return (
    <PlainButton
      className={classes.link}
      aria-label={say.t('card.twinOpen', { name })}
      onClick={() => openCustomer(card.id, card.name)}
    >
      {name}
    </PlainButton>
  );
}

/** Compares both, and from there links them. */
export function Compare({ card, className }: Props & { className: string | undefined }) {
  const { say, act } = useScreen();
  return (
    <PlainButton
      className={className}
      aria-label={say.t('card.compareWith', { name: nameOn(card, say) })}
      onClick={() => act({ move: 'write', form: { form: 'same', otherId: card.id } })}
    >
      {say.t('card.compare')}
    </PlainButton>
  );
}
