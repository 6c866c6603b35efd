import { TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { PlainButton } from '../../../ui/plain-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { matching } from './matching.ts';
import { OrderItem } from './order-item.tsx';

/** Orders shown before somebody asks for more: a whole year of a good customer. */
const step = 12;
/** From here on a field to find one is worth its place. */
const filterFrom = 8;

/** Every order of the customer, newest first. An order that was opened from elsewhere is always shown. */
export function OrderList() {
  const { view, say } = useScreen();
  const jump = useChosen((state) => state.jump);
  const [text, setText] = useState('');
  const [count, setCount] = useState(step);
  const found = useMemo(() => matching(view.orders, text), [view.orders, text]);

  // Once a jump: the orders are read anew with every change, and what somebody looks for among them by then stays.
  const made = useRef(0);
  useEffect(() => {
    if (jump?.to !== 'order' || jump.n === made.current) return;
    const index = view.orders.findIndex((order) => order.id === jump.id);
    if (index === -1) return;
    made.current = jump.n;
    setText('');
    setCount((now) => (index >= now ? index + 1 : now));
  }, [jump, view.orders]);

  const shown = found.slice(0, count);
  return (
    <section className={classes.panel} aria-label={say.t('orders.title')}>
      <div className={classes.head}>
        <h2>{say.t('orders.title')}</h2>
        <span className={classes.count}>{say.t('orders.count', { count: view.orders.length })}</span>
      </div>
      {view.orders.length >= filterFrom && (
        <TextInput
          size="xs"
          mb={8}
          aria-label={say.t('orders.filter')}
          placeholder={say.t('orders.filter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {found.length === 0 ? (
        <p className={classes.nothing}>
          {say.t(view.orders.length === 0 ? 'orders.empty' : 'orders.nothing')}
        </p>
      ) : (
        <ul className={classes.list}>
          {shown.map((order) => (
            <OrderItem key={order.id} order={order} />
          ))}
        </ul>
      )}
      {found.length > shown.length && (
        <PlainButton className={classes.link} style={{ marginTop: 8 }} onClick={() => setCount(count + 50)}>
          {say.t('orders.more', { count: Math.min(50, found.length - shown.length) })}
        </PlainButton>
      )}
    </section>
  );
}
