import { z } from 'zod';

/**
 * The rolling hash of a team's stream: link n is SHA-256 of link n-1 (64 hex digits) followed by the body of change n, as UTF-8.
 * Two streams with the same link at n hold the same n changes, whatever their epochs say: that is how a desk and a ledger that was
 * restored from a backup find out where they parted.
 */
export const link = z.string().regex(/^[0-9a-f]{64}$/);
export type Link = z.infer<typeof link>;

/** The link before the first change. */
export const noLink: Link = '0'.repeat(64);

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hex digits. Handed in: this folder has no I/O. */
export type Sha256 = (text: string) => string;

/** The link after one more change. `body`: the JSON text of its event or record, exactly as it was numbered. */
export function nextLink(sha256: Sha256, before: Link, body: string): Link {
  return sha256(before + body);
}

/**
 * The body of a change as it came over the wire, parsed but not yet read by a schema: its event, its record, or what a newer centre puts
 * beside number and time instead. A ledger writes bodies with JSON.stringify and `JSON.stringify(JSON.parse(body))` gives the same text
 * back (a property test holds it), so that nothing has to travel twice.
 */
export function bodyOf(change: { n: number; at: number; [kind: string]: unknown }): string {
  const { n, at, ...kinds } = change;
  const body = Object.values(kinds).find((value) => value !== undefined) ?? null;
  return JSON.stringify(body);
}

/**
 * The link that an erased change left behind, in place of its body: `{ n, at, erased }`. Nobody can make it from a body any more, and the chain goes on from it. Null: not
 * erased.
 */
export function erasedLink(change: { [kind: string]: unknown }): Link | null {
  return link.safeParse(change.erased).data ?? null;
}

/**
 * Which checkpoints are worth keeping: all of the newest, then fewer and fewer, about 16 for each doubling of the distance, however often
 * this is done. A fork is found at most an eighth of its distance too early. `points`: newest first, and so is the answer.
 */
export function thinned<P extends { n: number }>(points: readonly P[]): P[] {
  const newest = points[0]?.n ?? 0;
  // Cells of numbers: the oldest of a cell is also the oldest of the smaller cell that it was in before, so it was not dropped then.
  const cellOf = ({ n }: P): string => {
    const doubling = Math.floor(Math.log2(newest - n + 1));
    return `${doubling}:${Math.floor(n / 2 ** Math.max(0, doubling - 4))}`;
  };
  const oldest = new Map(points.map((point) => [cellOf(point), point]));
  return points.filter((point) => oldest.get(cellOf(point)) === point);
}
