import type { Pool } from 'pg';
import { readDeskReport } from '#shared/sync/device.ts';

/** Between two looks at whose report is to be written, and between two writings of one device, ms. */
const lookEvery = 15_000;
const writeEvery = 60_000;

export type Contacts = {
  /** A desk has exchanged. `report`: its header, as it came. From memory alone: thousands exchange in a minute. */
  heard(device: string, report: unknown): void;
  /** Writes what is to be written now; with `all`, what would wait as well. */
  write(all?: boolean): Promise<void>;
  /** Writes all and ends. */
  close(): Promise<void>;
};

/** `said`: the report as it came, where it is one; then it is short. */
type Heard = { version: string | null; unsent: number | null; said: unknown };

export const writeContacts = `
  UPDATE device AS d SET contact = greatest(d.contact, now_ms()),
    version = coalesce(c.version, d.version), unsent = coalesce(c.unsent, d.unsent)
  FROM unnest($1::uuid[], $2::text[], $3::int[]) AS c (id, version, unsent) WHERE d.id = c.id`;

/**
 * When desks were heard of last, which Hilo they are and what they have not sent, for admins: gathered in memory and written in one
 * statement for all, each device once a minute at most, at once only when it is heard of first. A write for every exchange would cost
 * more than the exchange.
 * @param failed hears of what could not be written; the next writing takes it along
 */
export function openContacts(
  pool: Pool,
  failed: (error: unknown) => void,
  now: () => number = Date.now,
): Contacts {
  let waiting = new Map<string, Heard>();
  const writtenAt = new Map<string, number>();

  async function write(all = false): Promise<void> {
    const at = now();
    const due = [...waiting].filter(([id]) => all || at - (writtenAt.get(id) ?? 0) >= writeEvery);
    if (due.length === 0) return;
    for (const [id] of due) waiting.delete(id);
    try {
      await pool.query(writeContacts, [
        due.map(([id]) => id),
        due.map(([, { version }]) => version),
        due.map(([, { unsent }]) => unsent),
      ]);
      for (const [id] of due) writtenAt.set(id, at);
      for (const [id, then] of writtenAt) if (at - then >= 2 * writeEvery) writtenAt.delete(id);
    } catch (error) {
      // What was heard meanwhile is newer.
      waiting = new Map([...due, ...waiting]);
      failed(error);
    }
  }

  const timer = setInterval(() => void write(), lookEvery);
  timer.unref();
  return {
    heard(device, report) {
      const before = waiting.get(device);
      if (before && before.said === report) return;
      const read = readDeskReport(report);
      waiting.set(
        device,
        read ? { ...read, said: report } : { version: null, unsent: null, said: undefined },
      );
    },
    write,
    async close() {
      clearInterval(timer);
      await write(true);
    },
  };
}
