/** The thread that moves the chunks of a first fill (chunks.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { answering, type FromThread, type ThreadData, type ToThread } from './chunks.ts';

/** Nobody reads by this thread: only what a person writes waits for a slice of it. */
const answer = answering(workerData as ThreadData, () => false);
const post = (said: FromThread): void => parentPort?.postMessage(said);

async function answered({ n, ask }: ToThread): Promise<void> {
  try {
    post({ n, answer: await answer(ask) });
  } catch (error) {
    const { message, code } = error as Error & { code?: unknown };
    post({ n, failed: { message, code } });
  }
}

parentPort?.on('message', (asked: ToThread) => void answered(asked));
