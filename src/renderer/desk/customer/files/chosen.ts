import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type AttachmentKind, headBytes, kindOf, mostBytes, textCheck } from '#shared/attachment/kinds.ts';
import { cleanName, shownName } from '#shared/attachment/names.ts';
import { withoutPlace } from '#shared/attachment/place.ts';

/** Why a file is not taken. */
export type FileTrouble = 'kind' | 'large' | 'empty' | 'unreadable';

/** A file that a person chose and that is not attached yet. */
export type ChosenFile = { id: string; name: string; size: number } & (
  | { trouble: FileTrouble }
  | {
      trouble: null;
      kind: AttachmentKind;
      /** What is attached: without the place where it was taken, where that could be taken out. */
      bytes: Uint8Array<ArrayBuffer>;
      place: 'none' | 'removed' | 'unknown';
    }
);

/** Files at once, at most. */
export const mostAtOnce = 10;

/** What was chosen for each customer, until it is attached or the window is closed: the files themselves are still where they came from. */
const chosen = createStore<{ of: ReadonlyMap<string, readonly ChosenFile[]> }>(() => ({ of: new Map() }));

const none: readonly ChosenFile[] = [];

export const useChosenFiles = (customerId: string): readonly ChosenFile[] =>
  useStore(chosen, ({ of }) => of.get(customerId) ?? none);

function change(customerId: string, next: (files: readonly ChosenFile[]) => readonly ChosenFile[]): void {
  chosen.setState(({ of }) => ({ of: new Map(of).set(customerId, next(of.get(customerId) ?? none)) }));
}

/**
 * Looks at files and adds them to those that are chosen, also ones that are not taken: the form says why, until others are chosen. Returns how
 * many were too many.
 */
export async function chooseFiles(customerId: string, files: readonly File[]): Promise<number> {
  change(customerId, (before) => before.filter(({ trouble }) => trouble === null));
  const room = mostAtOnce - (chosen.getState().of.get(customerId)?.length ?? 0);
  const looked = await Promise.all(files.slice(0, Math.max(0, room)).map(lookedAt));
  change(customerId, (before) => [...before, ...looked]);
  return Math.max(0, files.length - room);
}

export const dropChosen = (customerId: string, ids: ReadonlySet<string>): void =>
  change(customerId, (files) => files.filter(({ id }) => !ids.has(id)));

/** Nothing is decoded here: kinds are told by bytes, places are taken out by bytes. */
async function lookedAt(file: File): Promise<ChosenFile> {
  const base = { id: crypto.randomUUID(), size: file.size };
  const not = (trouble: FileTrouble): ChosenFile => ({
    ...base,
    name: shownName(file.name),
    trouble,
  });
  if (file.size === 0) return not('empty');
  if (file.size > mostBytes) return not('large');
  const read = await file.arrayBuffer().catch(() => null);
  if (read === null || read.byteLength === 0) return not('unreadable');
  const all = new Uint8Array(read);
  const kind = kindOf(all.subarray(0, headBytes));
  if (kind === null || (kind === 'text' && !textCheck().isText(all, true))) return not('kind');
  const { bytes, place } = withoutPlace(kind, all);
  return {
    ...base,
    name: cleanName(file.name, kind),
    trouble: null,
    kind,
    bytes: new Uint8Array(bytes),
    place,
  };
}
