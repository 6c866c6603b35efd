/** True when two values of a record (plain objects, arrays, texts, numbers, null) say the same; the order of fields does not matter. */
export function sameRecord(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    first.length === second.size &&
    first.every(([field, value]) => second.has(field) && sameRecord(value, second.get(field)))
  );
}
