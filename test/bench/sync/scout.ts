import { setTimeout as wait } from 'node:timers/promises';
import { noLink } from '#shared/sync/chain.ts';
import { type ExchangeAnswer, type ExchangeAsk, exchangeAnswer } from '#shared/sync/exchange.ts';
import { plainAsk } from './asks.ts';
import { headOf } from './ledger.ts';
import { type Run, team } from './run.ts';

async function exchange(address: string, token: string, ask: ExchangeAsk): Promise<ExchangeAnswer> {
  const response = await fetch(`${address}/exchange`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(ask),
  });
  if (!response.ok) throw new Error(`the centre answers ${response.status}: ${await response.text()}`);
  return exchangeAnswer.parse(await response.json());
}

/** Asks for a first fill, and waits until there is one. How long the centre took to make it. */
export async function makeSnapshot({ ground, stop }: Run, address: string, token: string): Promise<number> {
  const began = performance.now();
  await exchange(address, token, plainAsk([]));
  for (;;) {
    const { rowCount } = await ground.pool.query(
      'SELECT FROM snapshot WHERE team = $1 AND head IS NOT NULL',
      [team],
    );
    if (rowCount !== 0) return (performance.now() - began) / 1000;
    await wait(50, undefined, { signal: stop });
  }
}

/** What a desk that has everything asks, and what it is answered. */
export async function idleExchange({ ground }: Run, address: string, token: string) {
  const { n, link } = await headOf(ground.pool, team);
  const first = await exchange(address, token, plainAsk([{ team, epoch: null, n: 0, link: noLink }]));
  const epoch = first.heads[0]?.epoch ?? null;
  const ask = plainAsk([{ team, epoch, n, link }]);
  return { ask, answer: await exchange(address, token, ask) };
}
