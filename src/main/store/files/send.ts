import { type AttachmentState, attachmentState, partBytes } from '#shared/sync/attachments.ts';
import { sleep } from '../sync/pokes.ts';
import { TroubleError } from '../sync/trouble.ts';
import { UnfitError } from './cipher.ts';
import type { LaneParts } from './lane.ts';
import type { Due } from './rows.ts';
import type { Vault } from './vault.ts';

/** The centre does not take this content, or it is not here any more as it was: sending it again does not help. */
export class UntakenError extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = 'UntakenError';
  }
}

/** The shortest part, and how long one should be on its way, ms: whatever else wants to be sent waits for no more than that. */
const least = 32 * 1024;
const goodTime = 1_000;
/** How often a part gives way to commands, ms, and how long at most: commands that do not go either are no reason to wait. */
const giveWay = { every: 50, most: 3_000 };

export type Sending = {
  vault: Pick<Vault, 'read'>;
  /** In the vault. */
  file: string;
  isBusy: () => boolean;
  signal: AbortSignal;
  /** Bytes that the centre has. */
  progress: (bytes: number) => void;
  /** Puts a part; an empty one asks how far it is. @throws TroubleError */
  put: (at: number, raw: Uint8Array) => Promise<AttachmentState>;
};

/**
 * Sends what the centre does not have of a content yet, part by part. Whatever ended the last try, the centre says where to go on.
 * @throws TroubleError; UntakenError
 */
export async function sendParts({ vault, file, isBusy, signal, progress, put }: Sending): Promise<void> {
  let length = least;
  let state = await taken(0, new Uint8Array(0));
  while (!state.whole) {
    progress(state.have);
    for (let waited = 0; isBusy() && waited < giveWay.most; waited += giveWay.every)
      await sleep(giveWay.every, signal);
    signal.throwIfAborted();
    const part = await read(state.have);
    const began = performance.now();
    const after = await taken(state.have, part);
    if (!after.whole && after.have <= state.have) throw new UntakenError('the centre does not go on');
    const fitting = (part.length * goodTime) / Math.max(1, performance.now() - began);
    length = Math.round(Math.min(partBytes, length * 2, Math.max(least, fitting)));
    state = after;
  }

  async function read(at: number): Promise<Uint8Array> {
    try {
      const part = await vault.read(file, at, length);
      if (part.length > 0) return part;
      throw new UntakenError('the content ends too soon');
    } catch (error) {
      if (error instanceof UnfitError)
        throw new UntakenError('the content here is damaged', { cause: error });
      throw error;
    }
  }

  async function taken(at: number, raw: Uint8Array): Promise<AttachmentState> {
    try {
      return await put(at, raw);
    } catch (error) {
      const isRefused =
        error instanceof TroubleError && ['bad-input', 'too-large'].includes(error.trouble.code ?? '');
      if (isRefused) throw new UntakenError('the centre does not take it', { cause: error });
      throw error;
    }
  }
}

/** Sends a content whose event is numbered. @throws TroubleError; UntakenError */
export function sendContent(
  { files, centre, tokens, pace, isBusy }: LaneParts & { isBusy: () => boolean },
  due: Due,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<void> {
  const put = (at: number, raw: Uint8Array) => {
    const query = new URLSearchParams({ event: `${due.commandId}:0`, at: String(at) });
    const path = `/attachments/${encodeURIComponent(due.team)}/${due.hash}?${query}`;
    return tokens.using(signal, (token) =>
      centre.json({ method: 'PUT', path, token, raw, signal, patience: pace.patience }, attachmentState),
    );
  };
  return sendParts({ vault: files.vault, file: due.file, isBusy, signal, progress, put });
}
