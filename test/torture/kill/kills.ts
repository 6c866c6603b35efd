import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { putRecords } from '#server/records/put.ts';
import { openStore } from '#store/store.ts';
import { type Actor, actor, type Phase } from './actor.ts';
import { centreAt, environmentOf, type Ground, listens, openGround, signIn, snapshotFrom } from './ground.ts';
import { heldBy, projectionsOf, wrongIn } from './look.ts';
import { oldStore } from './old-store.ts';

export type KillResult = {
  kills: number;
  /** How often each phase was cut off. */
  phases: Partial<Record<Phase, number>>;
  answered: number;
  events: number;
  refused: number;
  wrong: string[];
};

/** Every one of them has to be cut off for a run to prove anything. */
const phases = ['append', 'push', 'pull', 'apply', 'snapshot', 'migrate', 'serve'] as const;

export const phasesOf = (result: KillResult): string =>
  phases.map((phase) => `${phase} ${result.phases[phase] ?? 0}`).join(', ');

/** The phases that were cut off less than once in twenty kills, one sentence each. */
export const tooFewKills = (result: KillResult): string[] =>
  phases.flatMap((phase) => {
    const times = result.phases[phase] ?? 0;
    return times < Math.floor(result.kills / 20)
      ? [`only ${times} of ${result.kills} kills hit ${phase}`]
      : [];
  });

const script = resolve(import.meta.dirname, 'desk-process.ts');
const people = ['lucia', 'mateo', 'aisha'];

/** Of the centre's records before any desk comes: more than a snapshot takes to be worth it, or a first fill on a quick machine had none. */
const customers = snapshotFrom + 100;

export type KillOptions = {
  tick?: (done: number) => void;
  /** One on purpose, of the desks' (see desk-process). */
  bug?: 'none' | 'forgetful';
  stop?: AbortSignal;
};

type Desk = { actor: Actor; folder: string; key: Buffer };

/**
 * Three desks and two server processes on one database, all real processes, killed again and again at random moments, the more often the
 * rarer a phase was. Two of ten hit a desk that begins: an old store that is migrated, or a new one, and then its first fill. In the end all
 * of them are left alone until they are quiet, and then everything must hold. `dice`: from 0 to below 1. Rejects when it is stopped; all of
 * its processes are ended then as well.
 */
export async function kill(
  kills: number,
  dice: () => number,
  { tick = () => {}, bug = 'none', stop }: KillOptions = {},
): Promise<KillResult> {
  const ground = await openGround(people);
  const result: KillResult = { kills: 0, phases: {}, answered: 0, events: 0, refused: 0, wrong: [] };
  const count = (phase: Phase) => {
    result.kills += 1;
    result.phases[phase] = (result.phases[phase] ?? 0) + 1;
    tick(result.kills);
  };
  const running = new Set<Actor>();
  let records: { stop(): Promise<void> } | null = null;
  try {
    const centres = [await centreAt(ground, 'centre 1'), await centreAt(ground, 'centre 2')];
    for (const centre of centres) {
      running.add(centre.actor);
      await centre.actor.start(listens);
    }
    await fill(ground);
    const address = (index: number) => centres[index % centres.length]?.address ?? '';
    const desks: Desk[] = [];
    const begin = async (person: string, index: number, isOld: boolean): Promise<Desk> => {
      const folder = join(ground.folder, `desk-${index}`);
      const key = randomBytes(32);
      mkdirSync(folder);
      const waiting = isOld ? await oldStore({ folder, key }, person, 40) : [];
      const env = environmentOf(ground);
      const made = actor(
        `desk ${index}`,
        [script, folder, key.toString('hex'), address(index), person, bug],
        env,
      );
      for (const id of waiting) made.answered.add(id);
      running.add(made);
      const desk = { actor: made, folder, key };
      desks.push(desk);
      return desk;
    };
    const seat = async (desk: Desk, person: string, index: number) => {
      await desk.actor.start(/^ready/);
      desk.actor.send(`signed-in ${JSON.stringify(await signIn(address(index), person))}`);
    };
    for (const [index, person] of people.entries())
      await seat(await begin(person, index, false), person, index);

    records = keepRecordsComing(ground, dice);
    for (let turn = 0; result.kills < kills; turn += 1) {
      stop?.throwIfAborted();
      if (turn % 9 === 8) {
        const index = desks.length;
        const person = people[index % people.length] ?? '';
        const newcomer = await begin(person, index, index % 2 === 1);
        await newcomer.actor.start(/^phase migrate/);
        await sleep(dice() * 40);
        await newcomer.actor.kill();
        count('migrate');
        await seat(newcomer, person, index);
        await newcomer.actor.says(/^phase snapshot/);
        await sleep(dice() * 4);
        await newcomer.actor.kill();
        count(newcomer.actor.phase());
        await newcomer.actor.start(/^ready/);
        // Three at a time are enough for two cores; the oldest goes to rest and is looked at in the end.
        await retire(desks, running);
        continue;
      }
      const active = desks.filter((desk) => running.has(desk.actor));
      const centre = turn % 5 === 2 ? centres[turn % centres.length] : undefined;
      if (centre) {
        await sleep(dice() * 300);
        await centre.actor.kill();
        count('serve');
        await centre.actor.start(listens);
        continue;
      }
      const victim = active[Math.floor(dice() * active.length)];
      if (!victim) continue;
      await victim.actor.says(new RegExp(`^phase ${rarest(result.phases)}`));
      await sleep(dice() * 4);
      await victim.actor.kill();
      count(victim.actor.phase());
      await victim.actor.start(/^ready/);
    }
    await records.stop();
    const active = desks.filter((desk) => running.has(desk.actor));
    // First all of them send what they have, and then all of them have what the others sent.
    for (const { actor } of [...active, ...active]) {
      actor.send('rest');
      await actor.says(/^quiet/);
    }
    await finish(ground, desks, running, result);
    return result;
  } finally {
    await records?.stop();
    for (const one of running) await one.kill();
    await ground.close();
  }
}

/** What of a desk's day has been cut off least. */
function rarest(phases: KillResult['phases']): Phase {
  const all: Phase[] = ['append', 'push', 'pull', 'apply'];
  return all.reduce((least, one) => ((phases[one] ?? 0) < (phases[least] ?? 0) ? one : least));
}

/** Brings three desks at most through the day: the oldest has all of it sent and ends. */
async function retire(desks: readonly Desk[], running: Set<Actor>): Promise<void> {
  const active = desks.filter((desk) => running.has(desk.actor));
  const [oldest] = active;
  if (active.length <= 3 || !oldest) return;
  oldest.actor.send('rest');
  await oldest.actor.says(/^quiet/);
  oldest.actor.send('close');
  await oldest.actor.says(/^closed/);
  running.delete(oldest.actor);
}

const customer = (id: string, name: string) => ({
  type: 'customer',
  id,
  name,
  emails: [`${id}@example.com`],
  phones: [],
  addresses: [],
  guest: false,
  language: 'es',
  since: null,
  remark: null,
  keys: [],
});

async function fill(ground: Ground): Promise<void> {
  const all = Array.from({ length: customers }, (_, index) => customer(`c${index}`, `Customer ${index}`));
  await putRecords(ground.pool, all, Date.now);
}

/** A shop that goes on selling: something always comes down. */
function keepRecordsComing(ground: Ground, dice: () => number): { stop(): Promise<void> } {
  const state = { isOn: true };
  const work = (async () => {
    for (let turn = 0; state.isOn; turn += 1) {
      const changed = Array.from({ length: 5 }, () => Math.floor(dice() * customers));
      await putRecords(
        ground.pool,
        [...new Set(changed)].map((index) => customer(`c${index}`, `Customer ${index}, ${turn}`)),
        Date.now,
      );
      await sleep(60);
    }
  })();
  return {
    stop: () => {
      state.isOn = false;
      return work;
    },
  };
}

/** Ends every desk, opens their stores here and looks. A rebuilt projection must be what it was. */
async function finish(
  ground: Ground,
  desks: readonly Desk[],
  running: Set<Actor>,
  result: KillResult,
): Promise<void> {
  const held = [];
  for (const { actor, folder, key } of desks) {
    const isActive = running.has(actor);
    if (isActive) {
      actor.send('close');
      await actor.says(/^closed/);
      running.delete(actor);
    }
    const desk = { person: { id: actor.name, name: actor.name }, company: 'Kill' };
    const store = await openStore({ folder, key, fresh: false, desk });
    // Desks that went to rest early know less; of them only what they wrote is asked.
    const what = heldBy(actor.name, actor.answered, store.db);
    if (isActive) held.push(what);
    else result.wrong.push(...(await lostOf(ground, actor, what.refused)));
    result.answered += actor.answered.size;
    result.refused += what.refused.size;
    const before = projectionsOf(store.db);
    store.db.prepare("DELETE FROM meta WHERE key = 'projection'").run();
    store.close();
    const rebuilt = await openStore({ folder, key, fresh: false, desk });
    const after = projectionsOf(rebuilt.db);
    for (const [table, rows] of Object.entries(before))
      if (JSON.stringify(rows) !== JSON.stringify(after[table]))
        result.wrong.push(`${actor.name}: ${table} is not what the fold of its events is`);
    rebuilt.close();
  }
  result.wrong.push(...(await wrongIn(ground.pool, held)));
  const { rows } = await ground.pool.query<{ count: number }>(
    "SELECT count(*) AS count FROM change WHERE kind = 'event'",
  );
  result.events = rows[0]?.count ?? 0;
}

async function lostOf(ground: Ground, actor: Actor, refused: ReadonlySet<string>): Promise<string[]> {
  const ids = [...actor.answered].filter((id) => !refused.has(id));
  const { rows } = await ground.pool.query<{ key: string }>(
    "SELECT key FROM change WHERE kind = 'event' AND key = ANY($1)",
    [ids.map((id) => `${id}:0`)],
  );
  return rows.length === ids.length
    ? []
    : [`${actor.name}: ${ids.length - rows.length} answered commands are lost`];
}
