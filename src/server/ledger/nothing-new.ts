import type { ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import type { Heads } from './heads.ts';

/**
 * The answer to a desk that brings nothing and stands at the head of each of its teams, from memory alone; null: there is something to be
 * done. Thousands of desks ask every few seconds and nearly all of them hear this: it says what the whole exchange would (ledger-exchange.test.ts).
 */
export function nothingNew(
  heads: Pick<Heads, 'isFresh' | 'of' | 'epoch'>,
  teams: readonly string[],
  ask: Pick<ExchangeAsk, 'cursors' | 'commands' | 'witnessed'>,
  at: number,
): ExchangeHead | null {
  if (ask.commands.length > 0 || ask.witnessed.length > 0 || !heads.isFresh()) return null;
  const epoch = heads.epoch();
  const level: ExchangeHead['heads'] = [];
  for (const team of teams) {
    const { n, link } = heads.of(team);
    const cursor = ask.cursors.find((one) => one.team === team);
    if (cursor?.n !== n || cursor.link !== link) return null;
    level.push({ team, epoch, n });
  }
  return { v: 1, at, answers: [], recovered: [], heads: level, forks: [], snapshots: [] };
}
