import type { AttachmentNow } from '#shared/attachment/fold.ts';
import { fetchContent } from './fetch.ts';
import type { LaneParts } from './lane.ts';

/** `tries`: how often it was not there yet. */
type Wanted = { one: AttachmentNow; customerId: string; tries: number };

/** Whoever added it may be sending it right now, or be at home for the night: looked for after 3 s, 6 s, … 2 min, for half an hour. */
const mostTries = 20;
const laterPause = (tries: number): number => Math.min(120_000, 3_000 * 2 ** tries);
const longestNap = 3_600_000;

/** Contents that somebody looks at and that are not here, one brought at a time. */
export function bringer(parts: LaneParts) {
  const { files, moving, changed } = parts;
  const wanted = new Map<string, Wanted>();
  /** What was not to be had, and when it is tried again; infinite: after the next exchange. */
  const missed = new Map<string, Wanted & { at: number }>();

  function miss(missing: Wanted, pause: number): void {
    missed.set(missing.one.hash, { ...missing, at: performance.now() + pause });
  }

  /** What was not there is looked for again when its time has come; how long that is, or false: nothing is missed. */
  function nextMissed(): boolean | number {
    if (missed.size === 0) return false;
    const first = Math.min(...[...missed.values()].map(({ at }) => at));
    const now = performance.now();
    if (first > now) return Math.min(first - now, longestNap);
    for (const [hash, { at, ...missing }] of missed) {
      if (at > now) continue;
      missed.delete(hash);
      wanted.set(hash, missing);
    }
    return true;
  }

  return {
    want(one: AttachmentNow, customerId: string): void {
      wanted.set(one.hash, { one, customerId, tries: 0 });
      missed.delete(one.hash);
      moving.coming(one.hash, 0);
      changed(customerId);
    },

    /** Brings the next one. Whether there is more at once, or in how many ms. @throws TroubleError */
    async next(signal: AbortSignal): Promise<boolean | number> {
      const [next] = wanted.values();
      if (!next) return nextMissed();
      const { one, customerId, tries } = next;
      const outcome = await fetchContent(parts, one, customerId, signal, (bytes) => {
        moving.coming(one.hash, bytes);
        changed(customerId);
      });
      wanted.delete(one.hash);
      if (outcome === 'here') moving.settled(one.hash);
      else moving.cannot(one.hash, outcome);
      if (outcome === 'later' && tries < mostTries)
        miss({ one, customerId, tries: tries + 1 }, laterPause(tries));
      changed(customerId);
      await files.tidy();
      return true;
    },

    /** Nobody waits for a network that is not there: it is said, and tried again after the next exchange. */
    notNow(): void {
      for (const missing of wanted.values()) {
        moving.cannot(missing.one.hash, 'offline');
        miss(missing, Number.POSITIVE_INFINITY);
        changed(missing.customerId);
      }
      wanted.clear();
    },

    /** The centre answers. Whether there is something that was missed without it. */
    back(): boolean {
      const offline = [...missed.values()].filter(({ at }) => at === Number.POSITIVE_INFINITY);
      for (const missing of offline) miss(missing, 0);
      return offline.length > 0;
    },
  };
}
