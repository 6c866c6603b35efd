import { fold } from '#shared/case/fold.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { Centre } from './centre.ts';
import { type Change, headOf, type Item, type RecordLike, type TeamLog } from './ledger-state.ts';
import { type Reader, textIn } from './reading.ts';

/**
 * Whom the desks of a team hold (decision 0035), as the centre keeps it: `customer_away`, `append_changes`, `bring_back` and the walk (src/server/holding,
 * migration 023). Time does not pass in a history: a walk takes whoever it likes of those who may go.
 */

/** Whose a change is; null: nobody's. */
export function customerOf(kind: string, value: unknown): string | null {
  if (kind === 'event') return textIn(value, 'customerId');
  if (kind !== 'record') return null;
  const { type, id, customerId } = value as RecordLike;
  return type === 'order' ? (customerId ?? null) : id;
}

/** Whether a change says that somebody goes or comes back. */
export const isPassage = ({ kind, wire }: Change): boolean =>
  kind === 'record' && ['away', 'back'].includes((wire.record as RecordLike).type);

const typeOf = ({ wire }: Change): string => (wire.record as RecordLike).type;

/** Whether a page says nothing of a change but its link: of somebody who is away, or whom what stands further on takes away or brings back. */
export function isWithheld(log: TeamLog, change: Change): boolean {
  const { n, customerId } = change;
  if (customerId === null || (isPassage(change) && typeOf(change) === 'away')) return false;
  if (log.away.has(customerId)) return true;
  const isBack = isPassage(change);
  return log.changes
    .slice(n)
    .some((one) => one?.customerId === customerId && isPassage(one) && (!isBack || typeOf(one) === 'away'));
}

/** Whether a first fill holds a change. */
export const isHeld = (log: TeamLog, change: Change): boolean =>
  !isPassage(change) && (change.customerId === null || !log.away.has(change.customerId));

/** Whether a customer may go: no case of theirs is open, and they are no half of a person. */
export function mayGo(log: TeamLog, id: string, read: Reader): boolean {
  for (const [stream, changes] of log.streams) {
    if (changes[0]?.customerId !== id) continue;
    const events = changes.flatMap(({ body, wire }) => read({ body, event: wire.event }).event ?? []);
    const now = stream === streamName(id, null) ? null : fold(events).case;
    if (now && now.status !== 'solved') return false;
  }
  return !linked(log).has(id);
}

function linked(log: TeamLog): Set<string> {
  const ids = new Set<string>();
  for (const changes of log.streams.values())
    for (const { event } of changes) {
      if (event?.type !== 'customer.linked.1') continue;
      ids.add(event.customerId).add(textIn(event.data, 'into') ?? event.customerId);
    }
  return ids;
}

/** Whether nothing happened with somebody since the walk looked at them. */
export const isUntouched = (log: TeamLog, id: string, since: number): boolean =>
  !log.changes.slice(since).some((change) => change?.customerId === id);

/** Who comes back before these are numbered: whoever something happens with, an order of the last months among it. */
export function comingBack(items: readonly Item[]): string[] {
  return items.flatMap(({ kind, value }) => {
    const id = customerOf(kind, value);
    if (id === null) return [];
    if (kind === 'event') {
      const into =
        textIn(value, 'type') === 'customer.linked.1'
          ? textIn((value as { data: unknown }).data, 'into')
          : null;
      return into === null ? [id] : [id, into];
    }
    const { type, v } = value as RecordLike & { v: number };
    return type === 'order' && v > 1 ? [id] : [];
  });
}

/** All that is known of somebody: the newest of each record, and every event, each under the number that it has. */
export function past(log: TeamLog, id: string): Change[] {
  const isNow = (change: Change) => change.kind !== 'record' || [...log.records.values()].includes(change);
  return log.changes.flatMap((one) =>
    one?.customerId === id &&
    (one.kind === 'event' || (one.kind === 'record' && !isPassage(one) && isNow(one)))
      ? one
      : [],
  );
}

/** Those of them who are away come back: the item that says so. Call under the team's lock, and number it before what brings them back. */
export function bringBack(
  { parts, now }: Pick<Centre, 'parts' | 'now'>,
  log: TeamLog,
  ids: readonly string[],
): Item[] {
  const back = [...new Set(ids)].filter((id) => log.away.has(id)).sort();
  return back.map((id): Item => {
    log.away.delete(id);
    const changes = parts
      .past(log, id)
      .map(({ n, at, kind, wire }) =>
        kind === 'event' ? { n, at, event: wire.event } : { n, record: wire.record },
      );
    return { kind: 'record', value: { type: 'back', id, at: now(), changes } };
  });
}

/** What a walk saw, and where the stream stood: between that and its writing others write. */
export type Looked = { team: string; n: number; due: string[] };

/** A walk looks. `chosen`: which of those who may go are old enough. */
export function look({ parts }: Centre, log: TeamLog, read: Reader, chosen: (id: string) => boolean): Looked {
  const known = new Set(log.changes.flatMap((change) => change?.customerId ?? []));
  const due = [...known].filter((id) => !log.away.has(id) && chosen(id) && parts.mayGo(log, id, read));
  return { team: log.team, n: headOf(log).n, due };
}

/** Puts away whom a walk saw, if nothing happened with them since. The items that say so. */
export function putAway({ parts, now }: Centre, log: TeamLog, { n, due }: Looked): Item[] {
  const gone = due.filter((id) => !log.away.has(id) && parts.isUntouched(log, id, n)).sort();
  for (const id of gone) log.away.add(id);
  return gone.map((id) => ({ kind: 'record', value: { type: 'away', id, at: now() } }));
}
