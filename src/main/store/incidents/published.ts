import { incidentsOf, type PublishedIncident } from '#shared/incident/of.ts';
import type { RulesRecord } from '#shared/rules/records.ts';
import type { Texts } from '#shared/rules/texts.ts';
import type { Db } from '../database.ts';

/** Few, as all pages of rules are: `rules` is read whole (decision 0016). */
const allSql = "SELECT body FROM rules WHERE id LIKE '%/incident:%' ORDER BY id";
const openSql = `
  SELECT body FROM rules WHERE id LIKE '%/incident:%' AND body ->> '$.content.state' = 'open' ORDER BY id`;

/** The known incidents that teams have published. Bodies were read by their schema when they came in. */
export function publishedIncidents(db: Db) {
  const all = db.prepare<[], string>(allSql).pluck();
  const open = db.prepare<[], string>(openSql).pluck();
  const read = (bodies: readonly string[]): PublishedIncident[] =>
    incidentsOf(bodies.map((body) => JSON.parse(body) as RulesRecord));
  const everyOne = () => read(all.all());
  return {
    all: everyOne,
    open: () => read(open.all()),
    /** Null: it is not here. */
    titleOf: (id: string): Texts | null =>
      everyOne().find(({ content }) => content.id === id)?.content.title ?? null,
  };
}
