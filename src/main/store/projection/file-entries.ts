import type { CaseEvent } from '#shared/case/events.ts';
import type { StoryEntry } from '#shared/views/story.ts';
import type { StoryRow } from './entries.ts';

type FileEntry = Extract<StoryEntry, { kind: 'file' }>;

/** Something about the customer's file. `whom` is still an id: whoever reads the story puts the name in. */
export function told(
  base: Omit<StoryRow, 'kind' | 'data'>,
  what: FileEntry['what'],
  text: string | null,
  more: { label?: string | null; preferred?: FileEntry['preferred']; whom?: string } = {},
): StoryRow {
  return { ...base, kind: 'file', data: { what, text, label: null, preferred: null, whom: null, ...more } };
}

/** What the story of the other record says of a link or its end, with the id of that record; null for every other event. */
export function linkedFromEntry(event: CaseEvent): (StoryRow & { into: string }) | null {
  if (
    event.type !== 'customer.linked.1' &&
    event.type !== 'customer.unlinked.1' &&
    event.type !== 'customer.unlinked.2'
  )
    return null;
  const { into, why } = event.data;
  // A record linked to itself: told once, there.
  if (into === event.customerId) return null;
  const base = { id: event.id, at: event.at, caseId: null, orderId: null, by: event.by };
  const what = event.type === 'customer.linked.1' ? 'linked-from' : 'unlinked-from';
  return { into, ...told(base, what, why === '' ? null : why, { whom: event.customerId }) };
}
