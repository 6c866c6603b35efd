import { commandOf } from '#shared/case/event-of.ts';
import type { BackRecord } from '#shared/sync/away.ts';
import { erasedLink, thinned } from '#shared/sync/chain.ts';
import type { DeskBook, WireChange } from '#shared/sync/desk-book.ts';
import { commandIn } from '#shared/sync/desk-pages.ts';
import type { SentCommand } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { type Draft, settledStream, type Waiting, withRow } from './desk-state.ts';
import type { Reader, Reading } from './reading.ts';

export type MemoryBook = DeskBook & {
  /** Own commands and orphans that `missed` would send again. */
  missing(team: string, after: number, upTo: number): { ids: string[]; orphans: string[] };
  /** Tries again with those who stayed for what was unsent. */
  awayAgain(): void;
  /** For seeded faults alone: nothing right forgets a command. */
  forget(id: string): void;
  /** Puts a change of a first fill's chunk in its place. */
  bring(team: string, change: WireChange): void;
  /** At the end of a first fill: what it brought ends waits and orphans. */
  home(team: string): void;
  /** A new row of the outbox. */
  write(row: Omit<Waiting, 'seq'>): void;
  /** Ends the transaction: settles every stream that was touched. */
  settle(): void;
};

/** Makes a command anew, under another id. */
export type Rename = (row: Waiting) => Pick<Waiting, 'id' | 'text' | 'command'>;

/** A `DeskBook` over the draft of one transaction. */
export function memoryBook(draft: Draft, incarnation: string, read: Reader, rename: Rename): MemoryBook {
  const { state } = draft;
  const touched = new Set<string>();
  const isHere = (commandId: string) => state.events.has(`${commandId}:0`);
  const row = (id: string) => state.outbox.find((one) => one.id === id);
  const isOwn = (commandId: string) => state.sent.has(commandId) || row(commandId) !== undefined;

  function leave(id: string): Waiting | undefined {
    const gone = row(id);
    if (!gone) return undefined;
    draft.set({ outbox: state.outbox.filter((one) => one !== gone) });
    touched.add(gone.stream);
    return gone;
  }

  function change(gone: Waiting | undefined, into: Partial<Waiting>): void {
    if (gone) draft.set({ outbox: state.outbox.map((one) => (one === gone ? { ...one, ...into } : one)) });
  }

  function endWait(commandId: string, team: string, n: number): void {
    const waiting = leave(commandId) ?? state.sent.get(commandId)?.row;
    if (waiting) draft.own('sent').set(commandId, { row: waiting, team, n });
    if (state.refused.has(commandId)) draft.own('refused').delete(commandId);
  }

  function endOrphan(eventId: string | null): void {
    if (state.orphans.some(({ id }) => id === eventId))
      draft.set({ orphans: state.orphans.filter(({ id }) => id !== eventId) });
  }

  function keep(team: string, { n, body }: Pick<WireChange, 'n' | 'body'>, reading: Reading): void {
    const { id, envelope, event, key, customerId } = reading;
    if (id !== null) draft.own('events').set(id, { team, n, customerId });
    if (envelope !== null) {
      const stream = streamName(envelope.customerId, envelope.caseId);
      const before = state.streams.get(stream) ?? [];
      const row = { team, n, id: envelope.id, envelope, event };
      const isNext = (before.at(-1)?.n ?? 0) < n || before.at(-1)?.team !== team;
      // What comes back may be older than what is here of somebody who stayed.
      draft
        .own('streams')
        .set(stream, isNext ? [...before, row] : [...before, row].sort((a, b) => a.n - b.n));
      touched.add(stream);
    } else if (key !== null) {
      const known = state.records.get(key);
      if (!known || known.n < n) draft.own('records').set(key, { team, n, body, customerId });
    } else draft.own('unread').set(`${team}:${n}`, { team, body, customerId });
  }

  const readingOf = ({ body, raw }: WireChange) => read({ body, event: raw.event, record: raw.record });

  /** Somebody is away: they go, unless something of theirs is unsent. */
  function goes(customerId: string, at: { team: string; n: number }): void {
    const isUnsent =
      state.outbox.some((one) => one.customerId === customerId) ||
      state.orphans.some(({ event }) => event.customerId === customerId);
    const waits = state.away.get(customerId);
    if (isUnsent) {
      if (waits?.n !== at.n) draft.own('away').set(customerId, at);
      return;
    }
    if (waits) draft.own('away').delete(customerId);
    for (const [stream, rows] of state.streams)
      if (rows[0]?.envelope.customerId === customerId) {
        touched.add(stream);
        draft.own('streams').set(stream, []);
      }
    for (const name of ['events', 'records', 'unread'] as const)
      for (const [key, row] of state[name]) if (row.customerId === customerId) draft.own(name).delete(key);
  }

  /** Somebody is back with everything; some of it may be here, where they stayed. */
  function comes(team: string, { id, changes }: BackRecord): void {
    if (state.away.has(id)) draft.own('away').delete(id);
    for (const { n, ...change } of changes) {
      const body = JSON.stringify('event' in change ? change.event : change.record);
      const reading = read({ body, ...change });
      const commandId = 'event' in change ? commandIn(change.event) : null;
      if (commandId !== null) endWait(commandId, team, n);
      endOrphan(reading.id);
      if (reading.id !== null && state.events.get(reading.id)?.n === n) continue;
      keep(team, { n, body }, reading);
    }
  }

  function comeBack(id: string): void {
    const at = state.sent.get(id);
    if (!at) return;
    draft.own('sent').delete(id);
    draft.set({ outbox: withRow(state.outbox, { ...at.row, team: at.team, answered: null }) });
    touched.add(at.row.stream);
  }

  function missing(team: string, after: number, upTo: number): { ids: string[]; orphans: string[] } {
    const isIn = (at: { team: string | null; n: number | null }) =>
      at.team === team && at.n !== null && at.n > after && at.n <= upTo;
    const ids = [
      ...state.outbox.flatMap((one) => (isIn({ team: one.team, n: one.answered }) ? one.id : [])),
      ...[...state.sent].flatMap(([id, at]) => (isIn(at) ? id : [])),
    ].filter((id) => !isHere(id));
    const orphans = state.orphans.flatMap((one) => (isIn(one) && !state.events.has(one.id) ? one.id : []));
    return { ids, orphans };
  }

  return {
    incarnation: () => incarnation,
    cursors: () => [...state.cursors.values()],
    cursor: (team) => state.cursors.get(team) ?? null,
    setCursor: (cursor) => void draft.own('cursors').set(cursor.team, cursor),
    checkpoints: (team) => [...(state.checkpoints.get(team) ?? [])],
    addCheckpoint(team, point) {
      draft.own('checkpoints').set(team, thinned([point, ...(state.checkpoints.get(team) ?? [])]));
    },

    bareUntil: (team) => state.bare.get(team) ?? null,
    setBareUntil(team, point) {
      if (point) draft.own('bare').set(team, point);
      else draft.own('bare').delete(team);
    },

    unanswered(limit) {
      const held = new Set<string>();
      const sent: SentCommand[] = [];
      for (const { id, stream, team, text, putOff, answered } of state.outbox) {
        if (putOff) held.add(stream);
        if (answered === null && !held.has(stream) && sent.length < limit) sent.push({ id, team, text });
      }
      return sent;
    },
    accepted: (id, team, n) => change(row(id), { team, answered: n }),
    acceptedAbroad(id, team, n) {
      const gone = leave(id);
      if (gone) draft.own('sent').set(id, { row: { ...gone, team }, team, n });
    },
    refused(id, refusal) {
      if (row(id)?.answered !== null) return;
      const gone = leave(id);
      if (gone) draft.own('refused').set(id, { row: gone, refusal });
    },
    putOff: (id) => change(row(id), { putOff: true }),
    renamed(id) {
      const gone = row(id);
      if (!gone) return;
      change(gone, rename(gone));
      touched.add(gone.stream);
    },

    take(team, one) {
      if (erasedLink(one.raw) !== null) return;
      const { passage } = readingOf(one);
      if (passage?.type === 'away') return goes(passage.id, { team, n: one.n });
      if (passage?.type === 'back') return comes(team, passage);
      if (one.commandId !== null) endWait(one.commandId, team, one.n);
      const reading = readingOf(one);
      endOrphan(reading.id);
      keep(team, one, reading);
    },
    bring: (team, one) => keep(team, one, readingOf(one)),
    home(team) {
      for (const [eventId, at] of state.events) {
        if (at.team !== team) continue;
        if (eventId.endsWith(':0')) endWait(commandOf(eventId), team, at.n);
        endOrphan(eventId);
      }
    },
    missed(team, after, upTo) {
      const { ids, orphans } = missing(team, after, upTo);
      for (const id of ids) {
        change(row(id), { answered: null });
        comeBack(id);
      }
      if (orphans.length > 0)
        draft.set({
          orphans: state.orphans.map((one) => (orphans.includes(one.id) ? { ...one, n: null } : one)),
        });
      return ids.length + orphans.length;
    },
    missing,
    awayAgain() {
      for (const [customerId, at] of state.away) goes(customerId, at);
    },
    forget: (id) => void leave(id),
    missedAbroad(mine) {
      const abroad = [...state.sent].filter(([id, { team }]) => !mine.has(team) && !isHere(id));
      for (const [id] of abroad) comeBack(id);
      return abroad.length;
    },

    orphan(team, after) {
      const known = new Set(state.orphans.map(({ id }) => id));
      const lost = [...state.streams.values()]
        .flat()
        .filter(
          (one) => one.team === team && one.n > after && !isOwn(commandOf(one.id)) && !known.has(one.id),
        )
        .sort((one, other) => one.n - other.n)
        .map(({ id, envelope }) => ({ id, team, n: null, event: envelope }));
      draft.set({ orphans: [...state.orphans, ...lost] });
    },
    orphans: (limit) =>
      state.orphans.flatMap(({ n, team, event }) => (n === null ? { team, event } : [])).slice(0, limit),
    recovered(eventId, n) {
      const orphans = state.orphans.flatMap((one) => {
        if (one.id !== eventId) return one;
        return n === null ? [] : { ...one, n };
      });
      draft.set({ orphans });
    },
    drop(team) {
      for (const [stream, rows] of state.streams) {
        const rest = rows.filter((one) => one.team !== team);
        if (rest.length === rows.length) continue;
        touched.add(stream);
        draft.own('streams').set(stream, rest);
      }
      for (const name of ['events', 'records', 'unread'] as const)
        for (const [key, at] of state[name]) if (at.team === team) draft.own(name).delete(key);
      for (const [key, at] of state.away) if (at.team === team) draft.own('away').delete(key);
      for (const name of ['cursors', 'checkpoints', 'fills', 'bare'] as const) draft.own(name).delete(team);
    },
    forsake(mine) {
      if (state.orphans.some(({ team }) => !mine.has(team)))
        draft.set({ orphans: state.orphans.filter(({ team }) => mine.has(team)) });
      for (const { id, team, answered } of state.outbox)
        if (answered !== null && team !== null && !mine.has(team)) this.acceptedAbroad(id, team, answered);
    },

    write(row) {
      const seq = state.seq + 1;
      draft.set({ seq, outbox: [...state.outbox, { ...row, seq }] });
      touched.add(row.stream);
    },
    settle() {
      for (const stream of touched) {
        const numbered = state.streams.get(stream) ?? [];
        if (numbered.length === 0 && state.streams.has(stream)) draft.own('streams').delete(stream);
        if (numbered.length === 0 && !state.outbox.some((one) => one.stream === stream))
          draft.own('settled').delete(stream);
        else draft.own('settled').set(stream, settledStream(numbered, state.outbox, stream));
      }
    },
  };
}
