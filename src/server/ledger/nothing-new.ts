import type { ExchangeAnswer, ExchangeAsk } from '#shared/sync/exchange.ts';
import type { Heads } from './heads.ts';

type Ask = Pick<ExchangeAsk, 'cursors' | 'commands' | 'witnessed'>;

/**
 * The answer, as JSON, to a desk that brings nothing and stands at the head of each of its teams, from memory alone; null: there is something
 * to be done. Thousands of desks ask every few seconds and nearly all of them hear this: it says what the whole exchange would
 * (ledger-exchange.test.ts). `at`: the centre's clock.
 */
export type NothingNew = (teams: readonly string[], ask: Ask, at: number) => string | null;

export function nothingNewAt(heads: Pick<Heads, 'isFresh' | 'of' | 'epoch'>): NothingNew {
  /** What was said to an ask. It is said again only where its cursors are the heads, so its numbers are right. */
  const said = new WeakMap<Ask, { teams: readonly string[]; epoch: string; text: string }>();
  return (teams, ask, at) => {
    if (!isLevel(heads, teams, ask)) return null;
    const epoch = heads.epoch();
    const before = said.get(ask);
    if (before?.teams === teams && before.epoch === epoch) return `{"v":1,"at":${at},${before.text}`;
    const answer: Omit<ExchangeAnswer, 'v' | 'at'> = {
      answers: [],
      recovered: [],
      heads: teams.map((team) => ({ team, epoch, n: heads.of(team).n })),
      forks: [],
      snapshots: [],
      pages: [],
    };
    const text = JSON.stringify(answer).slice(1);
    said.set(ask, { teams, epoch, text });
    return `{"v":1,"at":${at},${text}`;
  };
}

function isLevel(
  heads: Pick<Heads, 'isFresh' | 'of'>,
  teams: readonly string[],
  { cursors, commands, witnessed }: Ask,
): boolean {
  if (commands.length > 0 || witnessed.length > 0 || !heads.isFresh()) return false;
  return teams.every((team) => {
    const { n, link } = heads.of(team);
    const cursor = cursors.find((one) => one.team === team);
    return cursor?.n === n && cursor.link === link;
  });
}
