import { Button } from '@mantine/core';
import type { OrderRecord } from '#shared/order/records.ts';
import { addressLines } from '../card/address-lines.ts';
import { CopyText } from '../copy-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { OrderLines } from './order-lines.tsx';
import { Payments } from './payments.tsx';
import { Shipments } from './shipments.tsx';

/** The whole of one order, as the shop last said it. */
export function OrderDetail({ order }: { order: OrderRecord }) {
  const { say, view, act } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const asked = (aboutOrder ?? view.inQuestion?.id) === order.id;
  return (
    <div className={classes.inside}>
      <div className={classes.buttons}>
        {!asked && order.kind === 'sale' && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => act({ move: 'about', orderId: order.id })}
          >
            {say.t('order.inQuestion')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => act({ move: 'go', target: { to: 'story', filter: { orderId: order.id } } })}
        >
          {say.t('cases.story')}
        </Button>
        <CopyText text={order.number} label={say.t('order.copyNumber', { number: order.number })} />
      </div>
      {order.kind !== 'sale' && <p className={classes.remark}>{say.t(`orders.kindHint.${order.kind}`)}</p>}
      {order.remark && (
        <p className={classes.remark} dir="auto">
          <strong>{say.t('order.remark')}: </strong>
          {order.remark}
        </p>
      )}
      <OrderLines order={order} />
      <Sums order={order} />
      {order.kind === 'sale' && <Shipments order={order} />}
      <Payments order={order} />
      <h3>{say.t('order.shipTo')}</h3>
      <p dir="auto">
        {order.shipTo ? addressLines(order.shipTo, say.country).join(', ') : say.t('order.noAddress')}
      </p>
      <p className={classes.soft}>
        {order.seenAt === null
          ? say.t('order.seenUnknown')
          : say.t('order.seen', { when: say.moment(order.seenAt) })}
      </p>
    </div>
  );
}

function Sums({ order }: { order: OrderRecord }) {
  const { say } = useScreen();
  const rows = [
    { name: say.t('order.discount'), minor: order.discount },
    { name: say.t('order.shipping'), minor: order.shipping },
    { name: say.t('order.tax'), minor: order.tax },
  ].filter((row) => row.minor !== null && row.minor !== 0);
  return (
    <dl className={classes.sums}>
      {rows.map(({ name, minor }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className={classes.soft}>{name}</dt>
          <dd className={classes.soft}>{say.money({ minor: minor ?? 0, currency: order.currency })}</dd>
        </div>
      ))}
      <dt className={classes.strong}>{say.t('order.total')}</dt>
      <dd className={classes.strong}>{say.money({ minor: order.total, currency: order.currency })}</dd>
    </dl>
  );
}
