import { UnstyledButton } from '@mantine/core';
import { openCustomer } from '../../shell/tabs.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** Customers who may be the same person. Only a suggestion: nothing is joined. */
export function Twins() {
  const { view, say } = useScreen();
  if (view.twins.length === 0) return null;
  return (
    <div className={classes.twins}>
      <h2>{say.t('card.twins')}</h2>
      <p>{say.t('card.twinsHint')}</p>
      <ul>
        {view.twins.map(({ card, why }) => {
          const name = card.name ?? card.emails[0] ?? say.t('card.noName');
          return (
            <li key={card.id}>
              <UnstyledButton
                className={classes.link}
                aria-label={say.t('card.twinOpen', { name })}
                onClick={() => openCustomer(card.id, card.name)}
              >
                {name}
              </UnstyledButton>{' '}
              <span className={classes.soft}>
                {[say.t(`card.twinWhy.${why}`), say.t('orders.count', { count: card.orderCount }), card.city]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
