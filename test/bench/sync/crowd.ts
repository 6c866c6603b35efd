import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../result.ts';
import { percentiles } from '../stats.ts';
import { type Child, child } from './child.ts';
import type { CrowdAsk, CrowdOver, CrowdSaid } from './crowd-process.ts';
import { centreOn } from './ground.ts';
import type { Run, Sizes } from './run.ts';

const eventsASecond = 200;
const mostMs = 2_000;
/** Processes of desks; the centre is one process, as docs/operating.md starts it. */
const processes = 2;
/** Before anything is counted, s: every desk has its connection, and the centre has compiled its code. */
const warmUp = 5;
/** The last events reach everybody within this, or it is an error. ms */
const lastOnes = 15_000;

/** The teams of the crowd, each as large as the others. */
export const crowdTeams = ({ crowd }: Sizes): string[] =>
  Array.from({ length: crowd.teams }, (_, index) => `crowd-${String(index).padStart(2, '0')}`);

type Crowd = Child<CrowdAsk, CrowdSaid>;

/** Many desks at once, each with its stream of pokes, and events from all of them. */
export async function measureCrowd(run: Run): Promise<Result> {
  const { ground, sizes, say } = run;
  const { desks, seconds } = sizes.crowd;
  const teams = crowdTeams(sizes);
  say(`${desks} desks are registered`);
  const people = await Promise.all(
    Array.from({ length: desks }, async (_, index) => {
      const { token, person, teams: own } = await ground.signedIn(teams[index % teams.length] ?? '');
      return { token, person: person.id, team: own[0]?.id ?? '' };
    }),
  );
  const server = await centreOn(ground, 1_000_000_000, run);
  const crowds: Crowd[] = [];
  for (let i = 0; i < processes; i += 1) crowds.push(child('crowd-process.ts', [], run));
  say(`${desks} desks connect`);
  await all(crowds, (index) => {
    const own = people.filter((_, place) => place % processes === index);
    return { begin: { address: server.address, desks: own } };
  });
  const each = eventsASecond / processes;
  say(`${eventsASecond} events a second: warming up`);
  await all(crowds, () => ({ write: { each, seconds: warmUp, counting: false } }));
  const before = await whenLevel(run, crowds);
  say(`${eventsASecond} events a second for ${seconds} s`);
  const written = await all(crowds, () => ({ write: { each, seconds, counting: true } }));
  const said = await whenLevel(run, crowds);
  for (const own of [...crowds, server]) await own.end();

  const events = written.reduce((sum, one) => sum + ('written' in one ? one.written : 0), 0);
  const latencies = said.flatMap((one) => one.latencies);
  const errors = said.flatMap((one) => one.errors);
  if (errors.length > 0) process.stderr.write(`Errors: ${[...new Set(errors)].slice(0, 5).join('; ')}\n`);
  const exchangesOf = (all: readonly CrowdOver[]) => all.reduce((sum, one) => sum + one.exchanges, 0);
  const exchanges = exchangesOf(said) - exchangesOf(before);
  const value = percentiles(latencies);
  const deliveries = events * (desks / teams.length - 1);
  const isWhole = latencies.length === deliveries && errors.length === 0;
  return {
    name: `${desks} connected desks, ${eventsASecond} events a second, ${errors.length} errors: taken to visible at a peer`,
    about: `nothing to compare with; ${teams.length} teams of ${desks / teams.length} desks in ${processes} processes, each with an open stream of pokes, one process of the centre; from the ledger's time of an event to a peer's exchange that brought it, ${latencies.length} of ${deliveries} such deliveries in ${exchanges} exchanges, ${seconds} s after ${warmUp} s of the same`,
    unit: 'ms',
    floor: null,
    value,
    ratio: null,
    spread: null,
    goal: `p99 < ${mostMs} ms, no error`,
    met: isWhole && value.p99 < mostMs,
    detail: {
      events,
      deliveries: latencies.length,
      expected: deliveries,
      exchanges,
      errors: errors.slice(0, 100),
    },
  };
}

/** Asks every process the same and waits for all answers. */
async function all(crowds: readonly Crowd[], ask: (index: number) => CrowdAsk): Promise<CrowdSaid[]> {
  return Promise.all(
    crowds.map((own, index) => {
      const answer = own.next();
      own.send(ask(index));
      return answer;
    }),
  );
}

/** What the desks have, once every one of them is where its team is. */
async function whenLevel({ ground, stop }: Run, crowds: readonly Crowd[]): Promise<CrowdOver[]> {
  const until = performance.now() + lastOnes;
  for (;;) {
    const { rows } = await ground.pool.query<{ team: string; n: number }>('SELECT team, n FROM team_head');
    const ends = new Map(rows.map(({ team, n }) => [team, n]));
    const said = (await all(crowds, () => ({ over: true }))).flatMap((one) =>
      'over' in one ? [one.over] : [],
    );
    const isLevel = said.every(({ heads }) => heads.every(([team, n]) => n === ends.get(team)));
    if (isLevel) return said;
    if (performance.now() > until) {
      said[0]?.errors.push(`after ${lastOnes / 1000} s more some desks were still behind`);
      return said;
    }
    await wait(1_000, undefined, { signal: stop });
  }
}
