import type { Migration } from '../migrate.ts';

/** What is known of people beyond their name and role, and the company's list of skills. Decision 0027. */
export const skills: Migration = {
  to: 5,
  sql: `
    ALTER TABLE person ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE person ADD COLUMN level INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE person ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
    -- JSON, as skills are; the first is home.
    ALTER TABLE person ADD COLUMN teams TEXT NOT NULL DEFAULT '[]';

    CREATE TABLE skills (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
