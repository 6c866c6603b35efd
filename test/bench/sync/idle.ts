import { type Result, rateResult } from '../result.ts';
import { type Child, child } from './child.ts';
import { centreOn, freePort } from './ground.ts';
import type { Load, Loaded } from './load-process.ts';
import { type Run, team } from './run.ts';
import { idleExchange } from './scout.ts';

const connections = 16;

/** Exchanges that bring nothing new, on one process of the centre, against a bare route that answers the same bytes from memory. */
export async function measureIdle(run: Run): Promise<Result> {
  const { ground, sizes, say } = run;
  const { token } = await ground.signedIn(team);
  const centre = await centreOn(ground, 1_000_000_000, run);
  const { ask, answer } = await idleExchange(run, centre.address, token);
  if (answer.pages.length + answer.snapshots.length + answer.forks.length > 0)
    throw new Error('the exchange brings something');
  const barePort = await freePort();
  const bare = child<object, unknown>('bare-route.ts', [String(barePort), JSON.stringify(answer)], run);
  await bare.next();
  const client: Child<Load, Loaded> = child('load-process.ts', [], run);
  const rateOf = async (port: number, ms: number): Promise<number> => {
    const answered = client.next();
    client.send({ port, connections, ms, token, body: JSON.stringify(ask) });
    const { count, seconds, failed } = await answered;
    if (failed > 0) throw new Error(`${failed} requests were not answered well`);
    return count / seconds;
  };
  const ports = [barePort, Number(new URL(centre.address).port)] as const;
  const rates: [number[], number[]] = [[], []];
  for (let round = -1; round < sizes.idle.rounds; round += 1) {
    say(
      round < 0 ? 'exchanges with nothing new: warming up' : `exchanges with nothing new, round ${round + 1}`,
    );
    // Who begins changes with every round.
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const rate = await rateOf(ports[side], sizes.idle.ms);
      if (round >= 0) rates[side].push(rate);
    }
  }
  for (const own of [client, bare, centre]) await own.end();
  return rateResult(
    'exchanges with nothing new, one process',
    `a Fastify route of a process of its own that reads the same JSON and answers the same bytes from memory; the same client in a third process, ${connections} connections kept open, in turns`,
    rates[0],
    rates[1],
    0.7,
  );
}
