import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/** What is machine code, with the little JavaScript around it. */
const native = ['better-sqlite3', '@node-rs/argon2'];

/** Whatever of these is read, all of it is: a start reads two files of the page's program, not the twenty-three that sharing would cut them into. */
const wholes = { page: at('src/renderer/main.tsx'), desk: at('src/renderer/desk/desk.tsx') };

type Known = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/** What a module imports without waiting, and what that imports, itself first. */
function reached(from: string, known: Known): ReadonlySet<string> {
  const found = new Set([from]);
  // A Set goes on to what is added meanwhile.
  for (const id of found) for (const next of known.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** The first of `wholes` that a module belongs to; null: it is read when somebody opens what needs it. */
function partOf() {
  let parts: [name: string, ids: ReadonlySet<string>][] | null = null;
  return (id: string, known: Known): string | null => {
    parts ??= Object.entries(wholes).map(([name, from]) => [name, reached(from, known)]);
    return parts.find(([, ids]) => ids.has(id))?.[0] ?? null;
  };
}

/**
 * electron-log's way to a server, which Hilo never uses, without Node's `http`: asking for that reads all of undici, a tenth of what main does
 * before its window.
 */
const logStaysHere: Plugin = {
  name: 'log-stays-here',
  load: (id) =>
    /electron-log\/src\/node\/transports\/remote\.js$/.test(id.replaceAll('\\', '/'))
      ? 'module.exports = () => Object.assign(() => undefined, { level: false, transforms: [] });'
      : null,
};

// Three builds into out/. The main half and the store's process hold everything but native modules: finding hundreds of small
// files in node_modules was a quarter of a start. The preload is one CommonJS file, because a sandboxed page can load nothing else;
// the page is bundled whole.
// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  main: {
    plugins: [logStaysHere],
    build: {
      outDir: at('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        external: native,
        input: {
          main: at('src/main/main.ts'),
          store: at('src/main/store-host.ts'),
          checkpoints: at('src/main/store/snapshot/checkpoint-thread.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src/main/bridge/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      rolldownOptions: {
        input: { index: at('src/renderer/index.html') },
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: partOf(), debugName: 'wholes' }],
          },
        },
      },
    },
  },
});
