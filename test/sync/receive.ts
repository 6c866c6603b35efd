import type { ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import {
  type Arrival,
  append,
  type Centre,
  cursorIn,
  type Received,
  type ServerProcess,
  teamsOf,
} from './centre.ts';
import { commitHolders } from './group.ts';
import { headOf, type Item, linkAt, logOf } from './ledger-state.ts';

/** What comes before commands are decided: where the desk stands, and what it brings back. */
export function receive(centre: Centre, process: ServerProcess, arrival: Arrival): Received {
  const { person, ask } = arrival;
  const { db, parts } = centre;
  const mine = teamsOf(centre, person);
  const forks = mine.flatMap((team) => {
    const log = logOf(db, team);
    const cursor = cursorIn(ask, team);
    const head = process.heads.get(team) ?? { n: 0 };
    if (parts.standing(cursor, head, linkAt(log, cursor.n), db.epoch) !== 'unknown') return [];
    const points = ask.checkpoints.find((one) => one.team === team)?.points;
    return {
      team,
      epoch: db.epoch,
      ancestor: points ? parts.ancestorOf(points, (n) => linkAt(log, n)) : null,
    };
  });
  return { ...arrival, forks, recovered: witnessed(centre, process, ask, mine), answers: [] };
}

/** Takes what a desk still holds in a transaction of its own, before that of the commands. */
function witnessed(
  centre: Centre,
  process: ServerProcess,
  ask: ExchangeAsk,
  mine: readonly string[],
): ExchangeHead['recovered'] {
  const { db, parts } = centre;
  return [...Map.groupBy(ask.witnessed, ({ team }) => team)].flatMap(([team, items]) => {
    if (!mine.includes(team)) return items.map(({ event }) => ({ id: event.id, n: null }));
    const events = items.map(({ event }) => event);
    commitHolders(
      centre,
      events.map(({ customerId, caseId }) => streamName(customerId, caseId)),
    );
    const log = logOf(db, team);
    for (const { customerId } of events)
      db.customerTeam.set(customerId, db.customerTeam.get(customerId) ?? team);
    const back = parts.takeWitnessed(events, {
      numberOf: (id) => log.numberOf.get(id) ?? null,
      isRefused: (id) => log.answers.get(id)?.answer.outcome === 'refused',
    });
    const lost = back.map((value): Item => ({ kind: 'event', value, isWitnessed: true }));
    if (lost.length > 0) append(centre, log, lost);
    process.heads.set(team, headOf(log));
    return events.map(({ id }) => ({ id, n: log.numberOf.get(id) ?? null }));
  });
}
