import type { OrderRecord } from '#shared/order/records.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** What was paid and what went back, as far as the shop names it. */
export function Payments({ order }: { order: OrderRecord }) {
  const { say } = useScreen();
  return (
    <>
      <h3>{say.t('order.payments')}</h3>
      {order.payments.length === 0 && <p className={classes.nothing}>{say.t('order.noPayments')}</p>}
      <ul className={classes.plain}>
        {order.payments.map((one) => (
          <li key={one.id} className={classes.row}>
            <span>{say.t(one.kind === 'refund' ? 'order.refund' : 'order.paid')}</span>
            <span className={classes.soft} dir="auto">
              {[
                one.method,
                one.at === null ? null : say.moment(one.at),
                one.status === 'done' ? null : say.t(`entry.paymentStatus.${one.status}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={classes.end}>
              {say.money(one.kind === 'refund' ? { ...one.amount, minor: -one.amount.minor } : one.amount)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
