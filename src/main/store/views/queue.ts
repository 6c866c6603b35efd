import { nowhere, type Place, placeOf } from '#shared/calendar/place.ts';
import { watchedFor } from '#shared/case/flags.ts';
import type { CaseState } from '#shared/case/fold.ts';
import { withPeople } from '#shared/case/steps.ts';
import { answerWithin, nearFrom } from '#shared/law/answer.ts';
import type { PromiseNow } from '#shared/promise/fold.ts';
import type { QueueItem, QueuePromise, QueueView, WatchedItem } from '#shared/views/queue.ts';
import type { Unsent } from '#shared/views/unsent.ts';
import type { Db } from '../database.ts';
import { readCustomer } from '../projection/write.ts';
import { declinedView, offerView, watchedView } from './cases.ts';
import { claimsOf } from './claims.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';

export const mineSql = `
  SELECT customer_id, body FROM case_now WHERE owner = ? AND status = 'open'
  ORDER BY due_at IS NULL, due_at LIMIT 500`;

/** Of those that are not open: an open one is among the others. */
export const flaggedSql = `
  SELECT customer_id, body FROM case_now WHERE owner = ? AND flagged = 1 AND status <> 'open' LIMIT 500`;

export const offeredSql =
  "SELECT customer_id, body FROM case_now WHERE offered_to = ? AND status = 'open' LIMIT 500";

export const dueSql = `
  SELECT customer_id, body FROM case_now
  WHERE status = 'open' AND due_at IS NOT NULL AND owner <> ? ORDER BY due_at LIMIT 100`;

/** Whatever the case came to since: a customer who asked for a supervisor gets one. */
export const supervisorSql = `
  SELECT customer_id, body FROM case_now WHERE supervisor_at IS NOT NULL ORDER BY supervisor_at LIMIT 100`;

/** Open for so long that the law's answer may be near: twelve working days are sixteen of the calendar at least. */
export const longOpenSql = `
  SELECT customer_id, body FROM case_now
  WHERE status = 'open' AND opened_at < ? AND owner <> ? ORDER BY opened_at LIMIT 100`;
/** Facts that broke a rule; who has seen them since stands in the body. */
export const watchedSql = `
  SELECT customer_id, body FROM case_now WHERE flagged_at > ? ORDER BY flagged_at DESC LIMIT 200`;
const longOpen = (answerWithin - nearFrom) * 86_400_000;

export type QueueRow = { customer_id: string; body: string };

/**
 * The cases and promises of the person at this desk: those with something to look at first, then the nearest promise, then the oldest
 * case.
 */
export function queueView(db: Db, people: People, same: SamePeople, self: string, size: () => StoreSize) {
  const mine = db.prepare<[string], QueueRow>(mineSql);
  const flagged = db.prepare<[string], QueueRow>(flaggedSql);
  const offered = db.prepare<[string], QueueRow>(offeredSql);
  const shown = shownAs(db, same);
  const item = queueItems(people, shown);
  const claims = claimsOf(db, people, shown);
  const promises = loosePromises(db, shown);
  const open = db.prepare("SELECT count(*) FROM case_now WHERE status = 'open'").pluck();

  return (): QueueView => {
    const items = [...flagged.all(self), ...mine.all(self)].map(item);
    const isToLookAt = (i: QueueItem) => i.flagged !== null || i.declined !== null;
    const toLookAt = items.filter(isToLookAt);
    const others = items.filter((i) => !isToLookAt(i));
    const due = others.filter((i) => i.promise !== null);
    const rest = others.filter((i) => i.promise === null).sort((a, b) => a.openedAt - b.openedAt);
    return {
      offered: offered
        .all(self)
        .map(item)
        .sort((a, b) => (a.offer?.at ?? 0) - (b.offer?.at ?? 0)),
      mine: [...toLookAt, ...due, ...rest],
      promises: promises((one) => one.by === self),
      claims: claims(self),
      openCases: Number(open.get()),
      ...size(),
    };
  };
}

type Shown = ReturnType<typeof shownAs>;

/** Pending promises that belong to no case, the nearest first. */
export function loosePromises(db: Db, shown: Shown): (of: (one: PromiseNow) => boolean) => QueuePromise[] {
  const loose = db.prepare<[], QueueRow>(
    'SELECT customer_id, body FROM loose_now WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 500',
  );
  return (of) =>
    loose
      .all()
      .flatMap(({ customer_id, body }) =>
        (JSON.parse(body) as PromiseNow[])
          .filter((p) => p.state === 'pending' && of(p))
          .map(({ id, text, until, zone }) => ({ id, ...shown(customer_id), text, until, zone })),
      );
}

/** What a line of a queue says of a case. */
export function queueItems({ who }: People, shown: Shown): (row: QueueRow) => QueueItem {
  return ({ customer_id, body }) => {
    const now = JSON.parse(body) as CaseState & { promises: PromiseNow[] };
    const [next] = now.promises.filter((p) => p.state === 'pending').sort((a, b) => a.until - b.until);
    return {
      caseId: now.id,
      number: now.number,
      subject: now.subject,
      kind: now.kind,
      ...shown(customer_id),
      openedAt: now.openedAt,
      lastAt: now.lastAt,
      status: now.status,
      promise: next ? { text: next.text, until: next.until, zone: next.zone } : null,
      flagged: now.flagged,
      owner: who(now.owner),
      offer: offerView(now.offer, who),
      declined: declinedView(now.declined, who),
      supervisor: withPeople(now.steps, who).supervisor,
    };
  };
}

/** What a supervisor watches: promises of others that are about to break, or broken. Which they are, the clock on the screen says. */
export function dueView(db: Db, people: People, same: SamePeople, self: string): () => QueueItem[] {
  const due = db.prepare<[string], QueueRow>(dueSql);
  const item = queueItems(people, shownAs(db, same));
  return () => due.all(self).map(item);
}

/** What a supervisor watches besides: cases of others whose answer may be near or overdue. Which are, the calendar on the screen says. */
export function longOpenView(
  db: Db,
  { people, same, self, now }: { people: People; same: SamePeople; self: string; now: () => number },
): () => QueueItem[] {
  const rows = db.prepare<[number, string], QueueRow>(longOpenSql);
  const item = queueItems(people, shownAs(db, same));
  return () => rows.all(now() - longOpen, self).map(item);
}

/** What a supervisor looks at besides: what others told a customer against a rule, until one who decides has written in the case. */
export function watchedViewOf(
  db: Db,
  { people, same, self, now }: { people: People; same: SamePeople; self: string; now: () => number },
): () => WatchedItem[] {
  const rows = db.prepare<[number], QueueRow>(watchedSql);
  const item = queueItems(people, shownAs(db, same));
  return () =>
    rows.all(now() - watchedFor).flatMap((row) => {
      const watched = watchedView((JSON.parse(row.body) as CaseState).flags, people);
      return watched === null || watched.by.id === self ? [] : [{ ...item(row), watched }];
    });
}

/** Who asked for a supervisor and has no answer, the longest wait first. */
export function supervisorView(db: Db, people: People, same: SamePeople): () => QueueItem[] {
  const asked = db.prepare<[], QueueRow>(supervisorSql);
  const item = queueItems(people, shownAs(db, same));
  return () => asked.all().map(item);
}

export type StoreSize = { customers: number; orders: number };

/** How much is in the store. A count reads a whole index: it is made again only after something came in (`forget`). */
export function storeSize(db: Db): { size: () => StoreSize; forget: () => void } {
  const customers = db.prepare('SELECT count(*) FROM customer_now').pluck();
  const orders = db.prepare('SELECT count(*) FROM customer_order').pluck();
  let known: StoreSize | null = null;
  let isOld = true;
  let mayCountFrom = 0;
  return {
    size: () => {
      const began = performance.now();
      if (known && (!isOld || began < mayCountFrom)) return known;
      known = { customers: Number(customers.get()), orders: Number(orders.get()) };
      isOld = false;
      // Of a large store that changes all the time, one part in a hundred of the time at most goes into counting it.
      const ended = performance.now();
      mayCountFrom = ended - began < 2 ? 0 : ended + (ended - began) * 100;
      return known;
    },
    forget: () => {
      isOld = true;
    },
  };
}

/** What is not sent, or not back in the stream with its number, oldest first. */
export function unsentView(db: Db) {
  const rows = db.prepare<[], UnsentRow>(
    'SELECT command_id, type, customer_id, at, waits FROM outbox ORDER BY seq LIMIT 1000',
  );
  const name = customerName(db);
  return (): Unsent[] =>
    rows.all().map(({ command_id, type, customer_id, at, waits }) => ({
      commandId: command_id,
      type,
      customerId: customer_id,
      customerName: name(customer_id),
      at,
      waits,
    }));
}

type UnsentRow = {
  command_id: string;
  type: string;
  customer_id: string;
  at: number;
  waits: 'update' | null;
};

/** The customer as whom a record is shown. `team`: whose rules hold; null where the centre has not said it. */
export function shownAs(db: Db, same: SamePeople) {
  const body = db.prepare('SELECT body FROM customer_now WHERE customer_id = ?').pluck();
  const teamOf = db.prepare<[string], string>('SELECT team FROM customer WHERE id = ?').pluck();
  return (
    record: string,
  ): { customerId: string; customerName: string | null; place: Place; team: string | null } => {
    const customerId = same.survivor(record);
    const team = teamOf.get(customerId) ?? null;
    const found = body.get(customerId) as string | undefined;
    if (found === undefined) return { customerId, customerName: null, place: nowhere, team };
    const { name, addresses } = readCustomer(found);
    return { customerId, customerName: name, place: placeOf(addresses), team };
  };
}

export function customerName(db: Db): (customerId: string) => string | null {
  const body = db.prepare('SELECT body FROM customer_now WHERE customer_id = ?').pluck();
  return (customerId) => {
    const found = body.get(customerId) as string | undefined;
    return found === undefined ? null : readCustomer(found).name;
  };
}
