import type { DeliveryState, PaymentState } from '#shared/order/records.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { useScreen } from '../screen-context.ts';

const paymentTone: Record<PaymentState, Tone> = {
  paid: 'good',
  'partly-paid': 'warn',
  authorised: 'warn',
  pending: 'warn',
  refunded: 'ink',
  'partly-refunded': 'ink',
  voided: 'plain',
  unknown: 'plain',
};

const deliveryTone: Record<DeliveryState, Tone> = {
  'not-sent': 'warn',
  'partly-sent': 'warn',
  sent: 'info',
  'partly-delivered': 'warn',
  delivered: 'good',
  trouble: 'bad',
  returned: 'ink',
  cancelled: 'plain',
  unknown: 'plain',
};

/** Payment and delivery are two separate things and stand apart. */
export function OrderChips({ payment, delivery }: { payment: PaymentState; delivery: DeliveryState }) {
  const { say } = useScreen();
  return (
    <>
      <Chip tone={paymentTone[payment]} title={say.t('orders.payment')}>
        {say.t(`orders.paymentState.${payment}`)}
      </Chip>
      <Chip tone={deliveryTone[delivery]} title={say.t('orders.delivery')}>
        {say.t(`orders.deliveryState.${delivery}`)}
      </Chip>
    </>
  );
}
