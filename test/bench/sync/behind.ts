import { type Result, timesResult } from '../result.ts';
import type { BareLoop } from './bare.ts';
import { openDesk } from './desk.ts';
import { type Filled, hasAll } from './fill.ts';
import { centreOn } from './ground.ts';
import { customersOf, happened, headOf, number } from './ledger.ts';
import { type Run, team } from './run.ts';

const changes = 1_000;

/** A desk opens its sync and is a thousand changes behind: until it has all of them. `loop`: a bare loop that has the company too. */
export async function measureBehind(run: Run, filled: Filled, loop: BareLoop): Promise<Result> {
  const { ground, sizes, say } = run;
  const floors: number[] = [];
  const values: number[] = [];
  for (let round = 0; round < sizes.behind; round += 1) {
    say(`${changes} changes behind, round ${round + 1}`);
    const before = await headOf(ground.pool, team);
    await number(ground.pool, team, happened(changes, customersOf(sizes.rows), round));
    const server = await centreOn(ground, 1_000_000_000, run);
    const desk = await openDesk(filled.place, filled.signedIn.person, run);
    const began = performance.now();
    const done = desk.until(hasAll(before.n + changes), 2);
    await desk.sync(server.address, ground.again(filled.signedIn));
    values.push((await done) - began);
    await desk.close();
    await server.end();
    floors.push(await loop.copy(before.n));
  }
  return timesResult(
    `${changes} changes to a desk that is behind, until all are applied`,
    'the bare loop of the same changes into its file that holds the rest, its connections open already; the desk opens its store before, and connects and asks as it does at a start',
    floors,
    values,
  );
}
