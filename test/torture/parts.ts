import { tooFew } from '../sync/often.ts';
import { runModel } from '../sync/run.ts';
import { kill, phasesOf, tooFewKills } from './kill/kills.ts';
import { diceOf } from './power/disk.ts';
import { cutPower } from './power/power.ts';

/** What a part found: lines to read, and what must not be. */
export type Outcome = { lines: string[]; wrong: string[] };

export type Part = {
  /** Its option: `--power 300`. */
  name: string;
  title: string;
  /** How much of it a night takes. */
  night: number;
  run(size: number, seed: number): Promise<Outcome>;
};

export const parts: readonly Part[] = [
  { name: 'kills', title: 'kills of desks and servers', night: 2000, run: kills },
  { name: 'model', title: 'histories of three desks and a centre', night: 2_000_000, run: model },
  { name: 'power', title: 'power cuts of a store, points', night: 300, run: power },
];

/** SIGKILL at any moment of real processes: nothing lost, nothing doubled, and every phase was really cut off. */
async function kills(count: number, seed: number): Promise<Outcome> {
  const stop = new AbortController();
  const end = () => stop.abort();
  // PostgreSQL outlives a process that does not stop it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  const found = await kill(count, diceOf(seed), { tick: tick(count), stop: stop.signal }).catch(
    (error: unknown) => {
      if (!stop.signal.aborted) throw error;
      console.log('Stopped.');
      process.exit(130);
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  const { answered, events, refused, wrong } = found;
  return {
    lines: [
      `${found.kills} kills: ${phasesOf(found)}`,
      `${answered} commands answered, ${events} events in the ledger, ${refused} commands refused`,
    ],
    wrong: [...wrong, ...tooFewKills(found)],
  };
}

/** The protocol without any I/O: in no history is anything lost, doubled or out of order. */
async function model(histories: number, seed: number): Promise<Outcome> {
  const said = tick(histories);
  const { failure, counts } = runModel({ runs: histories, seed, onProgress: said });
  return {
    lines: [[...counts].map(([what, times]) => `${what} ${times}`).join(', ')],
    wrong: failure
      ? [`${failure.sentence} (seed ${failure.seed}, path ${failure.path})`, ...failure.story]
      : tooFew(counts, histories),
  };
}

/** FULL loses nothing at any point; NORMAL, a bug on purpose, must be caught by the very same look. */
async function power(points: number, seed: number): Promise<Outcome> {
  const full = await cutPower({ points, seed, synchronous: 'FULL', notes: 240 }, tick(points));
  const fewer = Math.max(60, Math.round(points / 5));
  const normal = await cutPower({ points: fewer, seed, synchronous: 'NORMAL', notes: 240 }, tick(fewer));
  const wrong: string[] = [];
  if (full.lost > 0) wrong.push(`${full.lost} answered notes were lost at ${full.lossy} points`);
  if (full.broken > 0) wrong.push(`the store did not open or was not whole at ${full.broken} points`);
  if (full.unsynced < points / 3) wrong.push(`only ${full.unsynced} points had unsynced writes`);
  if (full.checkpoints < points / 10) wrong.push(`only ${full.checkpoints} points lay in a checkpoint`);
  if (full.received < 100) wrong.push(`only ${full.received} changes had come from the centre`);
  if (full.takenBack === 0) wrong.push('no cut took back what had come from the centre: it was not tried');
  if (normal.lossy === 0) wrong.push('synchronous=NORMAL was not caught: this look sees nothing');
  return {
    lines: [
      `synchronous=FULL: ${full.points} points, ${full.unsynced} with unsynced writes, ${full.checkpoints} in a checkpoint; ${full.lost} of ${full.answered} answered notes lost, ${full.broken} broken; what had come from the centre was taken back, to come again, at ${full.takenBack}`,
      `synchronous=NORMAL (a bug on purpose): lost answered notes at ${normal.lossy} of ${normal.points} points`,
    ],
    wrong,
  };
}

/** Says how far a part is, on a line of its own every tenth. */
function tick(total: number): (done: number) => void {
  const step = Math.max(1, Math.round(total / 10));
  return (done) => {
    if (done % step === 0) console.log(`   ${done} of ${total}`);
  };
}
