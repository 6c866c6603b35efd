/** The thread in which chunks of a first fill are made: about a second of work each, during which its process goes on answering. */
import { parentPort } from 'node:worker_threads';
import { makeChunk } from '#store/snapshot/make.ts';
import type { ToMaker } from './chunk-maker.ts';
import { changeOf } from './read.ts';

parentPort?.on('message', async ({ team, rows }: ToMaker) => {
  const chunk = await makeChunk(team, rows.map(changeOf));
  parentPort?.postMessage(chunk);
});
