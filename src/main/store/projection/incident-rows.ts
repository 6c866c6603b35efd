import type { CaseEvent } from '#shared/case/events.ts';
import type { CaseState } from '#shared/case/fold.ts';

/** The last call to a customer about an incident, as it is kept in `incident_now`. */
export type CallRow = { reached: boolean; text: string; at: number; by: string };
/** A case that is tied to an incident. */
export type TiedRow = Pick<CaseState, 'number' | 'subject' | 'status'>;

/** The last call about each incident, by its id. Who was reached once stays so: a later try does not undo it. */
export function callsIn(events: readonly (CaseEvent | null)[]): Map<string, CallRow> {
  const calls = new Map<string, CallRow>();
  for (const event of events) {
    if (event?.type !== 'incident.called-back.1') continue;
    const { incidentId, reached, text } = event.data;
    if (calls.get(incidentId)?.reached && !reached) continue;
    calls.set(incidentId, { reached, text, at: event.at, by: event.by });
  }
  return calls;
}

/** The incidents that a case is tied to, by their ids. */
export function tiedIn(now: CaseState | null): Map<string, TiedRow> {
  if (!now) return new Map();
  const { number, subject, status, incidentIds } = now;
  return new Map(incidentIds.map((id) => [id, { number, subject, status }]));
}
