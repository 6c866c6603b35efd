import type { PersonRecord, Who } from '#shared/people.ts';
import { byItself } from '#shared/promise/fold.ts';
import { type Skill, skillsRecord } from '#shared/skills.ts';
import type { Db } from '../database.ts';

export type People = {
  who(id: string): Who;
  /** Whether somebody's role is to decide for a team: of whoever left, the last one. */
  decides(id: string): boolean;
  /** By name. */
  all(): PersonRecord[];
  /** The company's list; none where this store was told of none. */
  skills(): Skill[];
  refresh(): void;
};

type Row = Pick<PersonRecord, 'id' | 'name' | 'role' | 'level'> & {
  skills: string;
  active: number;
  teams: string;
};

/** Written by changes.ts of records that were read by their schema. */
function personOf({ skills, active, teams, ...row }: Row): PersonRecord {
  return {
    type: 'person',
    ...row,
    skills: JSON.parse(skills) as string[],
    active: active === 1,
    teams: JSON.parse(teams) as string[],
  };
}

/** Names of our own people, kept in memory: there are few, and every entry of a story names one. */
export function people(db: Db, self: { id: string; name: string }): People {
  const all = db.prepare<[], Row>('SELECT id, name, role, skills, level, active, teams FROM person');
  const list = db.prepare<[], string>("SELECT body FROM skills WHERE id = 'company'").pluck();
  const names = new Map<string, Who>();
  const deciding = new Set<string>();
  function refresh(): void {
    names.clear();
    deciding.clear();
    names.set(byItself, { id: byItself, name: 'Hilo' });
    names.set(self.id, self);
    for (const { id, name, role } of all.all()) {
      names.set(id, { id, name });
      if (role === 'supervisor' || role === 'admin') deciding.add(id);
    }
  }
  refresh();
  return {
    refresh,
    who: (id) => names.get(id) ?? { id, name: id },
    decides: (id) => deciding.has(id),
    all: () =>
      all
        .all()
        .map(personOf)
        .sort((a, b) => a.name.localeCompare(b.name)),
    skills: () => {
      const body = list.get();
      return body === undefined ? [] : skillsRecord.parse(JSON.parse(body)).skills;
    },
  };
}
