import type { Poke } from '#shared/sync/exchange.ts';
import type { Db } from '../database.ts';
import { hearPokes, type PokeParts, type Pokes } from './pokes.ts';
import { stopWaiting } from './start.ts';

export type Listening = {
  /** Hears the centre's pokes from now on, if it does not yet. */
  begin(): void;
  alive(): boolean;
  hurry(): void;
  end(): Promise<void>;
};

/** Hears pokes while the centre is one that may be asked; each is a reason to ask (`want`) where it tells of more than is here. */
export function listening(
  db: Db,
  parts: Pick<PokeParts, 'centre' | 'tokens' | 'pace' | 'random'>,
  cursor: (team: string) => number,
  want: () => void,
): Listening {
  let pokes: Pokes | null = null;
  const poked = ({ team, n }: Poke) => {
    if (n > cursor(team)) want();
  };
  const changed = (isAlive: boolean) => {
    // Whoever answers now may be newer than who answered before.
    if (isAlive) stopWaiting(db);
    want();
  };
  return {
    begin() {
      pokes ??= hearPokes({ ...parts, poked, changed });
    },
    alive: () => pokes?.alive() ?? false,
    hurry: () => pokes?.hurry(),
    async end() {
      const before = pokes;
      pokes = null;
      await before?.close();
    },
  };
}
