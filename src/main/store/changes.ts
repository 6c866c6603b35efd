import type { EventEnvelope } from '#shared/case/events.ts';
import { type PersonRecord, personRecord } from '#shared/people.ts';
import type { Passage } from '#shared/sync/away.ts';
import type { Record } from '#shared/wire.ts';
import { awayFrom } from './away.ts';
import type { Db } from './database.ts';
import { eraser } from './erase.ts';
import { type Guard, unguarded } from './guard.ts';
import { guestsIn } from './guests.ts';
import { ownCommands } from './own.ts';
import { type Projector, readOrder } from './projection/write.ts';
import { streamOf } from './projection/write-stream.ts';
import type { Streams } from './stream.ts';
import { wantOverwriting } from './sync/overwrite.ts';
import { unreadChanges } from './unread.ts';
import { samePeople } from './views/same.ts';

/** A numbered change of a team's stream, read as far as this program can. */
export type Incoming = {
  team: string;
  n: number;
  /** The ledger's clock; null where no ledger numbered it. */
  at: number | null;
  /** Of the command whose first event it is, known even where nothing else of the event can be read. */
  commandId: string | null;
  /** Null: a type or shape that this program does not know. */
  read: { event: EventEnvelope } | { record: Record } | { passage: Passage } | null;
  /** Its event or record, or what a newer centre sends instead, as it came. */
  kind: 'event' | 'record' | 'other';
  raw: unknown;
  /** It came with all of its customer, beside the stream (sync/whole.ts) or with who comes back (away.ts): some of it may be here. */
  isBrought?: boolean;
  /** The JSON text of `raw` where somebody has it already. */
  body?: string;
};

/** The changes of one transaction. */
export type Batch = {
  take(change: Incoming): void;
  /** Removes customers who are away and stayed for unsent work or a draft, if that is gone (away.ts). */
  awayAgain(): void;
  /** Something else of this stream changed: it is settled with the others. */
  touch(customerId: string, stream: string): void;
  /**
   * Settles each stream and counts each card that was touched, once; returns the customers whose views changed. At the end of the
   * transaction.
   */
  settle(): Set<string>;
};

/**
 * Numbered changes into the store, in the order of their numbers: the one way in for everything that comes from the centre, a shop's file
 * or the demo company. What cannot be read or projected is kept aside (`unread`, `quarantine`) and delays nothing else.
 */
export function changes(db: Db, into: Projector, streams: Streams): (guard?: Guard) => Batch {
  const sql = statements(db);
  const own = ownCommands(db);
  const unread = unreadChanges(db);
  const same = samePeople(db);
  const erase = eraser(db, into);
  const guests = guestsIn(db);
  const away = awayFrom(db, into);

  return (guard = unguarded) => {
    const touched = new Map<string, { customerId: string; stream: string }>();
    const customers = new Set<string>();
    /** Those whose cards are counted anew, whatever their streams come to. */
    const cards = new Set<string>();
    // Most of the time there is nothing to look for, and a first fill would look a million times.
    const isOwnWaiting = own.isAnyWaiting();
    let isAnyUnread = unread.isAny();
    const isAnyGuest = guests.isAny();

    function heard(customerId: string, stream: string): void {
      touched.set(`${stream}\n${customerId}`, { customerId, stream });
    }

    function touch(customerId: string, stream: string): void {
      heard(customerId, stream);
      cards.add(customerId);
    }

    function takeEvent({ n, team, at: ledgerAt }: Incoming, event: EventEnvelope): void {
      const { customerId, caseId, id, type, at, by } = event;
      const stream = streamOf(caseId);
      sql.addEvent.run(customerId, stream, n, team, id, type, at, by, JSON.stringify(event.data), ledgerAt);
      heard(customerId, stream);
    }

    function takeRecord({ n, team, body }: Incoming, record: Record): void {
      switch (record.type) {
        case 'customer': {
          sql.setCustomer.run(record.id, n, body ?? JSON.stringify(record), team);
          into.customer(record);
          customers.add(record.id);
          return;
        }
        case 'order': {
          const known = sql.order.get(record.id) as string | undefined;
          const before = known === undefined ? null : readOrder(known);
          sql.setOrder.run(record.id, record.customerId, n, body ?? JSON.stringify(record));
          into.order(record, before);
          customers.add(record.customerId);
          if (before) customers.add(before.customerId);
          return;
        }
        case 'person':
          // First fills are made of bodies as they were numbered: an older one gets here what it does not say.
          sql.setPerson.run(rowOf(personRecord.parse(record)));
          sql.setColleague.run(team, record.id);
          return;
        case 'erased':
          erase(record.id, touch);
          sql.setErased.run(record.id, team, record.at);
          customers.add(record.id);
          wantOverwriting(db);
          return;
        case 'rules':
          sql.setRules.run(record.id, record.team, n, body ?? JSON.stringify(record));
          return;
        case 'skills':
          sql.setSkills.run(record.id, body ?? JSON.stringify(record));
          return;
        case 'absence':
          sql.setAbsence.run(record.id, body ?? JSON.stringify(record));
          return;
        case 'twin': {
          const [one, other] = record.customerIds;
          sql.setTwin.run(one, other, record.why, record.id, team);
          sql.setTwin.run(other, one, record.why, record.id, team);
          customers.add(one).add(other);
        }
      }
    }

    /** Whether it came before, with all of its customer (decision 0036), or something newer did. */
    function isHere({ n, team, read }: Incoming): boolean {
      if (read === null || 'passage' in read) return false;
      if ('event' in read) {
        const { customerId, caseId } = read.event;
        return sql.event.get(customerId, streamOf(caseId), n, team) !== undefined;
      }
      const { record } = read;
      switch (record.type) {
        case 'customer':
          return Number(sql.customerN.get(record.id) ?? 0) >= n;
        case 'order':
          return Number(sql.orderN.get(record.id) ?? 0) >= n;
        case 'erased': {
          const guest = guests.one(record.id);
          return guest !== null && guest.whole === 1 && n <= guest.n;
        }
        default:
          return false;
      }
    }

    function takeRead(change: Incoming): boolean {
      const { read } = change;
      if (read === null) return false;
      return guard(() => {
        if ('event' in read) takeEvent(change, read.event);
        else if ('record' in read) takeRecord(change, read.record);
        else if (read.passage.type === 'away') away.goes(read.passage.id, change.team, change.n, touch);
      });
    }

    /** One change, or all that somebody brings along who comes back (decision 0035). */
    function take(change: Incoming): void {
      const { read, team } = change;
      if (read !== null && 'passage' in read && read.passage.type === 'back') {
        const all = away.comes(read.passage, team, change.n);
        for (const one of all) takeOne(one);
        if (all.length > 0) customers.add(read.passage.id);
      } else takeOne(change);
    }

    function takeOne(change: Incoming): void {
      if (isOwnWaiting && change.kind === 'event') own.cameBack(change, heard);
      if ((isAnyGuest || change.isBrought === true) && isHere(change)) return;
      if (isAnyGuest && change.isBrought !== true) for (const id of customersOf(change)) guests.active(id);
      if (!takeRead(change)) {
        unread.keep(change);
        isAnyUnread = true;
      } else if (isAnyUnread && change.kind === 'record') unread.overtaken(change);
    }

    return {
      touch,
      take,
      awayAgain: () => away.again(touch),
      settle() {
        const theirs = new Set([...touched.values()].map(({ customerId }) => customerId));
        const before = [...theirs].flatMap((id) => [...same.ids(id)]);
        for (const id of customers) cards.add(id);
        for (const id of theirs) customers.add(id);
        const isAnyAside = unread.isAnyQuarantined();
        for (const { customerId, stream } of touched.values()) {
          if (isAnyAside && unread.isQuarantined(customerId, stream)) continue;
          // An own command that comes back changes nothing that a card counts, which lies on three pages of the file more.
          const settle = () => void (streams.settle(customerId, stream) && cards.add(customerId));
          if (!guard(settle)) unread.quarantine(customerId, stream);
        }
        for (const id of cards) into.card(id);
        // What is news of one record is news of the person, as they were shown before and as they are now.
        const after = [...customers].flatMap((id) => [...same.ids(id)]);
        return new Set([...customers, ...before, ...after]);
      },
    };
  };
}

function customersOf({ read }: Incoming): string[] {
  if (read === null || 'passage' in read) return [];
  if ('event' in read) return [read.event.customerId];
  const { record } = read;
  if (record.type === 'customer') return [record.id];
  return record.type === 'order' ? [record.customerId] : [];
}

function rowOf({ skills, active, teams, ...person }: PersonRecord) {
  return { ...person, skills: JSON.stringify(skills), active: active ? 1 : 0, teams: JSON.stringify(teams) };
}

function statements(db: Db) {
  return {
    addEvent: db.prepare(
      `INSERT INTO event (customer_id, stream, n, team, id, type, at, by, data, ledger_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    event: db
      .prepare('SELECT 1 FROM event WHERE customer_id = ? AND stream = ? AND n = ? AND team = ?')
      .pluck(),
    customerN: db.prepare('SELECT n FROM customer WHERE id = ?').pluck(),
    orderN: db.prepare('SELECT n FROM customer_order WHERE order_id = ?').pluck(),
    setCustomer: db.prepare('INSERT OR REPLACE INTO customer (id, n, body, team) VALUES (?, ?, ?, ?)'),
    order: db.prepare('SELECT body FROM customer_order WHERE order_id = ?').pluck(),
    // Not REPLACE: a changed order keeps its row and its place.
    setOrder: db.prepare(
      `INSERT INTO customer_order (order_id, customer_id, n, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id, n = excluded.n, body = excluded.body`,
    ),
    setPerson: db.prepare(
      'INSERT OR REPLACE INTO person (id, name, role, skills, level, active, teams) VALUES (:id, :name, :role, :skills, :level, :active, :teams)',
    ),
    setSkills: db.prepare('INSERT OR REPLACE INTO skills (id, body) VALUES (?, ?)'),
    setColleague: db.prepare('INSERT OR IGNORE INTO colleague VALUES (?, ?)'),
    setErased: db.prepare('INSERT OR REPLACE INTO erased (customer_id, team, at, done) VALUES (?, ?, ?, 0)'),
    setRules: db.prepare('INSERT OR REPLACE INTO rules (id, team, n, body) VALUES (?, ?, ?, ?)'),
    setAbsence: db.prepare('INSERT OR REPLACE INTO absence (id, body) VALUES (?, ?)'),
    setTwin: db.prepare(
      'INSERT OR REPLACE INTO twin (customer_id, other_id, why, id, team) VALUES (?, ?, ?, ?, ?)',
    ),
  };
}
