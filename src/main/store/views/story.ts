import type { StoryEntry, StoryPage } from '#shared/views/story.ts';
import type { Db } from '../database.ts';
import { publishedIncidents } from '../incidents/published.ts';
import { summaryPath, unpackEntry } from '../projection/packed.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';

export const storySql = 'SELECT entry FROM story WHERE customer_id = ? ORDER BY at DESC, id LIMIT ?';
export const olderSql = `
  SELECT entry FROM story
  WHERE customer_id = ? AND at <= ? AND (at < ? OR id > ?) ORDER BY at DESC, id LIMIT ?`;
const nameSql = "SELECT body ->> 'name' FROM customer_now WHERE customer_id = ?";
const orderNumberSql = `
  SELECT summary ->> '${summaryPath.number}' FROM order_now WHERE customer_id = ? AND order_id = ?`;

export type StoryOf = (ids: readonly string[], after: string | null, limit: number) => StoryPage;

/** Newest first, of all records of a person. `after` is the `next` of the page before. */
export function storyView(db: Db, people: People): StoryOf {
  const newest = db.prepare<[string, number], string>(storySql).pluck();
  const older = db.prepare<[string, number, number, string, number], string>(olderSql).pluck();
  const orderNumber = db.prepare(orderNumberSql).pluck();
  const incidents = publishedIncidents(db);

  const name = db.prepare<[string], string | null>(nameSql).pluck();

  function entry(ids: readonly string[], text: string): StoryEntry {
    const whole = unpackEntry(text, people.who);
    if (whole.kind === 'order-linked') {
      const { orderId } = whole;
      whole.orderNumber =
        ids.flatMap((id) => (orderNumber.get(id, orderId) as string | undefined) ?? [])[0] ?? null;
    }
    if (whole.kind === 'file' && typeof whole.whom === 'string')
      whole.whom = { id: whole.whom, name: name.get(whole.whom) ?? null };
    if (whole.kind === 'incident-tied' || whole.kind === 'incident-called-back')
      whole.title = incidents.titleOf(whole.incidentId);
    return whole;
  }

  return (ids, after, limit) => {
    const cursor = after === null ? null : readCursor(after);
    const lists = ids.map((id) =>
      cursor ? older.all(id, cursor.at, cursor.at, cursor.id, limit) : newest.all(id, limit),
    );
    const each = lists.map((texts) => texts.map((text) => entry(ids, text)).filter(isToldOnce(ids)));
    const entries = each.length === 1 ? (each[0] ?? []) : each.flat().sort(newer).slice(0, limit);
    const last = entries.length === limit ? entries.at(-1) : undefined;
    return { entries, next: last ? `${last.at} ${last.id}` : null };
  };
}

/** Not what the story of the other record tells already, which is read along. */
const isToldOnce =
  (ids: readonly string[]) =>
  (one: StoryEntry): boolean =>
    one.kind !== 'file' || !one.what.endsWith('-from') || !ids.includes(one.whom?.id ?? '');

/** As one record's story is kept. */
const newer = (a: StoryEntry, b: StoryEntry): number => b.at - a.at || (a.id < b.id ? -1 : 1);

/** For the view of a story alone: of a customer, whichever record of theirs is asked for. */
export function storyOf(story: StoryOf, same: SamePeople) {
  return (customerId: string, after: string | null, limit: number): StoryPage =>
    story(same.ids(customerId), after, limit);
}

function readCursor(after: string): { at: number; id: string } {
  const blank = after.indexOf(' ');
  return { at: Number(after.slice(0, blank)), id: after.slice(blank + 1) };
}
