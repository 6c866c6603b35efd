import type { Record } from '#shared/wire.ts';
import { customerIn, order } from './records-sample.ts';

export const rivals = { customers: 300, rounds: 12 };

/** What every writer says in a round: the same records, each in an order of its own. */
export function rivalRecords(round: number, seed: number): Record[] {
  const records = Array.from({ length: rivals.customers }, (_, i) => [
    customerIn(`c:${i}`, i % 3 ? 'ES' : 'MX', { name: `Ana ${round}` }),
    order(`casa:${i}`, `c:${i}`, { total: round }),
  ]).flat();
  let state = seed * 7919 + round;
  const dice = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  return records
    .map((record) => ({ record, at: dice() }))
    .sort((a, b) => a.at - b.at)
    .map(({ record }) => record);
}
