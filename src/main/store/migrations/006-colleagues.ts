import type { Migration } from '../migrate.ts';

/**
 * Which teams a colleague is known from: whoever leaves a team leaves its people behind. Of whom this store knew before, nobody can say from which team,
 * so they are of all. Decision 0032.
 */
export const colleagues: Migration = {
  to: 6,
  sql: `
    CREATE TABLE colleague (team TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (team, id)) STRICT, WITHOUT ROWID;
    INSERT INTO colleague SELECT c.team, p.id FROM cursor AS c, person AS p;
  `,
};
