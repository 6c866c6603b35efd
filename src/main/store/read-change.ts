import { setImmediate as breathe } from 'node:timers/promises';
import { eventEnvelope } from '#shared/case/events.ts';
import { passage } from '#shared/sync/away.ts';
import { commandIn } from '#shared/sync/desk-pages.ts';
import { record } from '#shared/wire.ts';
import type { Batch, Incoming } from './changes.ts';
import { type Db, inTransaction } from './database.ts';
import { type Guard, guarded } from './guard.ts';
import { kindOf } from './unread.ts';

/** What a change says, or null where this program does not know its type or shape. */
export function readChange(kind: Incoming['kind'], raw: unknown): Incoming['read'] {
  if (kind === 'other') return null;
  if (kind === 'event') {
    const read = eventEnvelope.safeParse(raw);
    return read.success ? { event: read.data } : null;
  }
  const read = record.safeParse(raw);
  if (read.success) return { record: read.data };
  const passed = passage.safeParse(raw);
  return passed.success ? { passage: passed.data } : null;
}

/** An event, a record or what a newer centre sends instead, as it came, and what this program reads of it. */
export function asItCame(change: {
  event?: unknown;
  record?: unknown;
}): Pick<Incoming, 'kind' | 'raw' | 'read'> {
  const kind = change.event !== undefined ? 'event' : change.record !== undefined ? 'record' : 'other';
  const raw = kind === 'other' ? change : change[kind];
  return { kind, raw, read: readChange(kind, raw) };
}

type UnreadRow = { team: string; n: number; at: number | null; key: string | null; body: string };
type StreamKey = { customer_id: string; stream: string };

const sliceSize = 200;

/**
 * Tries again what could not be read or projected: this program may be a newer one. What still cannot be stays where it is. Call when the
 * store is opened, after its projections were made.
 */
export async function readAgain(db: Db, begin: (guard: Guard) => Batch): Promise<void> {
  const guard = guarded(db);
  const unread = db.prepare<[string, number, number], UnreadRow>(
    'SELECT team, n, at, key, body FROM unread WHERE (team, n) > (?, ?) ORDER BY team, n LIMIT ?',
  );
  const dropUnread = db.prepare('DELETE FROM unread WHERE team = ? AND n = ?');
  const quarantine = db.prepare<[string, string, number], StreamKey>(
    `SELECT customer_id, stream FROM quarantine
     WHERE (customer_id, stream) > (?, ?) ORDER BY customer_id, stream LIMIT ?`,
  );
  const release = db.prepare('DELETE FROM quarantine WHERE customer_id = ? AND stream = ?');

  async function each<Row>(next: (last: Row | null) => Row[], work: (row: Row, batch: Batch) => void) {
    for (let rows = next(null); rows.length > 0; rows = next(rows.at(-1) ?? null)) {
      inTransaction(db, () => {
        const batch = begin(guard);
        for (const row of rows) work(row, batch);
        batch.settle();
      });
      await breathe();
    }
  }

  await each<UnreadRow>(
    (last) => unread.all(last?.team ?? '', last?.n ?? 0, sliceSize),
    ({ team, n, at, key, body }, batch) => {
      const raw: unknown = JSON.parse(body);
      const known = kindOf(key);
      for (const kind of known === null ? (['event', 'record'] as const) : [known]) {
        const read = readChange(kind, raw);
        if (read === null) continue;
        dropUnread.run(team, n);
        const commandId = kind === 'event' ? commandIn(raw) : null;
        batch.take({ team, n, at, commandId, read, kind, raw });
        return;
      }
    },
  );
  await each<StreamKey>(
    (last) => quarantine.all(last?.customer_id ?? '', last?.stream ?? '', sliceSize),
    ({ customer_id, stream }, batch) => {
      release.run(customer_id, stream);
      batch.touch(customer_id, stream);
    },
  );
}
