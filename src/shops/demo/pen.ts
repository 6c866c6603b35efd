import type { CaseEvent, EventEnvelope } from '#shared/case/events.ts';
import { caseNumber } from '#shared/case/number.ts';
import type { CaseKind, PromiseState, WrapUpCode } from '#shared/case/words.ts';
import type { Dice } from './dice.ts';
import type { StaffId } from './staff.ts';

type Data<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>['data'];

/** One conversation. `minutes` null: nobody answered. */
export type Talk = {
  at: number;
  by: StaffId;
  caseId: string | null;
  channel: Data<'contact.recorded.1'>['channel'];
  way: 'in' | 'out';
  number: string | null;
  minutes: number | null;
  code: WrapUpCode | null;
};

/** Writes the events of one customer. What lies after the demo's now is not written: it has not happened yet. */
export type Pen = {
  open(
    at: number,
    by: StaffId,
    about: { subject: string; words: string; kind: CaseKind; orderId: string | null },
  ): {
    caseId: string;
    number: string;
  };
  /** Returns when it ended. */
  talk(talk: Talk): number;
  note(at: number, by: StaffId, caseId: string | null, text: string, about?: 'note' | 'tried'): void;
  /** Returns the promise's id. */
  promise(at: number, by: StaffId, caseId: string | null, text: string, until: number): string;
  ended(
    at: number,
    by: StaffId,
    caseId: string | null,
    promiseId: string,
    outcome: Exclude<PromiseState, 'pending'>,
    text: string,
  ): void;
  link(at: number, by: StaffId, caseId: string, orderId: string): void;
  /** Returns the claim's id. */
  claim(at: number, by: StaffId, caseId: string, claim: Omit<Data<'claim.opened.1'>, 'claimId'>): string;
  claimClosed(at: number, by: StaffId, caseId: string, closed: Data<'claim.closed.1'>): void;
  /** Given at once. Returns the compensation's id. */
  give(
    at: number,
    by: StaffId,
    caseId: string,
    what: Omit<Data<'compensation.given.1'>, 'compensationId'>,
  ): string;
  /** Asked of a supervisor. Returns the compensation's id. */
  request(
    at: number,
    by: StaffId,
    caseId: string,
    what: Omit<Data<'compensation.requested.1'>, 'compensationId'>,
  ): string;
  approve(at: number, by: StaffId, caseId: string, compensationId: string, text: string): void;
  tie(at: number, by: StaffId, caseId: string, incidentId: string): void;
  solve(at: number, by: StaffId, caseId: string, how: string): void;
  reopen(at: number, by: StaffId, caseId: string, why: string): void;
  /** In the order in which they happened. */
  events(): EventEnvelope[];
};

/** @param anchor the demo's now: later events are dropped. */
export function penOf(dice: Dice, customerId: string, anchor: number): Pen {
  const written: EventEnvelope[] = [];
  function write<T extends CaseEvent['type']>(
    type: T,
    at: number,
    by: StaffId,
    caseId: string | null,
    data: Data<T>,
  ): void {
    const id = `${dice.uuid()}:0`;
    if (at <= anchor) written.push({ id, type, customerId, caseId, at, by, data });
  }
  return {
    open(at, by, about) {
      const caseId = dice.uuid();
      const number = caseNumber(dice.digits(11));
      write('case.opened.1', at, by, caseId, { number, ...about });
      return { caseId, number };
    },
    talk({ at, by, caseId, channel, way, number, minutes, code }) {
      const end = minutes === null ? null : at + Math.round(minutes * 60) * 1000;
      write('contact.recorded.1', end ?? at, by, caseId, {
        contactId: dice.uuid(),
        channel,
        direction: way,
        number,
        start: at,
        end,
        code,
      });
      return end ?? at;
    },
    note: (at, by, caseId, text, about = 'note') => write('note.added.1', at, by, caseId, { text, about }),
    promise(at, by, caseId, text, until) {
      const promiseId = dice.uuid();
      write('promise.made.1', at, by, caseId, { promiseId, text, until });
      return promiseId;
    },
    ended: (at, by, caseId, promiseId, outcome, text) =>
      write('promise.ended.1', at, by, caseId, { promiseId, outcome, text }),
    link: (at, by, caseId, orderId) => write('order.linked.1', at, by, caseId, { orderId }),
    claim(at, by, caseId, claim) {
      const claimId = dice.uuid();
      write('claim.opened.1', at, by, caseId, { claimId, ...claim });
      return claimId;
    },
    claimClosed: (at, by, caseId, closed) => write('claim.closed.1', at, by, caseId, closed),
    give(at, by, caseId, what) {
      const compensationId = dice.uuid();
      write('compensation.given.1', at, by, caseId, { compensationId, ...what });
      return compensationId;
    },
    request(at, by, caseId, what) {
      const compensationId = dice.uuid();
      write('compensation.requested.1', at, by, caseId, { compensationId, ...what });
      return compensationId;
    },
    approve: (at, by, caseId, compensationId, text) =>
      write('compensation.approved.1', at, by, caseId, { compensationId, text }),
    tie: (at, by, caseId, incidentId) => write('case.tied-to-incident.1', at, by, caseId, { incidentId }),
    solve: (at, by, caseId, how) => write('case.solved.1', at, by, caseId, { how }),
    reopen: (at, by, caseId, why) => write('case.reopened.1', at, by, caseId, { why }),
    // Sorting keeps the order of writing where times are equal: a case is opened before what is said in it.
    events: () => written.toSorted((a, b) => a.at - b.at),
  };
}
