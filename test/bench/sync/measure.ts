import { setMaxListeners } from 'node:events';
import { measurePouch } from '../pouchdb/pouchdb.ts';
import { inShort, type Result } from '../result.ts';
import { meter } from '../say.ts';
import { measureBehind } from './behind.ts';
import { crowdTeams, measureCrowd } from './crowd.ts';
import { measureFills } from './fill.ts';
import { openGround } from './ground.ts';
import { measureIdle } from './idle.ts';
import { bytesOf, loadCompany } from './ledger.ts';
import { measureLocks } from './locks.ts';
import { measurePeers } from './peer.ts';
import { measurePush } from './push.ts';
import { type Run, type Sizes, team } from './run.ts';

/** Steps of this part, each of which can be asked for alone, as `sync/idle`. */
const steps = ['fill', 'idle', 'crowd', 'locks'] as const;

/** Which steps the names of `--only` ask for. */
export const stepsOf = (parts: ReadonlySet<string>): Set<string> =>
  new Set(steps.filter((step) => parts.has('sync') || parts.has(`sync/${step}`)));

/**
 * Everything that is measured between desks and a centre: real processes, a real PostgreSQL, real stores. All of it lies in one folder,
 * which goes with the run, also when it is stopped.
 */
export async function measureSync(
  asked: ReadonlySet<string>,
  sizes: Sizes,
  say: (what: string) => void,
  stop: AbortSignal,
): Promise<Result[]> {
  const ground = await openGround([team, ...crowdTeams(sizes)]);
  // Whatever ends a run ends its processes.
  const end = new AbortController();
  const any = AbortSignal.any([stop, end.signal]);
  setMaxListeners(0, any);
  const run: Run = { ground, sizes, say, stop: any, alive: new Set() };
  const results: Result[] = [];
  // Said at once: the whole takes a quarter of an hour.
  const add = (...more: Result[]): void => {
    results.push(...more);
    for (const one of more) say(inShort(one));
  };
  try {
    const progress = meter(`Numbering ${sizes.rows} changes at the centre`, sizes.rows);
    await loadCompany(ground.pool, team, sizes.rows, progress, any);
    if (asked.has('idle')) add(await measureIdle(run));
    if (asked.has('crowd')) add(await measureCrowd(run));
    if (asked.has('locks')) add(...(await measureLocks(run)));
    if (asked.has('fill')) {
      say('PouchDB');
      const bytes = await bytesOf(ground.pool, team);
      const pouch = await measurePouch(
        { pulled: sizes.pouched, pushed: sizes.pouched, bytes },
        ground.folder,
        any,
      );
      const filled = await measureFills(run, pouch.pull);
      add(...filled.results);
      add(await measureBehind(run, filled.pages, filled.loop));
      await filled.loop.end();
      add(await measurePush(run, filled.snapshot, pouch.push));
      add(await measurePeers(run, filled.pages, filled.snapshot));
    }
    return results;
  } finally {
    end.abort();
    await Promise.all(run.alive);
    await ground.close();
  }
}
