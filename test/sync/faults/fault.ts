import type { MemoryDesk } from '../desk.ts';
import type { MemoryBook } from '../desk-book.ts';
import type { Parts } from '../parts.ts';

/** A deliberate bug. `twist` puts it into the protocol; it calls `reached` whenever the bug did what the right code would not have done. */
export type Fault = {
  name: string;
  /** What somebody might have thought. */
  thought: string;
  twist(parts: Parts, reached: () => void): Parts;
};

/** The book with some methods replaced; the others are its own. */
export function withBook(
  parts: Parts,
  replace: (book: MemoryBook, desk: MemoryDesk) => Partial<MemoryBook>,
): Parts {
  return {
    ...parts,
    book: (book, desk) => {
      const right = parts.book(book, desk);
      return { ...right, ...replace(right, desk) };
    },
  };
}
