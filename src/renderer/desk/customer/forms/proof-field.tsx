import { NativeSelect } from '@mantine/core';
import { proofEvent } from '#shared/case/words.ts';
import { hasDone } from '#shared/order/proof.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import type { ProofDraft } from './shapes.ts';

type Props = { proof: ProofDraft; onChange: (proof: ProofDraft) => void };

/** Whether the promise keeps itself: when an order does what it has not done yet. Only a centre hears of that. */
export function ProofField({ proof, onChange }: Props) {
  const { view, say } = useScreen();
  const { server } = useDesk();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const choices = provable(view, aboutOrder, say.now);
  if (server === null || choices.length === 0) return null;
  const keyOf = (orderId: string, event: string) => `${event} ${orderId}`;
  return (
    <NativeSelect
      size="xs"
      label={say.t('promise.proof')}
      value={proof === null ? '' : keyOf(proof.orderId, proof.event)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        const [name = '', orderId = ''] = [
          value.slice(0, value.indexOf(' ')),
          value.slice(value.indexOf(' ') + 1),
        ];
        const said = proofEvent.safeParse(name);
        onChange(said.success && orderId !== '' ? { orderId, event: said.data } : null);
      }}
    >
      <option value="">{say.t('promise.proofNone')}</option>
      {choices.map((order) => (
        <optgroup key={order.id} label={say.t('promise.proofOrder', { number: order.number })}>
          {proofEvent.options
            .filter((event) => !hasDone(order, event))
            .map((event) => (
              <option key={event} value={keyOf(order.id, event)}>
                {say.t(`promise.proofs.${event}`, { number: order.number })}
              </option>
            ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}

const recent = 120 * 86_400_000;
const most = 4;

/** Orders that can still do something: those of open cases first, then the one in question, then the newest. */
function provable(view: CustomerView, aboutOrder: string | null, now: number): OrderSummary[] {
  const linked = view.cases.filter(({ status }) => status === 'open').flatMap(({ orderIds }) => orderIds);
  const first = [...(aboutOrder === null ? [] : [aboutOrder]), ...linked, view.inQuestion?.id];
  const rank = ({ id }: OrderSummary) => (first.includes(id) ? first.indexOf(id) : first.length);
  return view.orders
    .filter((order) => order.kind === 'sale' && (rank(order) < first.length || now - order.placedAt < recent))
    .filter((order) => proofEvent.options.some((event) => !hasDone(order, event)))
    .toSorted((a, b) => rank(a) - rank(b) || b.placedAt - a.placedAt)
    .slice(0, most);
}
