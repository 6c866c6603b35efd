/** A person who did nothing for so long is elsewhere, ms. A call counts whatever the hands do. */
export const idleAfter = 3 * 60_000;
/** What was measured and not handed over yet is put away so often: a crash loses no more, ms. */
export const putAwayEvery = 30_000;
/** Less than this waits for more: a look in passing is no fact of its own. Seconds. */
export const least = 60;

/** What is in front of a person: a case of a customer, or the customer alone; null: nothing of a customer. */
export type InFront = { customerId: string; caseId: string | null };

/** Measured time, ms, by what was in front. `lastAt`: up to when it was counted; null while nothing is. */
export type Meter = {
  front: InFront | null;
  lastAt: number | null;
  /** The last time that somebody typed, clicked or moved the mouse. */
  inputAt: number;
  /** Somebody talks on the phone: it counts without any input. */
  onCall: boolean;
  counted: readonly (InFront & { ms: number })[];
};

export const stopped = (now: number): Meter => ({
  front: null,
  lastAt: null,
  inputAt: now,
  onCall: false,
  counted: [],
});

/** Counts up to `now`: the time since the last look, but none after the person had been idle for `idleAfter` (unless on a call). */
export function counted(meter: Meter, now: number): Meter {
  const { front, lastAt, inputAt, onCall } = meter;
  if (front === null || lastAt === null) return { ...meter, lastAt: front === null ? null : now };
  const until = onCall ? now : Math.min(now, inputAt + idleAfter);
  // A clock that was set back counts nothing; a machine that slept sends no input, and counts until it slept.
  const ms = Math.max(0, until - lastAt);
  return {
    ...meter,
    lastAt: Math.max(now, 0),
    counted: ms === 0 ? meter.counted : added(meter.counted, front, ms),
  };
}

/** Something else is in front, or nothing. */
export function turned(meter: Meter, front: InFront | null, now: number): Meter {
  return { ...counted(meter, now), front, lastAt: front === null ? null : now };
}

/** The person did something, or began or ended a call. */
export function moved(meter: Meter, now: number, onCall: boolean = meter.onCall): Meter {
  const before = counted(meter, now);
  return { ...before, inputAt: now, onCall };
}

/** Whole seconds to hand over, and the meter without them. What is less than `least` waits for more. */
export function handedOver(meter: Meter): { meter: Meter; spent: (InFront & { seconds: number })[] } {
  const spent: (InFront & { seconds: number })[] = [];
  const left: (InFront & { ms: number })[] = [];
  for (const one of meter.counted) {
    const { customerId, caseId } = one;
    const seconds = Math.floor(one.ms / 1000);
    if (seconds < least) left.push(one);
    else {
      spent.push({ customerId, caseId, seconds: Math.min(seconds, 86_400) });
      left.push({ customerId, caseId, ms: one.ms - seconds * 1000 });
    }
  }
  return { meter: { ...meter, counted: left.filter(({ ms }) => ms > 0) }, spent };
}

function added(list: Meter['counted'], { customerId, caseId }: InFront, ms: number): Meter['counted'] {
  const isIt = (one: InFront) => one.customerId === customerId && one.caseId === caseId;
  if (!list.some(isIt)) return [...list, { customerId, caseId, ms }];
  return list.map((one) => (isIt(one) ? { ...one, ms: one.ms + ms } : one));
}
