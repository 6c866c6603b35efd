import type { RulesRecord } from '../rules/records.ts';
import type { Incident } from './incident.ts';

/** An incident of a team as it was published last. */
export type PublishedIncident = Omit<RulesRecord, 'type' | 'content' | 'id' | 'name'> & { content: Incident };

/** The incidents among the pages of rules, in their order. */
export function incidentsOf(records: readonly RulesRecord[]): PublishedIncident[] {
  return records.flatMap(({ team, version, at, by, content }) =>
    content.about === 'incident' ? [{ team, version, at, by, content }] : [],
  );
}
