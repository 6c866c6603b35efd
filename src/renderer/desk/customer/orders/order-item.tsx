import { Loader } from '@mantine/core';
import { formatsOf } from '#shared/order/format.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import { isLate } from '#shared/order/status.ts';
import { useView, views } from '../../../live/view.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { Faulty } from '../faulty.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { useJumpHere } from '../use-jump-here.ts';
import { OrderChips } from './order-chips.tsx';
import { OrderDetail } from './order-detail.tsx';

/** One order in the list; opened, the whole of it. */
export function OrderItem({ order }: { order: OrderSummary }) {
  const { say, act, view } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const open = useChosen((state) => state.openOrders.has(order.id));
  const here = useJumpHere<HTMLButtonElement>('order', order.id);
  const asked = (aboutOrder ?? view.inQuestion?.id) === order.id;
  const sale = order.kind === 'sale';
  return (
    <li className={classes.item} data-asked={asked || undefined} data-quiet={!sale || undefined}>
      <PlainButton
        ref={here}
        className={classes.top}
        aria-expanded={open}
        onClick={() => act({ move: 'toggle-order', orderId: order.id })}
      >
        <span className={classes.row}>
          <span className={classes.strong}>{order.number}</span>
          <span className={classes.soft}>{say.day(order.placedAt)}</span>
          <span className={`${classes.end} ${classes.strong}`}>
            {say.money({ minor: order.total, currency: order.currency })}
          </span>
        </span>
        <span className={classes.row}>
          <span className={`${classes.soft} ${classes.oneLine}`} dir="auto">
            {order.firstTitle ?? say.t('orders.lines', { count: order.lineCount })}
            {order.firstTitle && order.lineCount > 1 ? ` +${say.number(order.lineCount - 1)}` : ''}
          </span>
        </span>
        <span className={classes.badges}>
          {sale ? (
            <OrderChips payment={order.payment} delivery={order.delivery} />
          ) : (
            <Chip tone="warn">{say.t(`orders.kind.${order.kind}`)}</Chip>
          )}
          {order.cancelledAt !== null && order.kind === 'sale' && (
            <Chip>{say.t('orders.cancelledOn', { day: say.day(order.cancelledAt) })}</Chip>
          )}
          {order.promisedAt !== null && order.deliveredAt === null && order.cancelledAt === null && (
            <Chip tone={isLate(order, say.now) ? 'bad' : 'plain'}>
              {say.t('orders.promised', {
                // On the calendar that the answers count by: late is late on one day.
                day: formatsOf(say.language, order.zone, say.now).day(order.promisedAt),
              })}
            </Chip>
          )}
        </span>
      </PlainButton>
      {open && <WholeOrder orderId={order.id} />}
    </li>
  );
}

/** Reads the order when it is opened; the one in question is here already. */
function WholeOrder({ orderId }: { orderId: string }) {
  const { view, say } = useScreen();
  const here = view.inQuestion?.id === orderId ? view.inQuestion : null;
  const request = { view: 'order', customerId: view.customer.id, orderId } as const;
  const seen = useView(here ? null : request);
  const order = here ?? seen.value;
  if (order) return <OrderDetail order={order} />;
  return (
    <div className={classes.inside}>
      {seen.fault ? (
        <Faulty text={say.t('answers.failed')} again={() => views.again(request)} />
      ) : (
        <p className={classes.nothing}>
          <Loader size={12} aria-hidden="true" /> {say.t('answers.loading')}
        </p>
      )}
    </div>
  );
}
