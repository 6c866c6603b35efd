import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { partOf, withoutThem } from './scripts/bundle.mjs';

const at = (path: string) => resolve(import.meta.dirname, path);

/** What is machine code, with the little JavaScript around it. */
const native = ['better-sqlite3', '@node-rs/argon2'];

/** What comes before the desk, and the desk: each is read as a whole. */
const wholes = { page: at('src/renderer/main.tsx'), desk: at('src/renderer/desk/desk.tsx') };

// Three builds into out/. The main half and the store's process hold everything but native modules: finding hundreds of small
// files in node_modules was a quarter of a start. The preload is one CommonJS file, because a sandboxed page can load nothing else;
// the page is bundled whole.
// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  main: {
    plugins: [withoutThem],
    build: {
      outDir: at('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        external: native,
        input: {
          main: at('src/main/main.ts'),
          store: at('src/main/store-host.ts'),
          checkpoints: at('src/main/store/checkpoint-thread.ts'),
          load: at('src/main/store/snapshot/chunk-thread.ts'),
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
            groups: [{ name: partOf(wholes), debugName: 'wholes' }],
          },
        },
      },
    },
  },
});
