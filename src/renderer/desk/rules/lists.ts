/** The list with one of its items moved up (-1) or down (1); at the end of the list nothing moves. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by;
  const item = list[index];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.toSpliced(index, 1);
  return rest.toSpliced(to, 0, item);
}

/** The list with one of its items changed, or without it (null). */
export function replaced<T>(list: readonly T[], index: number, item: T | null): T[] {
  return item === null ? list.toSpliced(index, 1) : list.with(index, item);
}
