import type { SyncView } from '#shared/views/sync.ts';
import type { Db } from '../database.ts';
import { unsentFilesSql } from '../files/rows.ts';
import { accountIn, remembered } from './account.ts';

export type Restored = NonNullable<SyncView['restored']>;

/** What the loop knows of itself, beside what the store holds. */
export type LoopState = Pick<
  SyncView,
  'server' | 'busy' | 'trouble' | 'filling' | 'lastAnswerAt' | 'clockOff'
>;

export const noCentre: LoopState = {
  server: null,
  busy: false,
  trouble: null,
  filling: null,
  lastAnswerAt: null,
  clockOff: null,
};

/** How the desk stands with its centre: "all sent" only while the outbox is empty. */
export function syncView(
  db: Db,
  state: () => LoopState,
  aside: () => SyncView['aside'],
  leaseUntil: () => number | null,
): () => SyncView {
  const counts = db.prepare<[], { unsent: number; files: number; waiting: number; refused: number }>(
    `SELECT (SELECT count(*) FROM outbox) AS unsent, (${unsentFilesSql}) AS files,
       (SELECT count(*) FROM outbox WHERE waits IS NOT NULL) AS waiting,
       (SELECT count(*) FROM refused) AS refused`,
  );
  const { get } = remembered(db);
  const { holds } = accountIn(db);
  return () => {
    const { unsent, files, waiting, refused } = counts.get() ?? {
      unsent: 0,
      files: 0,
      waiting: 0,
      refused: 0,
    };
    const restored = (get('restored') as Restored | undefined) ?? null;
    return {
      ...state(),
      leaseUntil: leaseUntil(),
      unsent,
      unsentFiles: files,
      waitingForUpdate: waiting,
      refused,
      holds: holds(),
      aside: aside(),
      restored,
    };
  };
}
