import type { AttachmentNow } from '#shared/case/fold.ts';
import type { Db } from '../database.ts';
import type { Centre } from '../sync/ask.ts';
import { loopOf, type Next } from '../sync/loop.ts';
import { type Pace, pauseAfter } from '../sync/pace.ts';
import type { TokenKeeper } from '../sync/tokens.ts';
import { TroubleError } from '../sync/trouble.ts';
import { fetchContent } from './fetch.ts';
import type { Files } from './files.ts';
import type { Moving } from './moving.ts';
import { sendContent, UntakenError } from './send.ts';

export type LaneParts = {
  db: Db;
  files: Files;
  moving: Moving;
  centre: Centre;
  tokens: TokenKeeper;
  pace: Pace;
  random: () => number;
  /** What is said of a customer's files is another. */
  changed: (customerId: string) => void;
  /** Something broke that is nobody's network. */
  failed: (error: unknown) => void;
};

export type Lane = {
  /** There may be something to send or clear up. */
  want(): void;
  /** At once, whatever pause is on. */
  force(): void;
  close(): Promise<void>;
};

/**
 * The way of contents between this desk and its centre, beside the exchanges and behind them: one goes at a time, in short parts, and one
 * comes at a time. Neither stands in the way of a command or an event.
 */
export function fileLane(parts: LaneParts): Lane {
  const { db, files, moving, pace, random, changed, failed } = parts;
  const { rows } = files;
  const wanted = new Map<string, { one: AttachmentNow; customerId: string }>();
  const waits = db.prepare('SELECT 1 FROM outbox WHERE answered_n IS NULL AND waits IS NULL LIMIT 1').pluck();
  /** Commands go first, while they go at all. */
  const isBusy = () => waits.get() !== undefined;

  /** Runs `work` again after trouble, with pauses that grow. `work` says whether there is more. */
  function turns(work: (signal: AbortSignal) => Promise<boolean>, ill: (error: unknown) => void) {
    let failures = 0;
    return async (signal: AbortSignal): Promise<Next> => {
      try {
        const more = await work(signal);
        failures = 0;
        return more ? { again: true } : { again: false, pause: null, patient: false };
      } catch (error) {
        if (signal.aborted) return { again: true };
        if (!(error instanceof TroubleError)) failed(error);
        ill(error);
        const after = error instanceof TroubleError ? error.trouble.retryAfter : null;
        const pause = pauseAfter(failures, after, pace.backoff, random);
        failures += 1;
        return { again: false, pause, patient: true };
      }
    };
  }

  async function send(signal: AbortSignal): Promise<boolean> {
    await files.tidy();
    rows.renewed();
    const due = rows.due();
    if (due === null) return false;
    const { attachmentId, customerId } = due;
    try {
      await sendContent({ ...parts, isBusy }, due, signal, (bytes) => {
        moving.going(attachmentId, bytes);
        changed(customerId);
      });
      rows.sent(attachmentId);
    } catch (error) {
      if (!(error instanceof UntakenError)) throw error;
      failed(error);
      rows.unfit(attachmentId);
    }
    changed(customerId);
    return true;
  }

  async function bring(signal: AbortSignal): Promise<boolean> {
    const [next] = wanted.values();
    if (!next) return false;
    const { one, customerId } = next;
    const outcome = await fetchContent(parts, one, customerId, signal, (bytes) => {
      moving.coming(one.hash, bytes);
      changed(customerId);
    });
    wanted.delete(one.hash);
    if (outcome === 'here') moving.settled(one.hash);
    else moving.cannot(one.hash, outcome);
    changed(customerId);
    await files.tidy();
    return true;
  }

  /** Nobody waits for a network that is not there: whoever wants it asks again. */
  function notNow(): void {
    for (const { one, customerId } of wanted.values()) {
      moving.cannot(one.hash, 'offline');
      changed(customerId);
    }
    wanted.clear();
  }

  rows.retryUnfit();
  const sending = loopOf(turns(send, () => undefined));
  const bringing = loopOf(turns(bring, notNow));
  files.follow((one, customerId) => {
    wanted.set(one.hash, { one, customerId });
    moving.coming(one.hash, 0);
    changed(customerId);
    bringing.force();
  });

  return {
    want: () => sending.want(),
    force: () => sending.force(),
    async close() {
      files.follow(null);
      await Promise.all([sending.close(), bringing.close()]);
    },
  };
}
