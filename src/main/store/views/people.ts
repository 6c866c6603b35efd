import type { Who } from '#shared/people.ts';
import type { Db } from '../database.ts';

export type People = { who(id: string): Who; refresh(): void };

/** Names of our own people, kept in memory: there are few, and every entry of a story names one. */
export function people(db: Db, self: { id: string; name: string }): People {
  const all = db.prepare('SELECT id, name FROM person');
  const names = new Map<string, Who>();
  function refresh(): void {
    names.clear();
    names.set(self.id, self);
    for (const row of all.all() as Who[]) names.set(row.id, row);
  }
  refresh();
  return { refresh, who: (id) => names.get(id) ?? { id, name: id } };
}
