import { setImmediate as breathe } from 'node:timers/promises';
import type { Incident } from '#shared/incident/incident.ts';
import type { Db } from '../database.ts';
import { slices } from '../slice.ts';
import { type Person, type Whom, whomIncidentsTouch } from './whom.ts';

/** Whom an incident touches on this desk, as far as was looked. `found`: the orders by which, by customer. */
export type Scan = {
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly done: number;
  readonly total: number;
};

type Job = {
  team: string;
  incident: Incident;
  /** What it was asked with: another rule is looked for anew. */
  key: string;
  found: Map<string, string[]>;
  /** The last customer that was looked at. */
  after: number;
  done: number;
  total: number;
  over: boolean;
};

export type Scans = {
  /** What is known of an incident now; it is looked for from the first question on. `name`: one list each, for ever the same one. */
  of(name: string, team: string, incident: Incident): Scan;
  /** Something of these customers changed, or of everybody. */
  changed(customers: Iterable<string> | 'all'): void;
  /** Hears that there is more to say. */
  follow(tell: () => void): void;
  /** Ends looking. */
  close(): void;
};

/** How often pages are told of the progress, ms. */
const tellEvery = 500;

/**
 * Finds the customers whom incidents touch, a slice of the store at a time, and keeps what it found in memory: nothing of it is written,
 * and it is looked for again after a start. Whoever looks at a customer meanwhile waits for one slice at most.
 */
export function incidentScans(db: Db): Scans {
  const whom = whomIncidentsTouch(db);
  const count = db.prepare<[], number>('SELECT count(*) FROM customer_now').pluck();
  const jobs = new Map<string, Job>();
  let running = false;
  let closed = false;
  let tell = (): void => undefined;

  async function run(): Promise<void> {
    const { length, measured } = slices({ first: 50, least: 10, most: 5000 });
    let told = performance.now();
    for (;;) {
      await breathe();
      const job = closed || !db.open ? undefined : [...jobs.values()].find(({ over }) => !over);
      if (!job) break;
      const many = length();
      measured(many, () => look(whom, job, many));
      if (!job.over && performance.now() - told < tellEvery) continue;
      told = performance.now();
      tell();
    }
    running = false;
  }

  function start(): void {
    if (running || closed) return;
    running = true;
    void run();
  }

  return {
    of(name, team, incident) {
      const key = JSON.stringify([team, incident.rule, incident.since, incident.until]);
      const known = jobs.get(name);
      if (known?.key === key) return known;
      const total = count.get() ?? 0;
      const job: Job = { team, incident, key, found: new Map(), after: 0, done: 0, total, over: false };
      jobs.set(name, job);
      start();
      return job;
    },
    changed(customers) {
      if (customers === 'all') return jobs.clear();
      if (jobs.size === 0) return;
      for (const id of customers) {
        const person = whom.one(id);
        for (const job of jobs.values()) {
          if (!person) job.found.delete(id);
          else if (person.seq <= job.after || job.over) judge(whom, job, person);
        }
      }
    },
    follow(listener) {
      tell = listener;
    },
    close() {
      closed = true;
      jobs.clear();
    },
  };
}

function look(whom: Whom, job: Job, many: number): void {
  const people = whom.from(job.after, many);
  for (const person of people) judge(whom, job, person);
  job.done += people.length;
  job.after = people.at(-1)?.seq ?? job.after;
  job.over = people.length < many;
  if (job.over) job.total = job.done;
  // More came meanwhile than there were.
  else job.total = Math.max(job.total, job.done + 1);
}

function judge(whom: Whom, { team, incident, found }: Job, person: Person): void {
  const orderIds = whom.touched(person, whom.customer(person), team, incident);
  if (orderIds) found.set(person.id, orderIds);
  else found.delete(person.id);
}
