import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile, sorted } from '../stats.ts';
import { type Layout, layouts, load, read, type Scheme, schemes } from './file.ts';

/** One file's times in one round, ms. */
type Times = { load: number; cold: number; warm: number };
type Kind = { name: string; scheme: Scheme; layout: Layout };

const rounds = 5;

const kinds: readonly Kind[] = [
  ...schemes.map((scheme): Kind => ({ name: scheme, scheme, layout: 'clustered' })),
  ...layouts
    .filter((layout) => layout !== 'clustered')
    .map((layout): Kind => ({ name: `aegis-256, ${layout}`, scheme: 'aegis-256', layout })),
];

function once({ scheme, layout }: Kind): Times {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-cipher-'));
  try {
    const path = join(folder, 'page.db');
    const timed = (work: () => void): number => {
      const began = performance.now();
      work();
      return performance.now() - began;
    };
    return {
      load: timed(() => load(path, scheme, layout)),
      cold: timed(() => read(path, scheme, 2)),
      warm: timed(() => read(path, scheme, 256)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Page ciphers and layouts against one another: 200,000 rows of 2,000 customers, written a page of rows at a time, then the
 * whole past of each customer read in random order. `cold`: with 2 MB of cache, nearly every page is decrypted anew.
 * `warm`: four times over with a cache that holds all, each page is decrypted once. Kinds take turns in every round.
 * @returns the medians as a Markdown table.
 */
export async function measureCiphers(say: (what: string) => void): Promise<string> {
  const times = new Map(kinds.map(({ name }) => [name, [] as Times[]]));
  for (let round = 0; round < rounds; round += 1) {
    say(`page ciphers, round ${round + 1} of ${rounds}`);
    for (const kind of kinds) times.get(kind.name)?.push(once(kind));
  }
  const median = (name: string, what: keyof Times) =>
    percentile(sorted((times.get(name) ?? []).map((one) => one[what])), 50);
  const cell = (name: string, what: keyof Times) => {
    const ms = median(name, what);
    return `${Math.round(ms)} ms (${(ms / median('plain', what)).toFixed(2)})`;
  };
  const rows = kinds.map(
    ({ name }) => `| ${name} | ${cell(name, 'load')} | ${cell(name, 'cold')} | ${cell(name, 'warm')} |`,
  );
  return [`| pages | load (× plain) | cold read | warm read |`, '|---|---|---|---|', ...rows].join('\n');
}
