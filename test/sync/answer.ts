import type { ExchangeAnswer, WirePage } from '#shared/sync/exchange.ts';
import { type Centre, cursorIn, type Received, type ServerProcess, teamsOf } from './centre.ts';
import { fillFor } from './fills.ts';
import { headOf, logOf, type TeamLog } from './ledger-state.ts';

/** What a process answers when all is committed, from what it remembers and what lies in the database now. */
export function answerTo(centre: Centre, process: ServerProcess, received: Received): ExchangeAnswer {
  const { db, limits } = centre;
  const { ask, person, forks, recovered, answers } = received;
  const mine = teamsOf(centre, person);
  // What this process remembers may be old, but never older than what it answers.
  const named = answers.flatMap((one) => (one.outcome === 'accepted' ? one : []));
  const heads = mine.map((team) => {
    const numbers = named.flatMap((one) => (one.team === team ? one.n : []));
    return { team, epoch: db.epoch, n: Math.max(process.heads.get(team)?.n ?? 0, ...numbers) };
  });
  const open = mine.filter((team) => !forks.some((fork) => fork.team === team));
  const isLong = (team: string) =>
    cursorIn(ask, team).n === 0 && headOf(logOf(db, team)).n >= limits.fillFrom;
  const snapshots = open.filter(isLong).flatMap((team) => fillFor(centre, logOf(db, team)) ?? []);
  const pages = open.flatMap((team) =>
    isLong(team) ? [] : pagesOf(centre, logOf(db, team), cursorIn(ask, team).n),
  );
  return { v: 1, at: centre.now(), answers, recovered, heads, forks, snapshots, pages };
}

function pagesOf({ db, limits, parts }: Centre, log: TeamLog, after: number): WirePage[] {
  const pages: WirePage[] = [];
  let rest = log.changes.slice(after).flatMap((change) => change ?? []);
  for (let from = after; rest.length > 0 && pages.length < limits.pages; ) {
    const sizes = rest.map(({ body }) => body.length);
    const length = parts.pageLength(sizes, { changes: limits.pageChanges, bytes: limits.pageBytes });
    const now = rest.slice(0, length);
    rest = rest.slice(length);
    const { n: to, link } = now.at(-1) ?? { n: from, link: '' };
    const changes = now.map((change) =>
      parts.isWithheld(log, change) ? { n: change.n, at: change.at, erased: change.link } : change.wire,
    );
    const isBare = changes.some((change) => 'erased' in change);
    const until = isBare ? { until: headOf(log) } : {};
    pages.push({ team: log.team, epoch: db.epoch, from, to, count: length, link, ...until, changes });
    from = to;
  }
  return pages;
}
