import { apply, emptyStream, type StreamState } from '#shared/case/fold.ts';
import { type Link, noLink } from '#shared/sync/chain.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { Change, TeamLog } from './ledger-state.ts';
import type { Reader } from './reading.ts';

/** What a team's stream says of one customer (or, by the name of nobody, of none). */
export type Held = {
  states: ReadonlyMap<string, StreamState>;
  records: ReadonlyMap<string, string>;
  events: number;
  unread: number;
};

/** What a team's stream amounts to at a link, whichever life of the ledger it belongs to. */
export type Expected = {
  n: number;
  team: string;
  /** Everybody, by their id; what is nobody's under the empty name. */
  all: ReadonlyMap<string, Held>;
  /** Of these a desk holds nothing. */
  away: ReadonlySet<string>;
};

/** Every change that ever had a number, in any life, by its link: a desk may stand on any of them. */
export type Chains = {
  add(log: TeamLog, before: Link, change: Change): void;
  at(team: string, link: Link): Expected | null;
};

const nothing: Held = { states: new Map(), records: new Map(), events: 0, unread: 0 };

export function chains(read: Reader): Chains {
  const steps = new Map<Link, { before: Link; team: string; change: Change }>();
  const reached = new Map<Link, Expected>();

  function at(team: string, link: Link): Expected | null {
    if (link === noLink) return { n: 0, team, all: new Map(), away: new Set() };
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
    const all = new Map(from.all);
    const away = new Set(from.away);
    for (const { change } of path.reverse()) {
      const id = change.customerId ?? '';
      const { passage, ...reading } = read({
        body: change.body,
        event: change.wire.event,
        record: change.wire.record,
      });
      if (passage?.type === 'away') away.add(passage.id);
      else if (passage) away.delete(passage.id);
      else all.set(id, after(all.get(id) ?? nothing, change, reading));
    }
    const n = path.at(-1)?.change.n ?? from.n;
    const result = { n, team: from.team, all, away };
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

function after(
  { states, records, events, unread }: Held,
  change: Change,
  { id, event, envelope, key }: Omit<ReturnType<Reader>, 'passage'>,
): Held {
  const counted = { states, records, events: events + Number(id !== null), unread };
  if (envelope !== null) {
    const stream = streamName(envelope.customerId, envelope.caseId);
    const before = states.get(stream) ?? emptyStream;
    return {
      ...counted,
      states: new Map(states).set(stream, event === null ? before : apply(before, event)),
    };
  }
  if (key !== null) return { ...counted, records: new Map(records).set(key, change.body) };
  return { ...counted, unread: unread + 1 };
}
