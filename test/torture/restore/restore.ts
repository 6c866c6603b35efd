import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '#store/store.ts';
import { type Actor, actor } from '../kill/actor.ts';
import { centreAt, environmentOf, type Ground, listens, openGround, signIn } from '../kill/ground.ts';
import { heldBy, wrongIn } from '../kill/look.ts';

export type RestoreResult = {
  /** Events in the ledger when it was backed up, before it was set back, and in the end. */
  backedUp: number;
  before: number;
  after: number;
  /** Events that came back flagged, and desks that held what the restored ledger did not know. */
  recovered: number;
  forks: number;
  answered: number;
  wrong: string[];
};

const script = resolve(import.meta.dirname, '..', 'kill', 'desk-process.ts');
const people = ['lucia', 'mateo', 'aisha'];

/**
 * A cluster is backed up, work goes on, and the backup is put back while two of three desks work and one is away with its machine off: a
 * real PostgreSQL, a real server process and real desks. In the end everything that was answered anywhere must be everywhere. `ms`: how long
 * is worked before and after the backup.
 */
export async function restore(ms: number): Promise<RestoreResult> {
  const ground = await openGround(people);
  const running = new Set<Actor>();
  try {
    const first = await centreAt(ground, 'centre');
    running.add(first.actor);
    await first.actor.start(listens);
    const desks = [];
    for (const [index, person] of people.entries()) {
      const folder = join(ground.folder, `desk-${index}`);
      const key = randomBytes(32);
      mkdirSync(folder);
      const args = [script, folder, key.toString('hex'), first.address, person, 'none'];
      const desk = { actor: actor(person, args, environmentOf(ground)), folder, key };
      running.add(desk.actor);
      await desk.actor.start(/^ready/);
      desk.actor.send(`signed-in ${JSON.stringify(await signIn(first.address, person))}`);
      desks.push(desk);
    }
    const [away] = desks;
    if (!away) throw new Error('there are no desks');
    const down = async (centre: Actor, work: (folder: string) => void): Promise<Actor> => {
      await centre.kill();
      running.delete(centre);
      await ground.downFor(work);
      const { actor: next } = await centreAt(ground, 'centre', first.port);
      running.add(next);
      await next.start(listens);
      return next;
    };

    await sleep(ms);
    const copy = join(ground.folder, 'backup');
    const onward = await down(first.actor, (folder) => copied(folder, copy));
    const backedUp = await eventsIn(ground);
    await sleep(ms);
    // What this one holds is all sent; while it is away it is nobody's witness.
    away.actor.send('rest');
    await away.actor.says(/^quiet/);
    await away.actor.kill();
    const before = await eventsIn(ground);
    await down(onward, (folder) => {
      rmSync(folder, { recursive: true });
      copied(copy, folder);
    });
    await sleep(ms / 2);
    await away.actor.start(/^ready/);
    for (const desk of desks) {
      desk.actor.send('rest');
      await desk.actor.says(/^quiet/);
    }
    // What one of them brought back in the last moment comes down to the others.
    await sleep(1500);
    return { backedUp, before, ...(await found(ground, desks, running)) };
  } finally {
    for (const one of running) await one.kill();
    await ground.close();
  }
}

/** A copy of a stopped cluster with its owners and rights: PostgreSQL has an account of its own where this runs as root. */
function copied(from: string, to: string): void {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true });
  else execFileSync('cp', ['-a', from, to]);
}

async function eventsIn({ pool }: Ground): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*) AS count FROM change WHERE kind = 'event'",
  );
  return rows[0]?.count ?? 0;
}

async function found(
  ground: Ground,
  desks: readonly { actor: Actor; folder: string; key: Buffer }[],
  running: Set<Actor>,
): Promise<Pick<RestoreResult, 'after' | 'recovered' | 'forks' | 'answered' | 'wrong'>> {
  const held = [];
  for (const { actor: one, folder, key } of desks) {
    one.send('close');
    await one.says(/^closed/);
    running.delete(one);
    const desk = { person: { id: one.name, name: one.name }, company: 'Restore' };
    const store = await openStore({ folder, key, fresh: false, desk });
    held.push(heldBy(one.name, one.answered, store.db));
    store.close();
  }
  const { rows } = await ground.pool.query<{ recovered: number; forks: number }>(
    `SELECT (SELECT count(*) FROM change WHERE kind = 'event' AND body::jsonb ->> 'type' = 'fact.flagged.1'
               AND body::jsonb -> 'data' ->> 'why' = 'recovered') AS recovered,
            (SELECT count(*) FROM fork) AS forks`,
  );
  return {
    after: await eventsIn(ground),
    recovered: rows[0]?.recovered ?? 0,
    forks: rows[0]?.forks ?? 0,
    answered: desks.reduce((sum, { actor: one }) => sum + one.answered.size, 0),
    wrong: await wrongIn(ground.pool, held),
  };
}
