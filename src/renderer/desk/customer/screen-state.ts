import { everything, type StoryFilter } from './story/rows.ts';

/** Steps of a case that have a form of their own. */
export type StepForm = 'apologise' | 'explain' | 'find-cause' | 'ask-supervisor' | 'answer-supervisor';

/** A panel in which a person writes. One at a time beside the wrap-up, which has its own place. */
export type Form =
  | { form: 'new-case' }
  | { form: 'attach'; caseId: string | null }
  | { form: 'note'; caseId: string | null; about: 'note' | 'tried' }
  | { form: 'promise'; caseId: string | null }
  | { form: 'solve'; caseId: string }
  | { form: 'reopen'; caseId: string }
  | { form: 'hand-over'; caseId: string }
  | { form: 'take'; caseId: string }
  | { form: 'decline'; caseId: string }
  | { form: 'claim'; caseId: string }
  | {
      form: 'claim-note' | 'claim-close' | 'claim-hand-over' | 'claim-letter';
      caseId: string;
      claimId: string;
    }
  | { form: 'classify'; caseId: string }
  | { form: 'step'; caseId: string; step: StepForm }
  /** `remarkId`: the one that is changed. */
  | { form: 'remark'; remarkId: string | null }
  | { form: 'point' }
  | { form: 'preferred' }
  | { form: 'erase' }
  | { form: 'reveal' }
  /** `otherId` null: it is still to be found. */
  | { form: 'same'; otherId: string | null }
  | { form: 'unlink'; recordId: string }
  | { form: 'give'; caseId: string }
  | { form: 'letter'; caseId: string }
  | {
      form: 'answer-request';
      caseId: string;
      compensationId: string;
      answer: 'approve' | 'decline' | 'withdraw';
    }
  | { form: 'link'; caseId: string };

/** Where a number, a sentence or an entry leads. */
export type Target =
  | { to: 'entry'; entryId: string }
  | { to: 'order'; orderId: string }
  /** `beside`: it is shown beside the form that opens, which has the focus. */
  | { to: 'case'; caseId: string; beside?: boolean }
  | { to: 'promise'; promiseId: string }
  | { to: 'file'; attachmentId: string }
  | { to: 'story'; filter: Partial<StoryFilter> };

/** `since`: what the person had done when they asked for it (keys/deeds.ts). */
export type Jump = {
  to: 'entry' | 'order' | 'case' | 'promise';
  id: string;
  n: number;
  since: number;
  beside?: boolean;
};

/** What a person has opened and chosen on one customer's screen. Never what the store says. */
export type ScreenState = {
  filter: StoryFilter;
  /** The entry that J and K stand on. */
  entryId: string | null;
  /** The case of that entry, or the one that was last gone to: what keys mean. */
  entryCase: string | null;
  /** The wrap-up is unfolded. Null: nobody said, it follows the call. */
  wrapUp: boolean | null;
  /** A case opened a moment ago, whose number is to be read to the customer. */
  justOpened: string | null;
  openOrders: ReadonlySet<string>;
  openCases: ReadonlySet<string>;
  /** Somewhere to scroll and (unless `beside`) focus once it is on the screen. `n` tells two jumps to one place apart. */
  jump: Jump | null;
  /** The order that the answers are about, when a person chose one. */
  aboutOrder: string | null;
  form: Form | null;
  /** What the person had done when they asked for the form. */
  formSince: number;
  /** The photo or document that lies over the screen. */
  fileId: string | null;
};

export const startState: ScreenState = {
  filter: everything,
  entryId: null,
  entryCase: null,
  wrapUp: null,
  justOpened: null,
  openOrders: new Set(),
  openCases: new Set(),
  jump: null,
  aboutOrder: null,
  form: null,
  formSince: 0,
  fileId: null,
};

export type ScreenMove =
  /** `since`: asked for then, not now. */
  | { move: 'go'; target: Target; since?: number }
  | { move: 'entry'; entryId: string | null; caseId: string | null }
  | { move: 'filter'; filter: StoryFilter }
  | { move: 'toggle-order'; orderId: string }
  | { move: 'toggle-case'; caseId: string }
  | { move: 'about'; orderId: string | null }
  | { move: 'write'; form: Form | null; since?: number }
  /** This form is done with. Another that was opened meanwhile stays. */
  | { move: 'close'; form: Form }
  | { move: 'close-file' }
  | { move: 'wrap-up'; open: boolean | null }
  | { move: 'opened'; caseId: string | null }
  /** The screen is shown again: an old jump is not made once more. */
  | { move: 'settle' };

/** The next state after a person's move. `now`: what they have done so far. */
export function screenAfter(state: ScreenState, move: ScreenMove, now = 0): ScreenState {
  switch (move.move) {
    case 'go':
      return afterGoing(state, move.target, move.since ?? now);
    case 'entry':
      return { ...state, entryId: move.entryId, entryCase: move.caseId };
    case 'filter':
      return { ...state, filter: move.filter };
    case 'toggle-order':
      return { ...state, openOrders: toggled(state.openOrders, move.orderId) };
    case 'toggle-case':
      return { ...state, openCases: toggled(state.openCases, move.caseId) };
    case 'about':
      return { ...state, aboutOrder: move.orderId };
    case 'write':
      return { ...state, form: move.form, formSince: move.since ?? now };
    case 'close':
      return state.form === move.form ? { ...state, form: null } : state;
    case 'close-file':
      return { ...state, fileId: null };
    case 'wrap-up':
      return { ...state, wrapUp: move.open };
    case 'opened':
      return { ...state, justOpened: move.caseId };
    case 'settle':
      return state.jump === null ? state : { ...state, jump: null };
  }
}

function afterGoing(state: ScreenState, target: Target, since: number): ScreenState {
  const n = (state.jump?.n ?? 0) + 1;
  switch (target.to) {
    case 'entry':
      return {
        ...state,
        filter: everything,
        entryId: target.entryId,
        jump: { to: 'entry', id: target.entryId, n, since },
      };
    case 'order':
      return {
        ...state,
        openOrders: new Set([...state.openOrders, target.orderId]),
        jump: { to: 'order', id: target.orderId, n, since },
      };
    case 'case':
      return {
        ...state,
        openCases: new Set([...state.openCases, target.caseId]),
        entryId: null,
        entryCase: target.caseId,
        jump: { to: 'case', id: target.caseId, n, since, beside: target.beside ?? false },
      };
    case 'promise':
      return { ...state, jump: { to: 'promise', id: target.promiseId, n, since } };
    case 'file':
      return { ...state, fileId: target.attachmentId };
    case 'story':
      return { ...state, filter: { ...everything, ...target.filter }, entryId: null, entryCase: null };
  }
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
