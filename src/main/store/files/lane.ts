import type { Db } from '../database.ts';
import type { Centre } from '../sync/ask.ts';
import { loopOf, type Next } from '../sync/loop.ts';
import { type Pace, pauseAfter } from '../sync/pace.ts';
import type { TokenKeeper } from '../sync/tokens.ts';
import { TroubleError } from '../sync/trouble.ts';
import { bringer } from './bring.ts';
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
  /** The centre answers, and there may be something to send. */
  want(): void;
  /** At once, whatever pause is on. */
  force(): void;
  close(): Promise<void>;
};

const noTrouble = { what: null, retryAfter: null };

/** How often what is not needed here goes, ms. */
const tidyEvery = 60_000;
/**
 * The way of contents between this desk and its centre, beside the exchanges and behind them: one goes at a time, in short parts, and one
 * comes at a time. Neither stands in the way of a command or an event.
 */
export function fileLane(parts: LaneParts): Lane {
  const { db, files, moving, pace, random, changed, failed } = parts;
  const { rows } = files;
  const brings = bringer(parts);
  let tidyAt = 0;
  const waits = db.prepare('SELECT 1 FROM outbox WHERE answered_n IS NULL AND waits IS NULL LIMIT 1').pluck();
  /** Commands go first, while they go at all. */
  const isBusy = () => waits.get() !== undefined;

  /** Runs `work` again after trouble, with pauses that grow. `work` says whether there is more, or in how many ms. */
  function turns(work: (signal: AbortSignal) => Promise<boolean | number>, ill: (error: unknown) => void) {
    let failures = 0;
    return async (signal: AbortSignal): Promise<Next> => {
      try {
        const more = await work(signal);
        failures = 0;
        if (more === true) return { again: true };
        return { again: false, pause: more === false ? null : more, patient: false };
      } catch (error) {
        if (signal.aborted) return { again: true };
        if (!(error instanceof TroubleError)) failed(error);
        ill(error);
        const { what, retryAfter: after } = error instanceof TroubleError ? error.trouble : noTrouble;
        // Only a person helps: the next good exchange says that one did.
        if (what === 'sign-in' || what === 'revoked') return { again: false, pause: null, patient: false };
        const pause = pauseAfter(failures, after, pace.backoff, random);
        failures += 1;
        return { again: false, pause, patient: true };
      }
    };
  }

  async function send(signal: AbortSignal): Promise<boolean> {
    if (performance.now() > tidyAt) {
      tidyAt = performance.now() + tidyEvery;
      await files.tidy();
    }
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

  rows.retryUnfit();
  const sending = loopOf(turns(send, () => undefined));
  const bringing = loopOf(turns(brings.next, brings.notNow));
  files.follow((one, customerId) => {
    brings.want(one, customerId);
    bringing.force();
  });

  return {
    want() {
      sending.want();
      if (brings.back()) bringing.force();
    },
    force: () => sending.force(),
    async close() {
      files.follow(null);
      await Promise.all([sending.close(), bringing.close()]);
    },
  };
}
