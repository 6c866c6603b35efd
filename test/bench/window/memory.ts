import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, by their ids. Linux only: other systems have no /proc. */
function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name of the program stands in brackets and may hold anything; the parent is the second field after them.
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      parents.set(Number(name), Number(parent));
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [root];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

/**
 * What a process and its children take, MB (10⁶ bytes): the proportional set size, in which a page that four processes share
 * counts a quarter in each. Null where the system does not tell.
 */
export function memoryOf(root: number): number | null {
  if (process.platform !== 'linux') return null;
  let kilobytes = 0;
  for (const id of tree(root)) {
    try {
      const pss = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1];
      kilobytes += Number(pss ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return (kilobytes * 1_024) / 1_000_000;
}
