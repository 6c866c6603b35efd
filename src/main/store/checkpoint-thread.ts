/** The thread that moves a store's log into its file while much comes in (checkpoints.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './checkpoints.ts';
import { openDatabase } from './database.ts';

const db = openDatabase({ ...(workerData as ThreadData), fresh: false });

parentPort?.on('message', (_go: ToThread) => {
  // Whoever writes or reads meanwhile is not held up, and what they have open is left for the next time.
  const [round] = db.pragma('wal_checkpoint(PASSIVE)') as FromThread[];
  parentPort?.postMessage(round);
});
