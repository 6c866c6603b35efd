import { diceOf } from '../company/dice.ts';
import { customerId } from '../company/people.ts';
import { type Result, rateResult } from '../result.ts';
import { note } from './asks.ts';
import { openDesk } from './desk.ts';
import { type Filled, hasAll } from './fill.ts';
import { centreOn } from './ground.ts';
import { customersOf, headOf } from './ledger.ts';
import { type Run, team } from './run.ts';

/** Of one transaction of the store. */
const atOnce = 20;

/** A long day offline: commands that wait in a desk's outbox, until the centre has answered all of them. `pouch`: what PouchDB pushes a second. */
export async function measurePush(run: Run, filled: Filled, pouch: number): Promise<Result> {
  const { ground, sizes, say } = run;
  const server = await centreOn(ground, sizes.rows * 10, run);
  // It has what others did before, and then is without a network.
  const online = await openDesk(filled.place, filled.signedIn.person, run);
  await online.sync(server.address, ground.again(filled.signedIn));
  const { n } = await headOf(ground.pool, team);
  await online.until(hasAll(n), 20);
  await online.close();
  const desk = await openDesk(filled.place, filled.signedIn.person, run);
  say(`${sizes.commands} commands written offline`);
  const dice = diceOf(31);
  const someone = () => customerId(dice.int(0, customersOf(sizes.rows) - 1));
  for (let written = 0; written < sizes.commands; written += atOnce)
    await desk.command(Array.from({ length: atOnce }, () => note(someone())));
  say('commands up');
  const began = performance.now();
  await desk.sync(server.address, ground.again(filled.signedIn));
  const ended = await desk.until((db) => {
    return db.prepare('SELECT 1 FROM outbox WHERE answered_n IS NULL LIMIT 1').get() === undefined;
  }, 5);
  await desk.close();
  await server.end();
  const { rows } = await ground.pool.query<{ taken: number }>(
    'SELECT count(*) AS taken FROM answer WHERE team = $1',
    [team],
  );
  if (rows[0]?.taken !== sizes.commands) throw new Error(`${rows[0]?.taken} commands were taken`);
  return rateResult(
    `${sizes.commands} commands up, until all are answered`,
    `PouchDB pushing ${sizes.pouched} documents to a PouchDB server, both in one process with LevelDB, 256 in a batch: the rates are compared`,
    [pouch],
    [(1000 * sizes.commands) / (ended - began)],
    20,
  );
}
