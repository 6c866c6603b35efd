import type { Act, ActFields } from '#shared/sync/acts.ts';

/** A field of what somebody did, as it was and as it is. `undefined`: it was not there. */
export type ActChange = { field: string; before: unknown; after: unknown };

/** What an act changed, field by field. Of something new, or gone, everything is told by its sentence. */
export function changesIn({ before, after }: Pick<Act, 'before' | 'after'>): ActChange[] {
  if (before === null || after === null) return [];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter(({ before: was, after: is }) => JSON.stringify(was) !== JSON.stringify(is));
}

/** What the target is called: by a name of its own in what was noted, else by what `known` makes of its kind and id. */
export function nameIn(
  { target, before, after }: Pick<Act, 'target' | 'before' | 'after'>,
  known: (kind: string, id: string) => string,
): string {
  const named = (fields: ActFields | null) => fields?.name ?? fields?.file;
  const name = named(before) ?? named(after);
  if (typeof name === 'string') return name;
  const at = target.indexOf(':');
  return known(target.slice(0, at), target.slice(at + 1));
}
