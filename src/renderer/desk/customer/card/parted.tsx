import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { Compare, OtherCustomer } from './other-customer.tsx';

/** From whom somebody parted this customer on purpose. Nobody is asked again whether they are one; whoever finds that they are links them from here. */
export function Parted() {
  const { view, say } = useScreen();
  if (view.parted.length === 0) return null;
  return (
    <ul className={classes.parted} aria-label={say.t('card.partedFrom')}>
      {view.parted.map(({ card, by, at, why }) => (
        <li key={card.id}>
          {say.t('card.partedFrom')} <OtherCustomer card={card} />
          <br />
          {say.t('file.same.by', { by: by.name, when: say.day(at), why })}{' '}
          <Compare card={card} className={classes.quietDo} />
        </li>
      ))}
    </ul>
  );
}
