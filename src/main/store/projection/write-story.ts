import type { Db } from '../database.ts';
import type { StoryRow } from './entries.ts';
import { packEntry } from './packed.ts';
import type { Suffix } from './tables.ts';

/** What stands in the story of one stream. */
export type StoryBefore = { at: number; id: string; kind: string; entry: string };

/**
 * Writes the entries of one stream into the story: those that are other than before, those that are new, and takes away those that it has no more. Most of
 * what a stream tells stays as it was when one thing is added: written again, each entry took four times as long as to be compared.
 */
export function storyWriter(db: Db, s: Suffix) {
  const all = db.prepare<[string, string], StoryBefore>(
    `SELECT at, id, kind, entry FROM story${s} WHERE customer_id = ? AND stream = ?`,
  );
  const add = db.prepare(`INSERT INTO story${s} VALUES (?, ?, ?, ?, ?, ?)`);
  const change = db.prepare(
    `UPDATE story${s} SET kind = ?, entry = ? WHERE customer_id = ? AND at = ? AND id = ?`,
  );
  const drop = db.prepare(`DELETE FROM story${s} WHERE customer_id = ? AND at = ? AND id = ?`);

  /** `isNew`: nothing is there of it yet, and so not looked for: that reads all of the customer's story. */
  return (customerId: string, stream: string, isNew = false) => {
    const rows = isNew ? [] : all.all(customerId, stream);
    const left = new Map(rows.map((row) => [keyOf(row), row]));
    let isOther = false;
    return {
      /** As it was, read once. */
      before: (): readonly StoryBefore[] => rows,
      add(row: StoryRow | null, pending: boolean): void {
        if (row === null) return;
        const { at, id, kind } = row;
        const entry = packEntry(row, pending);
        const key = keyOf(row);
        const before = left.get(key);
        isOther ||= before?.kind !== kind;
        if (before === undefined) add.run(customerId, at, id, stream, kind, entry);
        else if (before.entry !== entry) change.run(kind, entry, customerId, at, id);
        left.delete(key);
      },
      /** Nothing more is told of it. Whether there are other entries than before, or of another kind: not only with other words. */
      end(): boolean {
        for (const { at, id } of left.values()) drop.run(customerId, at, id);
        return isOther || left.size > 0;
      },
    };
  };
}

const keyOf = ({ at, id }: { at: number; id: string }): string => `${at} ${id}`;
