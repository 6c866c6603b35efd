import type { Pool } from 'pg';
import type { Requester } from './requester.ts';
import type { Claims } from './tokens.ts';

/** A change of people, teams or devices was committed; no more is said. */
export const identityChannel = 'hilo_identity';

/** Every process reads again at least so often, should a notice have been lost. */
const readAgainEvery = 60_000;
/** Tokens live a quarter of an hour and streams are asked after twice a minute: whatever ended longer ago is over everywhere. */
const endedWithin = 24 * 60 * 60_000;

type Known = Omit<Requester['person'], 'id'> & { active: boolean; teams: string[] };

/** What this process knows of people and devices beyond what their tokens say. */
export type Roster = {
  /** Who a token's bearer is now: with today's name, role and teams. Null: signed out, revoked, deactivated. From memory alone. */
  now(claims: Claims): Requester | null;
  /** Reads everything anew; resolves when what was committed before the call is known. */
  read(): Promise<void>;
  /** Hears of each reading. Returns how to stop. */
  onRead(listener: () => void): () => void;
  close(): void;
};

/** @param failed hears of a reading that failed; the next one comes within a minute. */
export async function openRoster(pool: Pool, failed: (error: unknown) => void): Promise<Roster> {
  let people = new Map<string, Known>();
  let ended = new Map<string, number>();
  const listeners = new Set<() => void>();
  const readNow = async () => {
    const [known, over] = await Promise.all([readPeople(pool), readEnded(pool)]);
    people = known;
    ended = over;
    for (const listener of listeners) listener();
  };
  const read = oneAfterAnother(readNow);
  await read();
  const timer = setInterval(() => read().catch(failed), readAgainEvery);
  timer.unref();
  return {
    now({ sub, device, at, ...token }) {
      if (at <= (ended.get(device) ?? 0)) return null;
      // Somebody who was made a moment ago is not known here yet, nor is what they may decide alone.
      const { active, teams, ...person } = people.get(sub) ?? {
        active: true,
        skills: [],
        level: 1,
        ...token,
      };
      return active ? { person: { id: sub, ...person }, device, teams } : null;
    },
    read,
    onRead(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => clearInterval(timer),
  };
}

async function readPeople(pool: Pool): Promise<Map<string, Known>> {
  const { rows } = await pool.query<Known & { id: string }>(
    `SELECT p.id, p.name, p.role, p.skills, p.level, p.active, array_agg(t.team ORDER BY t.home DESC, t.team) AS teams
     FROM person AS p JOIN person_team AS t ON t.person = p.id GROUP BY p.id`,
  );
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}

async function readEnded(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; tokens_after: number }>(
    'SELECT id, tokens_after FROM device WHERE tokens_after > now_ms() - $1',
    [endedWithin],
  );
  return new Map(rows.map((row) => [row.id, row.tokens_after]));
}

/** While one run works, all who ask share the one after it: it begins after they asked. */
function oneAfterAnother(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const own = run().finally(() => {
      if (running === own) running = null;
    });
    running = own;
    return own;
  };
  return () => {
    if (next !== null) return next;
    if (running === null) return start();
    next = running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
