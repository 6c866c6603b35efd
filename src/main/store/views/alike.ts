import type { TwinWhy } from '#shared/customer/records.ts';
import type { CustomerView, PartedView } from '#shared/views/customer.ts';
import type { Db } from '../database.ts';
import { readFile } from '../projection/write.ts';
import type { Cards } from './cards.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';

export const twinsSql = 'SELECT other_id, why FROM twin WHERE customer_id = ? ORDER BY other_id, why';
export const partedSql = `
  SELECT other_id, body FROM link_now WHERE customer_id = ? AND way IN ('parted', 'parted-from')`;

type Row = { customer_id: string; file: string | null; linked: 0 | 1 };
type PartedRow = { by: string; at: number; why: string; hints: TwinWhy[] | null };

/** Who may be the same person, and who was said not to be: what the shops' records have in common, and what people said of it. */
export function alikeView({
  db,
  people,
  cards,
  same,
}: {
  db: Db;
  people: People;
  cards: Cards;
  same: SamePeople;
}) {
  const fileOf = db.prepare<[string], string>('SELECT body FROM file_now WHERE customer_id = ?').pluck();
  const twins = db.prepare<[string], { other_id: string; why: TwinWhy }>(twinsSql);
  const parted = db.prepare<[string], { other_id: string; body: string }>(partedSql);

  /** The last parting from each other person, under the record as which they are shown. */
  function partings(rows: readonly Row[], ids: ReadonlySet<string>): Map<string, PartedRow> {
    const found = new Map<string, PartedRow>();
    for (const row of rows.filter(({ linked }) => linked === 1))
      for (const { other_id, body } of parted.all(row.customer_id)) {
        const other = same.survivor(other_id);
        // Written by the projection.
        const one = JSON.parse(body) as PartedRow;
        // Linked again since, this way or through a third record.
        if (!ids.has(other) && one.at >= (found.get(other)?.at ?? 0)) found.set(other, one);
      }
    return found;
  }

  const partedView = ({ by, at, why }: PartedRow): PartedView => ({ by: people.who(by), at, why });

  return {
    /** Each once; whom somebody found to be another, from here or from there, is none, and of whom they were parted only with what speaks for one since. */
    others(rows: readonly Row[]): Pick<CustomerView, 'twins' | 'parted'> {
      const ids = new Set(rows.map(({ customer_id }) => customer_id));
      const not = new Set(rows.flatMap(({ file }) => (file === null ? [] : readFile(file).notTwins)));
      const apart = partings(rows, ids);
      const listed = new Map<string, CustomerView['twins'][number]>();
      for (const { other_id, why } of rows.flatMap(({ customer_id }) => twins.all(customer_id))) {
        if (ids.has(other_id) || not.has(other_id)) continue;
        const before = apart.get(same.survivor(other_id)) ?? null;
        if (before && (before.hints === null || before.hints.includes(why))) continue;
        const file = fileOf.get(other_id);
        if (file !== undefined && readFile(file).notTwins.some((id) => ids.has(id))) continue;
        const card = cards(other_id);
        if (card && !listed.has(card.id))
          listed.set(card.id, { card, why, parted: before && partedView(before) });
      }
      const quiet = [...apart].flatMap(([id, one]) => {
        const card = listed.has(id) ? null : cards(id);
        return card ? [{ card, ...partedView(one) }] : [];
      });
      return { twins: [...listed.values()], parted: quiet.sort((a, b) => b.at - a.at) };
    },

    /** What records on one side have in common with those on the other. */
    hintsAcross(one: readonly string[], other: readonly string[]): TwinWhy[] {
      const there = new Set(other);
      const found = one.flatMap((id) => twins.all(id)).filter(({ other_id }) => there.has(other_id));
      return [...new Set(found.map(({ why }) => why))].sort();
    },
  };
}
