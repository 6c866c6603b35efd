import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';

const source = resolve(import.meta.dirname, '../empty-page');
const target = resolve(import.meta.dirname, '../../../.cache/bench/empty-page');

const quiet = { configFile: false, logLevel: 'error' } as const;

/** One file for Electron itself: Electron and Node's own modules stay outside. */
const half = (name: 'main' | 'preload', file: string, format: 'es' | 'cjs'): InlineConfig => ({
  ...quiet,
  build: {
    outDir: target,
    emptyOutDir: false,
    minify: false,
    target: 'node24',
    lib: { entry: join(source, `${name}.ts`), formats: [format], fileName: () => file },
    rolldownOptions: { external: ['electron', /^node:/] },
  },
});

/** Bundles the empty page, as Hilo's page is bundled, and returns the folder that Electron is started with. */
export async function buildEmptyPage(): Promise<string> {
  mkdirSync(target, { recursive: true });
  await build({
    ...quiet,
    root: source,
    base: './',
    plugins: [react()],
    build: { outDir: join(target, 'page'), emptyOutDir: true, minify: true },
  });
  await build(half('main', 'main.js', 'es'));
  await build(half('preload', 'preload.cjs', 'cjs'));
  const about = { name: 'empty-page', version: '1.0.0', type: 'module', main: 'main.js' };
  writeFileSync(join(target, 'package.json'), JSON.stringify(about));
  return target;
}
