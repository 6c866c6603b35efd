import { setImmediate as breathe } from 'node:timers/promises';
import type { Rounds } from './stats.ts';

/** The work for one item, done by one side. */
export type Side<T> = (item: T, index: number) => unknown;

export type Turns = { floor: Rounds; value: Rounds };

const itemsBetweenBreaths = 200;

/**
 * Times both sides on the same items, item by item in turns, all items once a round. Who begins changes with every item and
 * every round: a machine that slows down, or a page that the first reader leaves warm for the second, favours neither.
 * Garbage is collected between rounds where Node was started with --expose-gc.
 * @returns ms, by round and item.
 */
export async function takeTurns<T>(
  items: readonly T[],
  rounds: number,
  floor: Side<T>,
  value: Side<T>,
): Promise<Turns> {
  const turns: { floor: number[][]; value: number[][] } = { floor: [], value: [] };
  const timed = (side: Side<T>, item: T, index: number): number => {
    const began = performance.now();
    side(item, index);
    return performance.now() - began;
  };
  for (let round = 0; round < rounds; round += 1) {
    const [floors, values]: [number[], number[]] = [[], []];
    globalThis.gc?.();
    for (const [index, item] of items.entries()) {
      if (index % itemsBetweenBreaths === 0) await breathe();
      if ((index + round) % 2 === 0) {
        floors.push(timed(floor, item, index));
        values.push(timed(value, item, index));
      } else {
        values.push(timed(value, item, index));
        floors.push(timed(floor, item, index));
      }
    }
    turns.floor.push(floors);
    turns.value.push(values);
  }
  return turns;
}

/** The work for one item, which is waited for. */
export type WaitedSide<T> = (item: T, index: number) => Promise<unknown>;

/** The same for work that is waited for, one item after another. @param stop ends it between two items */
export async function takeWaitedTurns<T>(
  items: readonly T[],
  rounds: number,
  sides: { floor: WaitedSide<T>; value: WaitedSide<T> },
  stop: AbortSignal,
): Promise<Turns> {
  const turns: { floor: number[][]; value: number[][] } = { floor: [], value: [] };
  for (let round = 0; round < rounds; round += 1) {
    const times: { floor: number[]; value: number[] } = { floor: [], value: [] };
    globalThis.gc?.();
    for (const [index, item] of items.entries()) {
      stop.throwIfAborted();
      const order = (index + round) % 2 === 0 ? (['floor', 'value'] as const) : (['value', 'floor'] as const);
      for (const side of order) {
        const began = performance.now();
        await sides[side](item, index);
        times[side].push(performance.now() - began);
      }
    }
    turns.floor.push(times.floor);
    turns.value.push(times.value);
  }
  return turns;
}
