/** The thread in which chunks of a first fill are made: about a second of work each, during which its process goes on answering. */
import { parentPort } from 'node:worker_threads';
import { makeAside, makeChunk, nothingAside } from '#store/snapshot/make.ts';
import type { ToMaker } from './chunk-maker.ts';
import { changeOf } from './read.ts';

const aside = nothingAside();

let sent: Promise<void> = Promise.resolve();

async function send(making: Promise<Uint8Array | null>, before: Promise<void>): Promise<void> {
  const [chunk] = await Promise.all([making, before]);
  parentPort?.postMessage(chunk);
}

parentPort?.on('message', (ask: ToMaker) => {
  const making = 'rows' in ask ? makeChunk(ask.team, ask.rows.map(changeOf), aside) : makeAside(aside);
  // A chunk is compressed in another thread, while the next one is made here; a small one may be ready before it.
  sent = send(making, sent);
});
