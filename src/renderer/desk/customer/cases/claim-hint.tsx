import { claimSuggestions } from '#shared/claim/suggest.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useView } from '../../../live/view.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { Act } from './act.tsx';

/** What the scans of a case's parcels call for, while nobody claims it: the carrier lost or damaged it, or is late. */
export function ClaimHint({ one }: { one: CaseView }) {
  const { view, say, act } = useScreen();
  const [orderId] = one.orderIds;
  const likely = view.inQuestion?.id === orderId ? view.inQuestion : null;
  const asked =
    orderId === undefined || likely ? null : { view: 'order' as const, customerId: one.customerId, orderId };
  const { value } = useView(asked);
  const order = likely ?? value ?? null;
  const [first] = order ? claimSuggestions(order, say.now) : [];
  if (!first || one.claims.some(({ trackingNumber }) => trackingNumber === first.tracking)) return null;
  return (
    <div className={classes.remark}>
      {say.t(`claims.hint.${first.reason}`, { carrier: first.carrier ?? say.t('order.carrierUnknown') })}{' '}
      <Act onClick={() => act({ move: 'write', form: { form: 'claim', caseId: one.id } })}>
        {say.t('claims.open')}
      </Act>
    </div>
  );
}
