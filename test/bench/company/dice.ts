/** Numbers that look random and are the same for the same seed on every machine. */
export type Dice = {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** A whole number from `from` to `to`, both inclusive. */
  int(from: number, to: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A UUID's text: sixteen random bytes in hex with dashes. */
  uuid(): string;
};

/** The generator `mulberry32` by Tommy Ettinger: 32 bits of state are enough for a bench. */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const word = () =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  return {
    next,
    int,
    pick: ([first, ...rest]) => rest[int(0, rest.length) - 1] ?? first,
    uuid: () => {
      const hex = word() + word() + word() + word();
      const cut = (from: number, to: number) => hex.slice(from, to);
      return `${cut(0, 8)}-${cut(8, 12)}-4${cut(13, 16)}-8${cut(17, 20)}-${cut(20, 32)}`;
    },
  };
}
