import { byItself } from '#shared/case/fold.ts';
import type { PersonRecord, Who } from '#shared/people.ts';
import type { Db } from '../database.ts';

export type People = {
  who(id: string): Who;
  /** By name. */
  all(): PersonRecord[];
  refresh(): void;
};

/** Names of our own people, kept in memory: there are few, and every entry of a story names one. */
export function people(db: Db, self: { id: string; name: string }): People {
  const all = db.prepare<[], Omit<PersonRecord, 'type'>>('SELECT id, name, role FROM person');
  const names = new Map<string, Who>();
  function refresh(): void {
    names.clear();
    names.set(byItself, { id: byItself, name: 'Hilo' });
    names.set(self.id, self);
    for (const { id, name } of all.all()) names.set(id, { id, name });
  }
  refresh();
  return {
    refresh,
    who: (id) => names.get(id) ?? { id, name: id },
    all: () =>
      all
        .all()
        .map((one) => ({ type: 'person' as const, ...one }))
        .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
