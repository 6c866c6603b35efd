/** What a message of a page may weigh at most, roughly in bytes, and how deep it may go. */
const heaviest = 64 * 1024;
const deepest = 16;
/** Names that a structured clone carries as plain properties and that a careless merge would turn into a prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * True when a value that came from a page is plain data (JSON's kinds and undefined) of bearable size. Looks no further than it must:
 * a huge value is refused after the first 64 KB.
 */
export const isBearable = (value: unknown): boolean => {
  let weight = 0;
  const walk = (part: unknown, depth: number): boolean => {
    weight += 8;
    if (weight > heaviest || depth > deepest) return false;
    if (typeof part === 'string') {
      weight += part.length * 2;
      return weight <= heaviest;
    }
    if (part === null || part === undefined || typeof part === 'number' || typeof part === 'boolean')
      return true;
    if (typeof part !== 'object') return false;
    if (Array.isArray(part))
      return part.length <= heaviest / 8 && part.every((item) => walk(item, depth + 1));
    if (Object.getPrototypeOf(part) !== Object.prototype) return false;
    for (const name of Object.keys(part)) {
      weight += name.length * 2;
      if (forbidden.has(name) || !walk(Reflect.get(part, name), depth + 1)) return false;
    }
    return true;
  };
  return walk(value, 0);
};
