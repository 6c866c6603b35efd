import { PlainButton } from '../../../ui/plain-button.tsx';
import { openCustomer } from '../../shell/tabs.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** From whom somebody parted this customer on purpose. Nobody is asked again whether they are one; whoever finds that they are links them from here. */
export function Parted() {
  const { view, say, act } = useScreen();
  if (view.parted.length === 0) return null;
  return (
    <ul className={classes.parted} aria-label={say.t('card.partedFrom')}>
      {view.parted.map(({ card, by, at, why }) => {
        const name = card.name ?? card.emails[0] ?? say.t('card.noName');
        return (
          <li key={card.id}>
            {say.t('card.partedFrom')}{' '}
            <PlainButton
              className={classes.link}
              aria-label={say.t('card.twinOpen', { name })}
              onClick={() => openCustomer(card.id, card.name)}
            >
              {name}
            </PlainButton>
            <br />
            {say.t('file.same.by', { by: by.name, when: say.day(at), why })}{' '}
            <PlainButton
              className={classes.quietDo}
              aria-label={say.t('card.compareWith', { name })}
              onClick={() => act({ move: 'write', form: { form: 'same', otherId: card.id } })}
            >
              {say.t('card.compare')}
            </PlainButton>
          </li>
        );
      })}
    </ul>
  );
}
