import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const styled = new Set(
  readdirSync(`${root}node_modules/@mantine/core/styles`).flatMap(
    (file) => /^(\w+)\.layer\.css$/.exec(file)?.[1] ?? [],
  ),
);
const taken = new Set(
  [...read('src/renderer/ui/mantine.ts').matchAll(/styles\/(\w+)\.layer\.css/g)].map(
    (found) => found[1] ?? '',
  ),
);

/** Components as a module imports them from Mantine. */
function imported(text: string): string[] {
  return [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
}

test('every Mantine component that is used has its styles, and none is taken that does not exist', () => {
  const used = new Set(
    globSync('src/renderer/**/*.tsx', { cwd: root }).flatMap((file) => imported(read(file))),
  );
  expect(used.size).toBeGreaterThan(10);
  expect([...used].filter((name) => styled.has(name) && !taken.has(name))).toEqual([]);
  expect([...taken].filter((name) => !styled.has(name))).toEqual([]);
});
