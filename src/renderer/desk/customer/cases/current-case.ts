import type { CaseView } from '#shared/views/case.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { ScreenState } from '../screen-state.ts';

/** Open ones by their last contact, solved ones by the day they were solved; newest first. */
export function parted(cases: readonly CaseView[]): { open: CaseView[]; earlier: CaseView[] } {
  const lastOf = (one: CaseView) => Math.max(one.openedAt, one.lastContactAt ?? 0);
  return {
    open: cases.filter((one) => one.status === 'open').toSorted((a, b) => lastOf(b) - lastOf(a)),
    earlier: cases
      .filter((one) => one.status !== 'open')
      .toSorted((a, b) => (b.solvedAt ?? b.openedAt) - (a.solvedAt ?? a.openedAt)),
  };
}

/** The open case that a call is most likely about: that of the order in question, else the one of the last contact. */
export function likelyCase(view: CustomerView, aboutOrder: string | null): CaseView | null {
  const { open } = parted(view.cases);
  const orderId = aboutOrder ?? view.inQuestion?.id;
  return open.find((one) => orderId !== undefined && one.orderIds.includes(orderId)) ?? open[0] ?? null;
}

/** The case that a key means: that of the entry J and K stand on, else the likely one, else the newest earlier one. */
export function currentCase(
  view: CustomerView,
  state: Pick<ScreenState, 'entryCase' | 'aboutOrder'>,
): CaseView | null {
  return (
    view.cases.find((one) => one.id === state.entryCase) ??
    likelyCase(view, state.aboutOrder) ??
    parted(view.cases).earlier[0] ??
    null
  );
}
