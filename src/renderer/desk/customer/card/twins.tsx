import type { CustomerView } from '#shared/views/customer.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { Compare, nameOn, OtherCustomer } from './other-customer.tsx';

/** Customers who may be the same person. Only a suggestion: somebody compares and links them, or says that they are not. */
export function Twins() {
  const { view, say } = useScreen();
  if (view.twins.length === 0) return null;
  return (
    <div className={classes.twins}>
      <h2>{say.t('card.twins')}</h2>
      <p>{say.t('card.twinsHint')}</p>
      <ul>
        {view.twins.map((twin) => (
          <Twin key={twin.card.id} twin={twin} />
        ))}
      </ul>
    </div>
  );
}

function Twin({ twin: { card, why, parted } }: { twin: CustomerView['twins'][number] }) {
  const { view, say } = useScreen();
  const { save, saving } = useSave();
  const name = nameOn(card, say);
  const dismiss = () =>
    void save(
      [
        {
          type: 'customer.not-twin',
          customerId: view.customer.id,
          caseId: null,
          data: { otherId: card.id },
        },
      ],
      [say.t('card.notTwinDone', { name })],
    );
  return (
    <li>
      <OtherCustomer card={card} />{' '}
      <span className={classes.soft}>
        {[say.t(`card.twinWhy.${why}`), say.t('orders.count', { count: card.orderCount }), card.city]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {parted && (
        <div className={classes.soft}>
          {say.t('card.partedBefore', { by: parted.by.name, when: say.day(parted.at) })}
        </div>
      )}
      <span className={classes.twinDo}>
        <Compare card={card} className={classes.do} />
        <PlainButton
          className={classes.do}
          aria-label={say.t('card.notTwinOf', { name })}
          disabled={saving}
          onClick={dismiss}
        >
          {say.t('card.notTwin')}
        </PlainButton>
      </span>
    </li>
  );
}
