import { setTimeout as wait } from 'node:timers/promises';
import { diceOf } from '../company/dice.ts';
import { customerId } from '../company/people.ts';
import { type Result, timesResult } from '../result.ts';
import { note } from './asks.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Filled, hasAll, settled } from './fill.ts';
import { centreOn } from './ground.ts';
import { customersOf, headOf } from './ledger.ts';
import { type Run, team } from './run.ts';

/** What one agent writes, until another's store shows it: two stores, two processes, real exchanges and pokes. */
export async function measurePeers(run: Run, one: Filled, other: Filled): Promise<Result> {
  const { ground, sizes, say, stop } = run;
  const server = await centreOn(ground, 1_000_000_000, run);
  const writer = await openDesk(one.place, one.signedIn.person, run);
  const reader = await openDesk(other.place, other.signedIn.person, run);
  for (const [desk, { signedIn }] of [
    [writer, one],
    [reader, other],
  ] as const)
    await desk.sync(server.address, ground.again(signedIn));
  const { n } = await headOf(ground.pool, team);
  for (const desk of [writer, reader]) {
    await desk.until(hasAll(n), 20);
    await settled(desk);
  }
  say(`${sizes.events} events from desk to desk`);
  const dice = diceOf(63);
  const times: number[] = [];
  for (let i = 0; i < sizes.events; i += 1) {
    const customer = customerId(dice.int(0, customersOf(sizes.rows) - 1));
    const began = performance.now();
    const seen = untilSeen(reader, customer, `event ${i} of the bench`);
    await writer.command([note(customer, `event ${i} of the bench`)]);
    times.push((await seen) - began);
    await wait(dice.int(300, 500), undefined, { signal: stop });
  }
  for (const desk of [writer, reader]) await desk.close();
  await server.end();
  return timesResult(
    'event recorded on desk A to readable on desk B',
    'nothing to compare with; from asking the store of A to record, to the answer of the store of B with the event in it, asked when its window is told of a change (not painted); one every 300 to 500 ms, because what comes within 250 ms of the one before is told together',
    null,
    times,
  );
}

/** When the customer's story holds a text. The story is asked for whenever the desk's window is told that this customer changed. */
function untilSeen(desk: Desk, customer: string, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => end(() => reject(new Error('an event never came'))), 30_000);
    const deaf = desk.onChanged((customers) => {
      if (customers === 'all' || customers.includes(customer))
        desk.view({ view: 'customer', customerId: customer }).then(look, (error) => end(() => reject(error)));
    });
    const look = (view: unknown) => {
      const now = performance.now();
      if (JSON.stringify(view).includes(text)) end(() => resolve(now));
    };
    const end = (how: () => void) => {
      clearTimeout(patience);
      deaf();
      how();
    };
  });
}
