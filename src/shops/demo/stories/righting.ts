import type { CaseKind } from '#shared/case/words.ts';
import { fill } from '../fill.ts';
import type { StaffId } from '../staff.ts';
import type { Stage } from './perform.ts';
import type { Deed, StoryRemedy } from './story.ts';

type Righting = Extract<Deed, { do: 'claim' | 'claim-closed' | 'give' | 'request' | 'approve' | 'tie' }>;

const doings: ReadonlySet<Deed['do']> = new Set<Righting['do']>([
  'claim',
  'claim-closed',
  'give',
  'request',
  'approve',
  'tie',
]);

export const isRighting = (deed: Deed): deed is Righting => doings.has(deed.do);

/** Writes what a story does to put a case right: claims, what is given or asked for, and the incident that it belongs to. */
export function righter(
  { pen, moment, orderIds, slots, currency }: Stage,
  known: <T>(map: ReadonlyMap<string, T>, key: string) => T,
) {
  const claimIds = new Map<string, string>();
  const given = new Map<string, string>();
  const money = (minor: number) => ({ minor, currency });
  const compensation = ({ remedy, minor, cost, order, what, from }: StoryRemedy, kind: CaseKind) => {
    const { severity, segment, offer, atRisk } = from;
    return {
      remedy,
      amount: minor === null ? null : money(minor),
      cost: money(cost),
      orderId: known(orderIds, order),
      what: fill(what, slots),
      // Version 0 is the manual that the program comes with: Casa Lumbre has not changed it.
      decidedFrom: { kind, severity, segment, valueAtRisk: money(atRisk), offer, manual: 0 },
      despite: [],
      stop: null,
    };
  };

  return (
    deed: Righting,
    at: number,
    by: StaffId,
    { caseId, kind }: { caseId: string; kind: CaseKind },
  ): void => {
    switch (deed.do) {
      case 'claim': {
        const { order, tracking, minor, due, text, ...same } = deed.claim;
        const id = pen.claim(at, by, caseId, {
          ...same,
          orderId: known(orderIds, order),
          trackingNumber: fill(tracking, slots),
          amount: money(minor),
          text: fill(text, slots),
          filed: true,
          dueAt: moment(due),
        });
        claimIds.set(deed.key, id);
        return;
      }
      case 'claim-closed': {
        const { key, outcome, minor, text } = deed;
        pen.claimClosed(at, by, caseId, { claimId: known(claimIds, key), outcome, back: money(minor), text });
        return;
      }
      case 'give':
        given.set(deed.key, pen.give(at, by, caseId, compensation(deed.remedy, kind)));
        return;
      case 'request': {
        const why = fill(deed.remedy.why ?? '', slots);
        given.set(deed.key, pen.request(at, by, caseId, { ...compensation(deed.remedy, kind), why }));
        return;
      }
      case 'approve':
        pen.approve(at, by, caseId, known(given, deed.key), fill(deed.text, slots));
        return;
      case 'tie':
        pen.tie(at, by, caseId, deed.incident);
    }
  };
}
