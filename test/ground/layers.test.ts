import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The real configurations, over a tiny program with one file per layer and one bad import per forbidden edge. */
const root = resolve(import.meta.dirname, '..', '..');
const place = mkdtempSync(join(tmpdir(), 'hilo-layers-'));

const projects = ['src/shared', 'src/shops', 'src/main/store', 'src/main', 'src/renderer'];

const good: Record<string, string> = {
  'src/shared/word.ts': "import { z } from 'zod';\nexport const word = z.string();\n",
  'src/shared/story/tell.ts': "import { word } from '../word.ts';\nexport const tell = word.parse('a');\n",
  'src/shops/read.ts':
    "import { parse } from 'csv-parse';\nimport { word } from '#shared/word.ts';\n\nexport const read = [parse, word];\n",
  'src/main/store/keep.ts':
    "import { join } from 'node:path';\nimport { read } from '#shops/read.ts';\n\nexport const keep = [join('a'), read];\n",
  'src/main/open.ts':
    "import { app } from 'electron';\nimport { keep } from '#store/keep.ts';\n\nexport const open = [app, keep];\n",
  'src/renderer/live/ask.ts': 'export const ask = Object.keys(window.hilo);\n',
  'src/renderer/desk/screen.ts': "import { ask } from '../live/ask.ts';\n\nexport const screen = ask;\n",
  'src/renderer/ui/chip.ts': "import { useId } from 'react';\n\nexport const chip = useId;\n",
  'src/renderer/window.d.ts': 'interface Window {\n  hilo: object;\n}\n',
};

/** What Biome must refuse: the edges inside a layer, which the compiler cannot see. */
const forbidden: Record<string, string> = {
  'src/shared/bad-node.ts': "import { join } from 'node:path';\nexport const a = join('a');\n",
  'src/shared/bad-library.ts': "import { parse } from 'csv-parse';\nexport const a = parse;\n",
  'src/shared/bad-electron.ts': "import { app } from 'electron';\nexport const a = app;\n",
  'src/shops/bad-node.ts': "import { join } from 'node:path';\nexport const a = join('a');\n",
  'src/shops/bad-electron.ts': "import { app } from 'electron';\nexport const a = app;\n",
  'src/main/store/bad-electron.ts': "import { app } from 'electron';\nexport const a = app;\n",
  'src/main/bridge/preload.ts': "import { z } from 'zod';\nexport const a = z;\n",
  'src/renderer/desk/bad-bridge.ts': 'export const a = window.hilo;\n',
  'src/renderer/ui/bad-desk.ts': "import { screen } from '../desk/screen.ts';\nexport const a = screen;\n",
  'src/renderer/ui/bad-case.ts': "import { word } from '#shared/case/word.ts';\nexport const a = word;\n",
};

/** What the compiler must refuse: an import of a layer that is not a reference. */
const crossing: Record<string, string> = {
  'src/shared/up.ts': "import { read } from '../shops/read.ts';\nexport const a = read;\n",
  'src/shops/up.ts': "import { keep } from '#store/keep.ts';\nexport const a = keep;\n",
  'src/main/store/up.ts': "import { open } from '../open.ts';\nexport const a = open;\n",
  'src/main/across.ts': "import { chip } from '../renderer/ui/chip.ts';\nexport const a = chip;\n",
  'src/renderer/across.ts': "import { read } from '#shops/read.ts';\nexport const a = read;\n",
};

const put = (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
};

const tool = (script: string, args: string[]) => {
  const path = join(root, 'node_modules', script);
  const done = spawnSync(process.execPath, [path, ...args], { cwd: place, encoding: 'utf8' });
  return done.stdout + done.stderr;
};

/** The errors of one tsc run, by file. */
const compile = (): string[] =>
  tool('typescript/bin/tsc', ['-b', ...projects, '--pretty', 'false'])
    .split('\n')
    .filter((line) => line.includes('error TS'));

/** The messages of the two rules about layers, by file. */
const lint = (): string[] => {
  const out = tool('@biomejs/biome/bin/biome', [
    'lint',
    '--reporter=github',
    '--max-diagnostics=none',
    'src',
  ]);
  return out.split('\n').filter((line) => /noRestrictedImports|title=plugin/.test(line));
};

beforeAll(() => {
  const copied = [
    'biome.json',
    '.gitignore',
    'tsconfig.base.json',
    'scripts/lint',
    ...projects.map((name) => `${name}/tsconfig.json`),
  ];
  for (const path of copied) cpSync(join(root, path), join(place, path), { recursive: true });
  const { name, type, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  put({ ...good, 'package.json': JSON.stringify({ name, type, imports }) });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'), 'junction');
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

test('what the layers allow is refused by neither the compiler nor the linter', () => {
  expect(compile()).toEqual([]);
  expect(lint()).toEqual([]);
});

test('the linter refuses every edge inside a layer that the compiler cannot see', () => {
  put(forbidden);
  const said = lint();
  for (const path of Object.keys(forbidden)) rmSync(join(place, path));
  const refused = Object.keys(forbidden).filter((path) => said.some((line) => line.includes(path)));
  expect(refused).toEqual(Object.keys(forbidden));
});

test('the compiler refuses an import of a layer that is not below', () => {
  put(crossing);
  const said = compile();
  for (const path of Object.keys(crossing)) rmSync(join(place, path));
  const refused = Object.keys(crossing).filter((path) => said.some((line) => line.startsWith(path)));
  expect(refused).toEqual(Object.keys(crossing));
});
