import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net } from 'electron';
import { serveStore } from './store/process.ts';

/**
 * The store's process, as Electron runs it: its network is Chromium's, so that the system's proxies and certificates hold. What goes wrong
 * there is read on the error stream, which main's log does not hold: names and codes only.
 */
serveStore({
  parent: process.parentPort as unknown as Parameters<typeof serveStore>[0]['parent'],
  transport: { fetch: ((url: string, init?: RequestInit) => net.fetch(url, init)) as typeof fetch },
  fillThreads: {
    chunks: pathToFileURL(join(import.meta.dirname, 'load.js')),
    checkpoints: pathToFileURL(join(import.meta.dirname, 'checkpoints.js')),
  },
  log: (fields) => void process.stderr.write(`${JSON.stringify(fields)}\n`),
});
