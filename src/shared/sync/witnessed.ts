import { commandOf } from '../case/event-of.ts';
import type { EventEnvelope } from '../case/events.ts';
import { flagged } from '../case/facts.ts';

/** What a witness's events meet, read after the locks on their streams. */
export type Met = {
  /** The number of an event that the ledger has. */
  numberOf(eventId: string): number | null;
  /** Whether this ledger has refused the command since: its person was told, so its event must not come back. */
  isRefused(commandId: string): boolean;
};

/**
 * What of the events that desks still hold, of one team and in the order in which they came, is to get the next numbers: what this ledger
 * has lost, and has not refused since. Append it in a transaction before that of the desk's commands, which may build on it; then answer
 * for every event that was offered where it is, or the desk would offer it for ever.
 */
export function takeWitnessed(events: readonly EventEnvelope[], met: Met): EventEnvelope[] {
  const here = new Set<string>();
  const isThere = (id: string) => here.has(id) || met.numberOf(id) !== null;
  return events.flatMap((event) => {
    if (isThere(event.id) || met.isRefused(commandOf(event.id))) return [];
    const back = recoveredEvents(event, isThere);
    for (const { id } of back) here.add(id);
    return back;
  });
}

/**
 * The events that bring a lost one back into a restored ledger: itself, and a flag that says so. Without those that are there.
 * A flag's own id is that of the event's place plus 100, which no decision reaches: an event that is lost twice gets the same flag again.
 */
export function recoveredEvents(
  event: EventEnvelope,
  isThere: (eventId: string) => boolean,
): EventEnvelope[] {
  const place = Number(event.id.slice(commandOf(event.id).length + 1));
  const index = 100 + (Number.isSafeInteger(place) ? place : 0);
  return [event, flagged(event, 'recovered', index)].filter(({ id }) => !isThere(id));
}
