import { apply, emptyStream, type StreamState } from '#shared/case/fold.ts';
import { type Link, noLink } from '#shared/sync/chain.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { Change, TeamLog } from './ledger-state.ts';
import type { Reader } from './reading.ts';

/** What a team's stream amounts to at a link, whichever life of the ledger it belongs to. */
export type Expected = {
  n: number;
  team: string;
  states: Map<string, StreamState>;
  records: Map<string, string>;
  events: number;
  unread: number;
};

/** Every change that ever had a number, in any life, by its link: a desk may stand on any of them. */
export type Chains = {
  add(log: TeamLog, before: Link, change: Change): void;
  at(team: string, link: Link): Expected | null;
};

export function chains(read: Reader): Chains {
  const steps = new Map<Link, { before: Link; team: string; change: Change }>();
  const reached = new Map<Link, Expected>();

  function at(team: string, link: Link): Expected | null {
    if (link === noLink) return { n: 0, team, states: new Map(), records: new Map(), events: 0, unread: 0 };
    const known = reached.get(link);
    if (known) return known;
    const path: { team: string; change: Change }[] = [];
    let from: Expected | null | undefined;
    for (let back = link; !from; ) {
      const step = steps.get(back);
      if (!step) return null;
      path.push(step);
      back = step.before;
      from = back === noLink ? at(step.team, noLink) : reached.get(back);
    }
    const states = new Map(from.states);
    const records = new Map(from.records);
    let { events, unread } = from;
    for (const { change } of path.reverse()) {
      const { id, event, envelope, key } = read({
        body: change.body,
        event: change.wire.event,
        record: change.wire.record,
      });
      if (id !== null) events += 1;
      if (envelope !== null) {
        const stream = streamName(envelope.customerId, envelope.caseId);
        const before = states.get(stream) ?? emptyStream;
        states.set(stream, event === null ? before : apply(before, event));
      } else if (key !== null) records.set(key, change.body);
      else unread += 1;
    }
    const n = path.at(-1)?.change.n ?? from.n;
    const result = { n, team: from.team, states, records, events, unread };
    reached.set(link, result);
    return result;
  }

  return {
    at: (team, link) => {
      const found = at(team, link);
      return found?.team === team ? found : null;
    },
    add: (log, before, change) => void steps.set(change.link, { before, team: log.team, change }),
  };
}
