import type { RecordOutcome } from '#shared/sync/records.ts';
import { type Record, record } from '#shared/wire.ts';
import { isStorable } from '../database/storable.ts';

export type Refused = Extract<RecordOutcome, { outcome: 'refused' }>;

/** A record that may be written, under the key of record_now: its type and id. */
export type Keyed = { key: string; record: Record };

/**
 * Reads one record that was sent. Its fields come back in the order of the schema, so that the same record has the same JSON whoever
 * wrote it.
 */
export function readRecord(raw: unknown): Keyed | Refused {
  const read = record.safeParse(raw);
  if (!read.success) return refused('shape', read.error.issues[0]?.path.join('.').slice(0, 300) || null);
  const wrong = Object.entries(namesOf(read.data)).find(([, names]) => !names.every(isStorable));
  if (wrong) return refused('shape', wrong[0]);
  return { key: keyOf(read.data), record: read.data };
}

export function keyOf({ type, id }: Pick<Record, 'type' | 'id'>): string {
  return `${type}:${id}`;
}

export function refused(why: Refused['why'], field: string | null = null): Refused {
  return { outcome: 'refused', why, field };
}

/** What stands in columns of its own, by field. */
function namesOf(read: Record): { [field: string]: readonly string[] } {
  switch (read.type) {
    case 'customer':
      return { id: [read.id], keys: read.keys };
    case 'order':
      return { id: [read.id], customerId: [read.customerId] };
    case 'twin':
      return { id: [read.id], customerIds: read.customerIds };
    case 'person':
    case 'erased':
    case 'rules':
    case 'skills':
    case 'absence':
      return { id: [read.id] };
  }
}
