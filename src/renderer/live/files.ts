import { type KeptFile, pieceOnPort } from '#shared/attachment/asks.ts';
import type { Reply } from '#shared/bridge.ts';
import { file } from './bridge.ts';
import { tellFault } from './notices.ts';

/**
 * Gives a content to the store, piece by piece; it is on the disk when this resolves. What went wrong is told to the person here. Null: it
 * was not kept, or `signal` ended it; nothing of it stays then.
 * @param progress 0 to 1
 */
export async function keepContent(
  bytes: Uint8Array,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<KeptFile | null> {
  const id = crypto.randomUUID();
  const begun = await told(file({ file: 'begin', id, bytes: bytes.length }));
  if (begun === undefined) return null;
  for (let at = 0; at < bytes.length; at += pieceOnPort) {
    if (signal.aborted) {
      await file({ file: 'drop', id });
      return null;
    }
    // A copy: a message takes the whole buffer that a view looks into.
    const part = bytes.slice(at, at + pieceOnPort);
    if ((await told(file({ file: 'part', id, part }))) === undefined) return null;
    progress(Math.min(1, (at + part.length) / bytes.length));
  }
  return (await told(file({ file: 'end', id }))) ?? null;
}

/** All of a content that is here. Null: it is not, or it cannot be read; that is told by the view of it. */
export async function readContent(
  customerId: string,
  attachmentId: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let whole: Uint8Array<ArrayBuffer> | null = null;
  let at = 0;
  for (;;) {
    const reply = await file({ file: 'read', customerId, attachmentId, from: at });
    if (!reply.ok || reply.value.bytes.length === 0) return null;
    const { bytes, total } = reply.value;
    whole ??= new Uint8Array(total);
    whole.set(bytes, at);
    at += bytes.length;
    if (at >= total) return whole;
  }
}

/** Asks for a content that is at the centre; the view of it says how it goes. */
export const fetchContent = (customerId: string, attachmentId: string): void =>
  void file({ file: 'fetch', customerId, attachmentId });

/** The value, or undefined after the person was told why there is none. */
async function told<T>(asked: Promise<Reply<T>>): Promise<T | undefined> {
  const reply = await asked;
  if (reply.ok) return reply.value;
  if ('fault' in reply) tellFault(reply.fault);
  return undefined;
}
