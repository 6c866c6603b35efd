import type { Db } from './database.ts';
import { underWay } from './under-way.ts';

/** How long a customer who was brought from the centre stays after they were last looked at, ms. */
export const guestStay = 24 * 3_600_000;
/** A look is written down no more often than this, ms. */
const lookEvery = 600_000;

/** `until` of somebody who was here and went: whatever is here of them is not all. */
export const gone = -1;

/** Up to which number everything of a customer is here, who came by themselves. `until` null: they belong to this store. */
export type Guest = {
  customerId: string;
  team: string;
  epoch: string;
  n: number;
  whole: 0 | 1;
  behind: 0 | 1;
  until: number | null;
};

/** Whether somebody is here for a limited time, which goes on. */
export const isStaying = (guest: Guest | null): boolean => guest !== null && (guest.until ?? gone) > gone;

/** The list of customers who were brought by themselves. Call inside the transaction of what it is about. */
export function guestsIn(db: Db) {
  const columns = 'customer_id AS customerId, team, epoch, n, whole, behind, until';
  const one = db.prepare<[string], Guest>(`SELECT ${columns} FROM guest WHERE customer_id = ?`);
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM guest)').pluck();
  const set = db.prepare<[Guest]>(
    `INSERT OR REPLACE INTO guest (customer_id, team, epoch, n, whole, behind, until)
     VALUES (:customerId, :team, :epoch, :n, :whole, :behind, :until)`,
  );
  const dropTeam = db.prepare('DELETE FROM guest WHERE team = ?');
  const withheld = db.prepare('UPDATE guest SET behind = 1 WHERE team = ? AND n < ?');
  const otherLife = db.prepare(
    `UPDATE guest SET n = 0, whole = 0, behind = 1, until = iif(until IS NULL, NULL, 0)
     WHERE team = ? AND epoch <> ? AND coalesce(until, 0) >= 0`,
  );
  const unsettled = db
    .prepare<[], string>(
      'SELECT customer_id FROM guest WHERE (behind = 1 OR whole = 0) AND coalesce(until, 0) >= 0',
    )
    .pluck();
  const over = db.prepare<[number], Guest>(`SELECT ${columns} FROM guest WHERE until BETWEEN 0 AND ?`);
  const noLonger = db.prepare<{ most: number }>('UPDATE guest SET until = :most WHERE until > :most');
  const arrived = db.prepare(
    'DELETE FROM guest WHERE until IS NULL AND whole = 1 AND behind = 0 AND team = ? AND n <= ?',
  );
  const stay = db.prepare('UPDATE guest SET until = ? WHERE customer_id = ? AND until BETWEEN 0 AND ?');
  const leave = db.prepare(
    `UPDATE guest SET until = ${gone}, n = 0, whole = 0, behind = 0 WHERE customer_id = ?`,
  );
  const active = db.prepare(
    `UPDATE guest SET behind = iif(until = ${gone}, 1, behind), until = NULL WHERE customer_id = ? AND until IS NOT NULL`,
  );

  return {
    isAny: () => any.get() === 1,
    one: (customerId: string): Guest | null => one.get(customerId) ?? null,
    set: (guest: Guest) => void set.run(guest),
    /** They were removed. Their id stays, so that nobody takes what comes of them later for all of it. */
    gone: (customerId: string) => void leave.run(customerId),
    /** The stream tells something of them that is not withheld: they belong here, and what is missing of them is to be brought. */
    active: (customerId: string) => void active.run(customerId),
    dropTeam: (team: string) => void dropTeam.run(team),
    /** A change of the team came without its words: it may be of anybody who is not wholly here. */
    withheld: (team: string, n: number) => void withheld.run(team, n),
    /** The team's ledger has another life than it had: what came by itself is asked for anew or goes. */
    otherLife: (team: string, epoch: string) => void otherLife.run(team, epoch),
    /** Whose pages are not all here, or who may have missed something. */
    unsettled: () => unsettled.all(),
    /** Who is to go at `now`. Who was looked at by a clock that was ahead stays no longer than anybody who is looked at now. */
    over: (now: number) => {
      noLonger.run({ most: now + guestStay });
      return over.all(now);
    },
    /** The stream has come to where those who belong here were brought up to: they are like everybody else from here on. */
    arrived: (team: string, n: number) => void arrived.run(team, n),
    /** They were looked at `now`. */
    seen: (customerId: string, now: number) =>
      void stay.run(now + guestStay, customerId, now + guestStay - lookEvery),
  };
}

/** Whether a customer may not go yet: something of theirs is under way here, or is an open case of this person's. */
export function mustStay(db: Db, person: string): (customerId: string) => boolean {
  const isUnderWay = underWay(db);
  const open = db
    .prepare("SELECT 1 FROM case_now WHERE customer_id = ? AND owner = ? AND status = 'open' LIMIT 1")
    .pluck();
  return (customerId) => open.get(customerId, person) !== undefined || isUnderWay(customerId);
}
