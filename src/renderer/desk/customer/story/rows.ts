import type { StoryEntry } from '#shared/views/story.ts';
import { plain } from '../../../ui/plain-text.ts';
import { groupOf, type StoryGroup } from './groups.ts';

/** What the story shows: chosen kinds (none: all), a text, one case or order (null: all). */
export type StoryFilter = {
  groups: ReadonlySet<StoryGroup>;
  text: string;
  caseId: string | null;
  orderId: string | null;
};

export const everything: StoryFilter = Object.freeze({
  groups: new Set<StoryGroup>(),
  text: '',
  caseId: null,
  orderId: null,
});

/** A line of the scroll. `key` is stable over loads and filters, so that the scroll does not jump. */
export type StoryRow =
  | { row: 'day'; key: string; at: number }
  | { row: 'entry'; key: string; entry: StoryEntry };

/** Every text a person may search an entry by, as it was written. */
export function textOf(entry: StoryEntry): string {
  const values: string[] = [];
  for (const value of Object.values(entry)) if (typeof value === 'string') values.push(value);
  if (entry.by) values.push(entry.by.name);
  return values.join('\n');
}

/** The entries that pass the filter, in the order they came. Words of the text may stand anywhere, all must. */
export function passing(entries: readonly StoryEntry[], filter: StoryFilter): StoryEntry[] {
  const wanted = plain(filter.text).split(/\s+/u).filter(Boolean);
  return entries.filter((entry) => {
    if (filter.caseId !== null && entry.caseId !== filter.caseId) return false;
    if (filter.orderId !== null && entry.orderId !== filter.orderId) return false;
    if (filter.groups.size > 0) {
      const group = groupOf(entry.kind);
      if (!group || !filter.groups.has(group)) return false;
    }
    if (wanted.length === 0) return true;
    const text = plain(textOf(entry));
    return wanted.every((word) => text.includes(word));
  });
}

/** The rows of the scroll: entries as they came (newest first), a heading before the first of each local day. */
export function rowsOf(entries: readonly StoryEntry[]): StoryRow[] {
  const rows: StoryRow[] = [];
  const seen = new Set<string>();
  let last: string | null = null;
  for (const entry of entries) {
    const day = dayKey(entry.at);
    if (day !== last) {
      // Desk clocks differ, so a day can come twice: its key must still be its own.
      const key = seen.has(day) ? `day:${day}:${entry.id}` : `day:${day}`;
      rows.push({ row: 'day', key, at: entry.at });
      seen.add(day);
      last = day;
    }
    rows.push({ row: 'entry', key: entry.id, entry });
  }
  return rows;
}

/** The day of the reader's own calendar. */
function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
