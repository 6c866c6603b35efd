import { CloseButton } from '@mantine/core';
import type { CaseView } from '#shared/views/case.ts';
import { OrderPicker } from '../order-picker.tsx';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import classes from './forms.module.css';
import { useSave } from './use-save.ts';

/** Chooses an order that belongs to a case. Choosing saves. */
export function LinkForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { view, say } = useScreen();
  const { save } = useSave();
  const orders = view.orders.filter((order) => !one.orderIds.includes(order.id));
  const title = say.t('link.title', { number: caseNumber(one.number) });
  const link = async (orderId: string) => {
    const done = await save(
      [{ type: 'case.link-order', customerId: one.customerId, caseId: one.id, data: { orderId } }],
      [say.t('link.saved')],
    );
    if (done) onClose();
  };
  return (
    <section className={classes.form} aria-label={title}>
      <div className={classes.formHead}>
        <h2>{title}</h2>
        <CloseButton size="sm" ml="auto" aria-label={say.t('form.cancel')} onClick={onClose} />
      </div>
      {orders.length === 0 ? (
        <p className={classes.soft}>{say.t('link.all')}</p>
      ) : (
        <OrderPicker orders={orders} label={say.t('link.choose')} onPick={(id) => void link(id)} open />
      )}
    </section>
  );
}
