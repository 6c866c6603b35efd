/** The thread in which chunks of a first fill are made: about a second of work each, during which its process goes on answering. */
import { parentPort } from 'node:worker_threads';
import { makeAside, makeChunk, nothingAside } from '#store/snapshot/make.ts';
import type { ToMaker } from './chunk-maker.ts';
import { changeOf } from './read.ts';

const aside = nothingAside();

parentPort?.on('message', async (ask: ToMaker) => {
  const chunk =
    'rows' in ask ? await makeChunk(ask.team, ask.rows.map(changeOf), aside) : await makeAside(aside);
  parentPort?.postMessage(chunk);
});
