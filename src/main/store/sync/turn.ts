import type { Lane } from '../files/lane.ts';
import type { LeaseKeeper } from '../lease.ts';
import { newRef } from '../trouble.ts';
import type { exchanger } from './exchange.ts';
import type { Farewell } from './farewell.ts';
import type { Fills } from './fill.ts';
import type { Listening } from './listening.ts';
import type { Next } from './loop.ts';
import type { myself } from './myself.ts';
import { between, type Pace } from './pace.ts';
import type { reporter } from './report.ts';
import { type Trouble, TroubleError } from './trouble.ts';

export type TurnParts = {
  exchange: ReturnType<typeof exchanger>;
  farewell: Farewell;
  fills: Fills;
  lane: Lane;
  lease: LeaseKeeper;
  pokes: Listening;
  report: ReturnType<typeof reporter>;
  self: ReturnType<typeof myself>;
  pace: Pace;
  random: () => number;
  /** How far this store has come in a team's ledger. */
  cursor: (team: string) => number;
  /** Lists of a page may be others now. */
  told: () => void;
  isEnded: () => boolean;
  /** Something broke that is nobody's network: for a log. */
  failed: (error: unknown, ref: string) => void;
};

/** How often a machine that was shut out asks what it is to do, while it is kept from doing it, ms. */
const askAgain = 60_000;

/** One exchange with the centre, or one attempt of a machine that was shut out to end its store, and when the next one is due. */
export function turnOf(parts: TurnParts): (signal: AbortSignal) => Promise<Next> {
  const { exchange, farewell, fills, lane, lease, pokes, report, self } = parts;
  const { pace, random, cursor, told, isEnded, failed } = parts;

  async function turn(signal: AbortSignal): Promise<Next> {
    // A short one is not worth a word on the screen.
    const slow = setTimeout(() => report.busy(true), 500);
    try {
      if (farewell.isShut()) return await lastTurn(signal);
      const done = await exchange.turn(signal);
      // What others write from now on is to be heard of at once, not when the pause of the pokes is over as well.
      if (report.state.trouble !== null) {
        pokes.hurry();
        lane.force();
      }
      report.well(done, cursor);
      lease.answered();
      if (await self.look(done.heads, signal)) told();
      lane.want();
      report.state.filling = fills.progress() ?? report.state.filling;
      if (!isEnded()) pokes.begin();
      if (done.more) return { again: true };
      return {
        again: false,
        pause: between(pokes.alive() ? pace.quiet : pace.poll, random),
        patient: false,
      };
    } catch (error) {
      if (signal.aborted) return { again: true };
      const trouble = troubleOf(error);
      if (trouble.what === 'revoked' && trouble.code === 'not-allowed') {
        // At once, and without a word of proof: it takes nothing but the view. What takes more is asked for next.
        farewell.shut();
        await pokes.end();
        return { again: true };
      }
      const pause = report.ill(trouble, pace, random) ?? (farewell.isShut() ? askAgain : null);
      if (pause === null) await pokes.end();
      return { again: false, pause, patient: true };
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) report.busy(false);
    }
  }

  /** Of a machine that was shut out. The order is executed outside, with this process over. */
  async function lastTurn(signal: AbortSignal): Promise<Next> {
    const came = await farewell.attempt(signal);
    if (came === 'open') return { again: true };
    return { again: false, pause: came === 'held' ? askAgain : null, patient: true };
  }

  function troubleOf(error: unknown): Trouble {
    if (error instanceof TroubleError) return error.trouble;
    const trouble: Trouble = {
      what: 'internal',
      ref: newRef(),
      retryAfter: null,
      isOfAsk: false,
      code: null,
    };
    failed(error, trouble.ref);
    return trouble;
  }

  return turn;
}
