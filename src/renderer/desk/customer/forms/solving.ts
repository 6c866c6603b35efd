import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView, PromiseView } from '#shared/views/case.ts';
import type { SolveDraft } from './shapes.ts';

/** A promise of which nobody said what becomes of it (`how`), or what the customer was told (`said`). */
export type Unsaid = { promiseId: string; what: 'how' | 'said' };

/** Promises that a solved case would leave open. */
export const openPromises = ({ promises }: Pick<CaseView, 'promises'>): PromiseView[] =>
  promises.filter(({ state }) => state === 'pending');

/** Solving with a word on every open promise: what a button asks before it opens the form that asks for the words. */
export function solveAsk(one: CaseView): CommandAsk {
  const released = openPromises(one).map(({ id }) => ({ promiseId: id, said: '…' }));
  return { type: 'case.solve', customerId: one.customerId, caseId: one.id, data: { how: '', released } };
}

/** The first open promise of which something is missing. */
export function unsaidIn(one: CaseView, { ends }: SolveDraft): Unsaid | null {
  for (const { id } of openPromises(one)) {
    const ending = ends[id];
    if (!ending || ending.how === null) return { promiseId: id, what: 'how' };
    if (ending.how === 'said' && ending.said.trim() === '') return { promiseId: id, what: 'said' };
  }
  return null;
}

/** Promises that were kept or are cancelled end first; the others are given up with what the customer was told. One transaction. */
export function solveAsks(one: CaseView, { text, ends }: SolveDraft): CommandAsk[] {
  const base = { customerId: one.customerId, caseId: one.id };
  const endings: CommandAsk[] = [];
  const released: { promiseId: string; said: string }[] = [];
  for (const { id } of openPromises(one)) {
    const ending = ends[id];
    if (!ending || ending.how === null) continue;
    if (ending.how === 'said') released.push({ promiseId: id, said: ending.said.trim() });
    else
      endings.push({ ...base, type: 'promise.end', data: { promiseId: id, outcome: ending.how, text: '' } });
  }
  const how = text.trim();
  const data = released.length > 0 ? { how, released } : { how };
  return [...endings, { ...base, type: 'case.solve', data }];
}
