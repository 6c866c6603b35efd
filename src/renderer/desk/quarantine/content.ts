import { mostBytes } from '#shared/attachment/kinds.ts';
import { admin } from '../../live/bridge.ts';

/** One content comes at a time: a review may hold a hundred. */
let last: Promise<unknown> = Promise.resolve();

export type HandedIn = { n: number; hash: string; bytes: number };

/**
 * All of a content that waits for a review, from the centre; nothing of it is kept on this machine. Null: it is not to be had, is not the one of its hash, or
 * nobody wants it any more when its turn comes.
 */
export function readHandedIn(
  one: HandedIn,
  isWanted: () => boolean,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const next = last.then(() => (isWanted() ? read(one, isWanted) : null));
  last = next.catch(() => null);
  return next;
}

async function read(
  { n, hash, bytes }: HandedIn,
  isWanted: () => boolean,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (bytes > mostBytes) return null;
  const whole = new Uint8Array(bytes);
  for (let at = 0; at < bytes; ) {
    if (!isWanted()) return null;
    const reply = await admin({ ask: 'handed-in-content', n, from: at });
    if (!reply.ok || !reply.value.done) return null;
    const piece = reply.value.answer;
    if (piece.length === 0 || at + piece.length > bytes) return null;
    whole.set(piece, at);
    at += piece.length;
  }
  return (await hashOf(whole)) === hash ? whole : null;
}

/** SHA-256, hex. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
