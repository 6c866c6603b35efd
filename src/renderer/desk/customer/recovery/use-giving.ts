import { useMemo } from 'react';
import type { OrderRecord } from '#shared/order/records.ts';
import { type Alternative, type Asked, alternatives } from '#shared/recovery/alternatives.ts';
import { spentIn, termsOf } from '#shared/recovery/authority.ts';
import { toLookAt } from '#shared/recovery/earlier.ts';
import { type SegmentReading, segmentOf } from '#shared/recovery/segment.ts';
import { type SeverityReading, severityOf } from '#shared/recovery/severity.ts';
import { type Ended, hasEnded } from '#shared/recovery/slip.ts';
import { type ValueAtRisk, valueAtRisk } from '#shared/recovery/value-at-risk.ts';
import type { Severity } from '#shared/rules/manual.ts';
import { failuresMet } from '#shared/story/failures.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { EarlierRemedy } from '#shared/views/remedies.ts';
import { useView } from '../../../live/view.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { useScreen } from '../screen-context.ts';

export type Giving = {
  /** False until the store has said what was given before: nothing may be given without it. */
  ready: boolean;
  order: OrderRecord | null;
  segment: SegmentReading;
  severity: SeverityReading;
  atRisk: ValueAtRisk | null;
  /** Why nothing may be given at once now, though the role may; null: it may. */
  ended: Ended | null;
  /** How long it may be given at once without hearing from the centre; null: nobody set an end. */
  until: number | null;
  earlier: EarlierRemedy[];
  asked: Asked;
  choices: Alternative[];
};

const none: readonly never[] = [];

/** Everything that a decision about a case is taken from, in one place. `chosen`: how bad the person thinks it is. */
export function useGiving(one: CaseView, chosen: Severity | null): Giving {
  const { view, say, rules } = useScreen();
  const { role, level } = useDesk().person;
  const { content: manual } = rules.manual;
  const orderId = one.orderIds.at(-1) ?? null;
  const inView = view.inQuestion?.id === orderId ? view.inQuestion : null;
  const asking = orderId === null || inView !== null;
  const { value: read } = useView(
    asking ? null : { view: 'order', customerId: view.customer.id, orderId: orderId ?? '' },
  );
  const { value: remedies } = useView({ view: 'remedies', customerId: view.customer.id });
  return useMemo(() => {
    const order = inView ?? read ?? null;
    const segment = segmentOf(view.orders, manual.worth, say.now);
    const severity = severityOf(one, view, say.now);
    const may = remedies?.may ?? null;
    const ended = may !== null && hasEnded(may) ? may : null;
    const slip = may === null || hasEnded(may) ? null : may;
    const terms = ended ? null : (slip?.terms ?? termsOf(manual, role, level));
    const spent = spentIn(terms ?? manual, slip?.spent ?? remedies?.spent ?? none);
    const asked: Asked = {
      kind: one.kind,
      segment: segment.segment,
      severity: chosen ?? severity.severity,
      order,
      terms,
      spent,
    };
    return {
      ready: remedies !== undefined && (asking || read !== undefined),
      order,
      segment,
      severity,
      atRisk: valueAtRisk(view.orders, failuresMet(view.cases, say.now), manual.worth, say.now),
      ended,
      until: slip?.until ?? null,
      earlier: toLookAt(remedies?.earlier ?? none, { caseId: one.id, orderId }, say.now),
      asked,
      choices: alternatives(manual, asked),
    };
  }, [one, view, say.now, manual, role, level, inView, read, asking, remedies, chosen, orderId]);
}
