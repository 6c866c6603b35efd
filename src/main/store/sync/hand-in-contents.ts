import { attachmentState } from '#shared/sync/attachments.ts';
import type { Db } from '../database.ts';
import { unsentContentsSql } from '../files/rows.ts';
import { sendParts, UntakenError } from '../files/send.ts';
import type { Vault } from '../files/vault.ts';
import type { Centre } from './ask.ts';
import { TroubleError } from './trouble.ts';

type Unsent = { commandId: string; hash: string; file: string | null };

export type HandInParts = { db: Db; vault: Pick<Vault, 'read'>; centre: Centre; patience: number };

/**
 * Hands in contents of photos and documents that were not sent, after the commands that attached them. What the centre has it is not sent
 * again. What is missing or damaged here, or not taken, stays out: returns how many did go, and whether some wait for room at the centre.
 * `went`: so many by now, and whether any byte of this one did.
 * @throws TroubleError: the network, or the token's time is over; the next try goes on
 */
export async function handInContents(
  { db, vault, centre, patience }: HandInParts,
  drain: string,
  signal: AbortSignal,
  went: (files: number, isNew: boolean) => void,
): Promise<{ files: number; isFull: boolean }> {
  let files = 0;
  let isFull = false;
  for (const { commandId, hash, file } of db.prepare<[], Unsent>(unsentContentsSql).all()) {
    if (file === null) continue;
    let isNew = false;
    const put = (at: number, raw: Uint8Array) => {
      isNew ||= raw.length > 0;
      const path = `/quarantine/hand-in/${commandId}/${hash}?at=${at}`;
      return centre.json({ method: 'PUT', path, token: drain, raw, signal, patience }, attachmentState);
    };
    const sending = { vault, file, isBusy: () => false, signal, progress: () => undefined, put };
    try {
      await sendParts(sending);
    } catch (error) {
      if (isFullNow(error)) isFull = true;
      else if (!isUntaken(error)) throw error;
      continue;
    }
    files += 1;
    went(files, isNew);
  }
  return { files, isFull };
}

/** So much waits for a review at the centre that it has no room now. */
export const isFullNow = (error: unknown): boolean =>
  error instanceof TroubleError && error.trouble.code === 'full';

/** A centre of before does not know the way; for one that does, the command is not this machine's. */
const isUntaken = (error: unknown): boolean =>
  error instanceof UntakenError || (error instanceof TroubleError && error.trouble.code === 'not-found');
