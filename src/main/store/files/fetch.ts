import type { AttachmentNow } from '#shared/attachment/fold.ts';
import { headBytes, kindOf, mimeOf } from '#shared/attachment/kinds.ts';
import { TroubleError } from '../sync/trouble.ts';
import type { LaneParts } from './lane.ts';

/**
 * Brings a content from the centre into the vault. `later`: whoever added it has not sent all of it yet; `unfit`: what came is not what was
 * added, and nothing of it stays. The store's database is asked for the team, because a customer's events say it.
 * @throws TroubleError
 */
export async function fetchContent(
  { db, files, centre, tokens, pace }: LaneParts,
  one: AttachmentNow,
  customerId: string,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<'here' | 'later' | 'unfit'> {
  const team = db
    .prepare('SELECT team FROM event WHERE customer_id = ? AND id = ?')
    .pluck()
    .get(customerId, one.eventId) as string | undefined;
  if (files.rows.blob(one.hash)) return 'here';
  if (team === undefined) return 'later';
  const writer = await files.vault.create();
  let head = Buffer.alloc(0);
  let have = 0;
  try {
    while (have < one.bytes) {
      const part = await piece(team, have);
      if (part === null || part.length === 0) {
        await writer.cancel();
        return 'later';
      }
      if (head.length < headBytes) head = Buffer.concat([head, part]).subarray(0, headBytes);
      await writer.write(part);
      have += part.length;
      progress(have);
    }
    const kept = await writer.finish();
    const kind = kindOf(head);
    const isFit =
      kept.hash === one.hash && kept.bytes === one.bytes && kind !== null && mimeOf[kind] === one.mime;
    if (!isFit) {
      await files.vault.remove(kept.file);
      return 'unfit';
    }
    files.rows.keep({ hash: kept.hash, file: kept.file, bytes: kept.bytes, mime: one.mime }, Date.now());
    return 'here';
  } catch (error) {
    await writer.cancel().catch(() => undefined);
    throw error;
  }

  async function piece(team: string, at: number): Promise<Buffer | null> {
    const path = `/attachments/${encodeURIComponent(team)}/${one.hash}?at=${at}`;
    try {
      return await tokens.using(signal, (token) =>
        centre.bytes({ method: 'GET', path, token, signal, patience: pace.patience }),
      );
    } catch (error) {
      if (error instanceof TroubleError && error.trouble.code === 'not-found') return null;
      throw error;
    }
  }
}
