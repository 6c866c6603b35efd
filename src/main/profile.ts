import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './key/durable.ts';
import type { Desk } from './store/door.ts';

export type DemoChoice = { seed: number; anchor: number | null };

/** Which store this Hilo works with, and who sits there. */
export type Profile = { folder: string; desk: Desk; demo: DemoChoice | null };

const systemUser = (): string => {
  try {
    return userInfo().username || 'agent';
  } catch {
    // A user id without an entry in the system's list of users, as in a container.
    return 'agent';
  }
};

/** `home`: Hilo's own folder. Each demo company has a store of its own, so that one seed is always one company. */
export const profileIn = (home: string, demo: DemoChoice | null): Profile => {
  if (demo === null) {
    const user = systemUser().slice(0, 128);
    return { folder: join(home, 'store'), desk: { person: { id: user, name: user }, company: '' }, demo };
  }
  const folder = join(home, demo.seed === 1 ? 'demo' : `demo-${demo.seed}`);
  return {
    folder,
    desk: { person: { id: 'lucia', name: 'Lucía Ferrer' }, company: 'Casa Lumbre' },
    demo,
  };
};

const begun = z.strictObject({ seed: z.int(), anchor: z.int() });

/**
 * When the demo company's "now" is: the moment it was first loaded, written beside its store, so that a load that was cut off goes
 * on with the same days. `now` in ms.
 */
export const demoStart = (folder: string, choice: DemoChoice, now: number): z.infer<typeof begun> => {
  const path = join(folder, 'demo.json');
  try {
    return begun.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    const start = { seed: choice.seed, anchor: choice.anchor ?? now };
    writeDurably(path, `${JSON.stringify(start)}\n`);
    return start;
  }
};
