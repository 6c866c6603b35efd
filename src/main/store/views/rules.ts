import type { RulesRecord } from '#shared/rules/records.ts';
import type { RulesView } from '#shared/views.ts';
import type { Db } from '../database.ts';

/** Every team that this store holds, and what they have settled. Bodies were read by their schema when they came in. */
export function rulesView(db: Db): () => RulesView {
  const teams = db.prepare<[], string>('SELECT team FROM cursor ORDER BY team').pluck();
  const bodies = db.prepare<[], string>('SELECT body FROM rules ORDER BY id').pluck();
  return () => ({
    teams: teams.all(),
    records: bodies.all().map((body) => JSON.parse(body) as RulesRecord),
  });
}
