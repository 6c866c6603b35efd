import type { CaseEvent } from '../case/events.ts';
import type { PromiseState, ProofEvent } from '../case/words.ts';

/** A promise as the events left it. `by` is the person who made it, `at` when. */
export type PromiseNow = {
  id: string;
  text: string;
  until: number;
  state: PromiseState;
  by: string;
  at: number;
  /** What keeps it by itself when it comes. */
  proof: { orderId: string; event: ProofEvent } | null;
  /** On whose clock `until` was told; null where nobody said. */
  zone: string | null;
  /** When and by whom it ended (`hilo`: by itself, at the time of the fact); null while it is pending. */
  ended: { at: number; by: string } | null;
  /** What the customer was told where it was given up; else null. */
  said: string | null;
};

/** Who ends promises that keep themselves. Nobody's id. */
export const byItself = 'hilo';

export function promisesAfter(promises: PromiseNow[], event: CaseEvent): PromiseNow[] {
  switch (event.type) {
    case 'promise.made.1':
    case 'promise.made.2': {
      const { promiseId: id, text, until } = event.data;
      const { proof, zone } = 'proof' in event.data ? event.data : { proof: null, zone: null };
      const made = { id, text, until, by: event.by, at: event.at, proof, zone };
      return [...promises, { ...made, state: 'pending', ended: null, said: null }];
    }
    case 'promise.ended.1': {
      const { promiseId, outcome } = event.data;
      const ended = { at: event.at, by: event.by };
      return promises.map((p) => (p.id === promiseId ? { ...p, state: outcome, ended } : p));
    }
    case 'case.solved.2': {
      const said = new Map(event.data.released.map((one) => [one.promiseId, one.said]));
      const ended = { at: event.at, by: event.by };
      return promises.map((p) =>
        p.state === 'pending' && said.has(p.id)
          ? { ...p, state: 'cancelled', ended, said: said.get(p.id) ?? null }
          : p,
      );
    }
    default:
      return promises;
  }
}
