import { hash } from 'node:crypto';
import { type CaseEvent, type EventEnvelope, eventEnvelope, readEvent } from '#shared/case/events.ts';
import { type Passage, passage } from '#shared/sync/away.ts';

/** SHA-256 of a text's UTF-8 bytes, hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** A change as a desk understands it. `id`: of an event, even where nothing else of it can be read. */
export type Reading = {
  id: string | null;
  envelope: EventEnvelope | null;
  /** Null as well where the type is newer. */
  event: CaseEvent | null;
  /** A record's type and id. */
  key: string | null;
  /** Whose it is, as far as can be read; null: nobody's. */
  customerId: string | null;
  /** Somebody goes or comes back (decision 0035). */
  passage: Passage | null;
};

/** Reads changes by their bodies. Bodies come back in thousands of histories, and reading is what takes the time. */
export function reader(): (change: { body: string; event?: unknown; record?: unknown }) => Reading {
  const known = new Map<string, Reading>();
  return (change) => {
    const before = known.get(change.body);
    if (before) return before;
    if (known.size > 20_000) known.clear();
    const reading = read(change);
    known.set(change.body, reading);
    return reading;
  };
}

export type Reader = ReturnType<typeof reader>;

function read({ event, record }: { event?: unknown; record?: unknown }): Reading {
  const envelope = eventEnvelope.safeParse(event).data ?? null;
  return {
    id: textIn(event, 'id'),
    envelope,
    event: envelope && readEvent(envelope),
    key: record === undefined ? null : `${textIn(record, 'type')}:${textIn(record, 'id')}`,
    customerId: event === undefined ? recordsCustomer(record) : textIn(event, 'customerId'),
    passage: passage.safeParse(record).data ?? null,
  };
}

const recordsCustomer = (record: unknown): string | null =>
  textIn(record, 'type') === 'order' ? textIn(record, 'customerId') : textIn(record, 'id');

/** A text in a value that nobody has read yet. */
export function textIn(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : null;
}
