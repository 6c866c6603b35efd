import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, child } from './child.ts';
import { type Run, team } from './run.ts';

/** The floor of what comes down (bare-loop.ts), in a process of its own. */
export type BareLoop = {
  /** ms that the changes after this number took. */
  copy(after: number): Promise<number>;
  end(): Promise<void>;
};

export async function bareLoop(run: Run, name: string, rowsAPage: number): Promise<BareLoop> {
  const folder = join(run.ground.folder, name);
  mkdirSync(folder);
  const key = '07'.repeat(32);
  const args = [run.ground.url, folder, key, team, String(rowsAPage)];
  const own: Child<{ after: number }, unknown> = child('bare-loop.ts', args, run);
  await own.next();
  return {
    async copy(after) {
      const answer = own.next();
      own.send({ after });
      return ((await answer) as { ms: number }).ms;
    },
    end: () => own.end(),
  };
}
