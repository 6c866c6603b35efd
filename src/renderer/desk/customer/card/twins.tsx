import type { CustomerView } from '#shared/views/customer.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { openCustomer } from '../../shell/tabs.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

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
  const { view, say, act } = useScreen();
  const { save, saving } = useSave();
  const name = card.name ?? card.emails[0] ?? say.t('card.noName');
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
      <PlainButton
        className={classes.link}
        aria-label={say.t('card.twinOpen', { name })}
        onClick={() => openCustomer(card.id, card.name)}
      >
        {name}
      </PlainButton>{' '}
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
        <PlainButton
          className={classes.do}
          aria-label={say.t('card.compareWith', { name })}
          onClick={() => act({ move: 'write', form: { form: 'same', otherId: card.id } })}
        >
          {say.t('card.compare')}
        </PlainButton>
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
