/** Something is not as it must be. */
export class Wrong extends Error {}

/** @throws Wrong, with a sentence that is only made then. */
export function wrong(isWrong: boolean, sentence: () => string): void {
  if (isWrong) throw new Wrong(sentence());
}
