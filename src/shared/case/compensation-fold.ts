import { type CompensationNow, lessOf } from './compensation.ts';
import type { CaseEvent } from './events.ts';

/** Whoever does something in a case has seen what was answered there. */
export function readBy(one: CompensationNow, by: string): CompensationNow {
  return one.unread && one.by === by ? { ...one, unread: false } : one;
}

type CompensationEvent = Extract<CaseEvent, { type: `compensation.${string}` }>;

export function compensationsAfter(before: CompensationNow[], event: CompensationEvent): CompensationNow[] {
  const { by, at } = event;
  if (event.type === 'compensation.given.1' || event.type === 'compensation.given.2')
    return [...before, { ...event.data, state: 'given', by, at, answered: null }];
  if (event.type === 'compensation.requested.1' || event.type === 'compensation.requested.2') {
    const { why, ...what } = event.data;
    return [...before, { ...what, state: 'requested', by, at, answered: null, why }];
  }
  const { compensationId } = event.data;
  if (event.type === 'compensation.answer-read.1') return before;
  const { text } = event.data;
  const state = ended[event.type];
  const less = event.type === 'compensation.approved.2' ? event.data.amount : null;
  return before.map((one) =>
    one.compensationId === compensationId
      ? { ...(less ? lessOf(one, less) : one), state, answered: { by, at, text }, unread: one.by !== by }
      : one,
  );
}

const ended = {
  'compensation.approved.1': 'given',
  'compensation.approved.2': 'given',
  'compensation.declined.1': 'declined',
  'compensation.withdrawn.1': 'withdrawn',
} as const;
